/** When a payout is looked at again, and the alarm of a merchant without money. */
import type { PayoutState } from "@banyan/kernel";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Services } from "../services.ts";
import type { Payout } from "./payout-store.ts";

/** Pauses in seconds, by how often it was looked at in the same state. Final states have none. */
const RETRY_S: Partial<Record<PayoutState, readonly number[]>> = {
  created: [2, 5, 15, 60, 300, 900],
  accepted: [2, 5, 15, 60, 300],
  processing: [2, 5, 15, 60, 300],
  confirming: [30, 60, 120, 300, 600],
  transferring: [3, 5, 15, 60, 300],
  cancelling: [2, 5, 15, 60, 300],
};
/** What WeChat refuses by name needs a person; also longer than QUIET_MS, after which "not found" proves something. */
export const REFUSED_RETRY_S = 1200;

export function retryAfter(payout: Payout): number {
  const pauses = RETRY_S[payout.state] ?? [];
  return pauses[Math.min(payout.tries, pauses.length - 1)] ?? 900;
}

/** The merchant's operating account is short: the same bill goes on once it is topped up. */
export async function raiseShort(services: Services, payout: Payout): Promise<void> {
  await raiseAlarm(services.database.query, {
    kind: "payout_not_enough",
    ref: payout.no,
    title: "商户运营账户余额不足，充值后打款自动继续",
    detail: { withdrawal_no: payout.withdrawal_no, amount_fen: String(payout.amount_fen) },
  });
}

/** WeChat refuses by name; what it says is what a person needs to put it right. */
export async function raiseRefused(
  services: Services,
  payout: Payout,
  answer: { code: string; message: string },
): Promise<void> {
  await raiseAlarm(services.database.query, {
    kind: "payout_refused",
    ref: payout.no,
    title: `微信支付拒绝打款：${answer.message || answer.code}`,
    detail: { withdrawal_no: payout.withdrawal_no, code: answer.code, message: answer.message },
  });
}
