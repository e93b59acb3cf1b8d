import { useEffect, useRef } from "react";
import { useStanding } from "../promoter/standing.ts";
import { useSignedIn } from "./token.ts";

/** Prices and figures are this person's: asks again when somebody else looks, or the same one as a promoter. */
export function useViewerChange(reload: () => unknown): void {
  const signedIn = useSignedIn();
  const standing = useStanding();
  const before = useRef({ signedIn, standing });
  const latest = useRef(reload);
  latest.current = reload;
  useEffect(() => {
    const last = before.current;
    // A standing that becomes known is no news: the answer on screen was made for it already.
    const moved = last.standing !== null && standing !== null && last.standing !== standing;
    before.current = { signedIn, standing: standing ?? last.standing };
    if (last.signedIn !== signedIn || moved) latest.current();
  }, [signedIn, standing]);
}
