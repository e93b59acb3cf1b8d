import type { Referral } from "@banyan/contract";
import { useEffect } from "react";
import { createSlot, useSlot } from "../design/slot.ts";
import { send } from "../http/send.ts";
import { readToken, useSignedIn } from "../session/token.ts";
import { arrivalSlot } from "../share/arrival.ts";

/** Who recommends the shop to whom the token names; asked for once per session. */
const referralSlot = createSlot<{ token: string; referral: Referral }>();

/** Puts in place what the person's own step has made of it (解除). */
export function putReferral(referral: Referral): void {
  askedReferral()(referral);
}

/** For the page that asks for it itself: call it when asking, what it returns with the answer. */
export function askedReferral(): (referral: Referral) => void {
  const token = readToken();
  const put = referralSlot.asked();
  return (referral) => {
    const here = token ?? readToken();
    if (here !== null) put({ token: here, referral });
  };
}

/** Makes the next page ask again: a visit may have begun a relation. */
arrivalSlot.subscribe(() => referralSlot.put(null));

/**
 * Whose recommendation a purchase would carry: 由 … 推荐. For a visitor who has not signed in it is who shared the page;
 * null where nobody did, and where it cannot be had.
 */
export function useReferrer(): Referral["promoter"] {
  const signedIn = useSignedIn();
  const known = useSlot(referralSlot);
  const arrival = useSlot(arrivalSlot);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer from before an arrival is dropped, so it is asked again
  useEffect(() => {
    const token = readToken();
    if (!signedIn || token === null || known?.token === token) return;
    const put = referralSlot.asked();
    // A hint is no reason to sign anybody in, or to tell them that it failed.
    send("referral.mine", {}, { token }).then(
      (referral) => put({ token, referral: referral as Referral }),
      () => undefined,
    );
  }, [signedIn, known, arrival]);
  if (signedIn) return known !== null && known.token === readToken() ? known.referral.promoter : null;
  return arrival?.result === "noted" ? arrival.promoter : null;
}
