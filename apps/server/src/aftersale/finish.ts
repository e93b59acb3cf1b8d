/** A case whose refund WeChat confirmed: its lines are refunded now, and units that never left the shop go back on the shelf. */
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { moveRefund, setAftersaleOpen } from "../order/refund-store.ts";
import { bumpVersion } from "../setting/store.ts";
import { restock } from "../stock/hold-store.ts";
import { caseUnits, endCase } from "./store.ts";

/** @returns how much of the refund was freight */
export async function finishCase(
  tx: Tx,
  buyerId: bigint,
  no: string,
  orderNo: string,
): Promise<{ freightFen: bigint }> {
  const done = (await endCase(tx, buyerId, no, "refunded", "")) ?? refuse("already_decided");
  await moveRefund(tx, buyerId, orderNo, no, "succeed");
  if (done.restock) {
    await restock(tx, `refund:${no}`, orderNo, await caseUnits(tx, buyerId, no));
    await bumpVersion(tx, "catalog");
  }
  return { freightFen: done.freight_fen };
}

/** WeChat closed the refund for good: the case ends rejected, its units and money are free again. */
export async function failCase(tx: Tx, buyerId: bigint, no: string, orderNo: string): Promise<void> {
  (await endCase(tx, buyerId, no, "rejected", "微信支付未能完成退款，请重新申请")) ??
    refuse("already_decided");
  await moveRefund(tx, buyerId, orderNo, no, "give_up");
  await setAftersaleOpen(tx, buyerId, orderNo, false);
}
