/** The ends of a withdrawal: state, money, timeline and notice in the caller's transaction, under the withdrawal's lock. */
import type { WithdrawalState } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { enqueue } from "../outbox/store.ts";
import { payOut, returnMoney } from "./money.ts";
import { addWithdrawalEvent, moveWithdrawal, type Withdrawal } from "./store.ts";

/** @throws Refusal withdrawal_decided, when it stands elsewhere than the caller has seen */
export async function endWithdrawal(
  tx: Tx,
  withdrawal: Withdrawal,
  p: { to: WithdrawalState; money: "pay" | "return"; failReason: string; at: Date },
): Promise<void> {
  const { owner_id: ownerId, no } = withdrawal;
  const step = { ownerId, no, from: withdrawal.state, to: p.to, at: p.at };
  if (!(await moveWithdrawal(tx, step, { failReason: p.failReason }))) refuse("withdrawal_decided");
  await (p.money === "pay" ? payOut : returnMoney)(tx, withdrawal, p.at);
  await addWithdrawalEvent(tx, { ownerId, no, kind: p.to, at: p.at });
  await enqueue(tx, p.at, [{ ownerId, topic: "withdrawal.done", ref: no }]);
}
