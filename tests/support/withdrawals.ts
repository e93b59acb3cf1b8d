/** Withdrawals that have come some way, and what WeChat holds of them. */
import type { Transfer } from "@banyan/wechat-sim/transfer/store.ts";
import { type Buyer, type Clerk, newKey } from "./people.ts";
import type { Shop } from "./shop.ts";

/** Asked for and approved by one person; the worker has not looked yet, or has. */
export async function approvedWithdrawal(
  shop: Shop,
  promoter: Buyer,
  clerk: Clerk,
  fen: number,
): Promise<{ no: string; payout: string }> {
  const { no } = await promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: fen });
  await clerk.api.console.withdrawal.approve({ no, confirm_fen: fen });
  return { no, payout: await payoutOf(shop, no) };
}

/** The number WeChat knows; "" where there is none yet. */
export async function payoutOf(shop: Shop, no: string): Promise<string> {
  const rows = await shop.sql<{ no: string }>("SELECT no FROM payout WHERE withdrawal_no = $1", [no]);
  if (rows.length > 1) throw new Error(`withdrawal ${no} has ${rows.length} payouts`);
  return rows[0]?.no ?? "";
}

/** Every bill WeChat has of this person, oldest first: "number amount state". */
export async function billsOf(shop: Shop, promoter: Buyer): Promise<string[]> {
  const { transfers } = await shop.simulator.control.state();
  return transfers
    .filter((bill: Transfer) => bill.openid === promoter.openid)
    .map((bill: Transfer) => `${bill.out_bill_no} ${bill.amount} ${bill.state}`);
}

/** Confirms as the person would, by what the shop gives their WeChat. */
export async function confirmAs(
  shop: Shop,
  promoter: Buyer,
  no: string,
  openid = promoter.openid,
): Promise<string> {
  const { confirm, state } = await promoter.api.withdrawal.get({ no });
  if (!confirm) throw new Error(`withdrawal ${no} is ${state}: nothing to confirm with`);
  const done = await shop.simulator.control.confirmTransfer({ package_info: confirm.package, openid });
  return done.result === "success" ? "success" : done.reason;
}
