import type { CustomerProfile } from "@banyan/contract";
import { useEffect } from "react";
import { createSlot, useSlot } from "../design/slot.ts";
import { send } from "../http/send.ts";
import { readToken, useSignedIn } from "../session/token.ts";

/** Where a person stands on the way to becoming a promoter, as the server last said. */
export type Standing = CustomerProfile["promoter_state"];

const standingSlot = createSlot<{ token: string; state: Standing }>();
let asking: string | null = null;

/** Puts in place what the person's own step has made of it. */
export function putStanding(state: Standing): void {
  askedStanding()(state);
}

/** For an answer that tells it by the way (我的, the application, the centre): call it when asking, what it returns with the answer. */
export function askedStanding(): (state: Standing) => void {
  const token = readToken();
  const put = standingSlot.asked();
  return (state) => {
    const here = token ?? readToken();
    if (here !== null) put({ token: here, state });
  };
}

/** The standing of whom is signed in; "none" for a visitor, null until it is known, or where it cannot be had. */
export function useStanding(): Standing | null {
  const signedIn = useSignedIn();
  const known = useSlot(standingSlot);
  useEffect(() => {
    const token = readToken();
    if (!signedIn || token === null || known?.token === token || asking === token) return;
    asking = token;
    const put = standingSlot.asked();
    // Looking around signs nobody in and says nothing when it fails.
    send("customer.me", {}, { token })
      .then((me) => put({ token, state: (me as CustomerProfile).promoter_state }))
      .catch(() => undefined)
      .finally(() => {
        asking = null;
      });
  }, [signedIn, known]);
  if (!signedIn) return "none";
  return known !== null && known.token === readToken() ? known.state : null;
}
