import type { Referral } from "@banyan/contract";
import { useEffect } from "react";
import { createSlot, useSlot } from "../design/slot.ts";
import { send } from "../http/send.ts";
import { readToken, useSignedIn } from "../session/token.ts";
import { arrivalSlot } from "../share/arrival.ts";

/** Who recommends the shop to whom the token names; asked for once per session. */
const referralSlot = createSlot<{ token: string; referral: Referral }>();

/** Puts a newer answer in place (解除). */
export function putReferral(referral: Referral): void {
  const token = readToken();
  if (token !== null) referralSlot.put({ token, referral });
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
  useEffect(() => {
    const token = readToken();
    if (!signedIn || token === null || known?.token === token) return;
    // A hint is no reason to sign anybody in, or to tell them that it failed.
    send("referral.mine", {}, { token }).then(
      (referral) => referralSlot.put({ token, referral: referral as Referral }),
      () => undefined,
    );
  }, [signedIn, known]);
  if (signedIn) return known !== null && known.token === readToken() ? known.referral.promoter : null;
  return arrival?.result === "noted" ? arrival.promoter : null;
}
