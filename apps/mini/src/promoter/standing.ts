import type { CustomerProfile } from "@banyan/contract";
import { useEffect } from "react";
import { createSlot, useSlot } from "../design/slot.ts";
import { send } from "../http/send.ts";
import { readToken, useSignedIn } from "../session/token.ts";

/** Where a person stands on the way to becoming a promoter, as the server last said. */
export type Standing = CustomerProfile["promoter_state"];

const standingSlot = createSlot<{ token: string; state: Standing }>();
let asking: string | null = null;

/** Puts a newer answer in place: 我的, the application and the centre know it first. */
export function putStanding(state: Standing): void {
  const token = readToken();
  if (token !== null) standingSlot.put({ token, state });
}

/** The standing of whom is signed in; "none" for a visitor, null until it is known, or where it cannot be had. */
export function useStanding(): Standing | null {
  const signedIn = useSignedIn();
  const known = useSlot(standingSlot);
  useEffect(() => {
    const token = readToken();
    if (!signedIn || token === null || known?.token === token || asking === token) return;
    asking = token;
    // Looking around signs nobody in and says nothing when it fails.
    send("customer.me", {}, { token })
      .then((me) => standingSlot.put({ token, state: (me as CustomerProfile).promoter_state }))
      .catch(() => undefined)
      .finally(() => {
        asking = null;
      });
  }, [signedIn, known]);
  if (!signedIn) return "none";
  return known !== null && known.token === readToken() ? known.state : null;
}
