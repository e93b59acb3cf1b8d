/** The end of a payout of which it is proved that WeChat has no bill and will have none: the money goes back. */
import { provesNoBill } from "@banyan/domain";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { endWithdrawal } from "./end.ts";
import { lockPayoutOf, type Payout, setPayoutState } from "./payout-store.ts";
import { lockWithdrawal } from "./store.ts";

/** The proof is looked at again under the lock, since another worker may have sent the same number meanwhile. */
export async function endUnsent(
  services: Services,
  known: Payout,
  to: "fail" | "cancelled",
  failReason: string,
): Promise<void> {
  await services.database.transact(async (tx) => {
    const withdrawal = (await lockWithdrawal(tx, known.owner_id, known.withdrawal_no)) ?? refuse("not_found");
    const payout = (await lockPayoutOf(tx, known.owner_id, known.withdrawal_no)) ?? refuse("not_found");
    const sent = {
      unheard: payout.unheard,
      firstSentAt: payout.first_sent_at,
      lastSentAt: payout.last_sent_at,
    };
    if (payout.state !== "created" || !provesNoBill(sent, withdrawal.now)) return;
    const at = withdrawal.now;
    await setPayoutState(tx, payout, {
      state: to,
      billNo: null,
      failReason,
      confirmUntil: null,
      finishedAt: at,
      nextTrySeconds: 0,
    });
    await endWithdrawal(tx, withdrawal, {
      to: to === "fail" ? "failed" : "cancelled",
      money: "return",
      failReason,
      at,
    });
  });
}
