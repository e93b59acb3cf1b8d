/** A case whose refund WeChat confirmed: its lines are refunded now, and units that never left the shop go back on the shelf. */
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { moveRefund } from "../order/refund-store.ts";
import { bumpVersion } from "../setting/store.ts";
import { restock } from "../stock/hold-store.ts";
import { caseUnits, completeCase } from "./store.ts";

/** @returns how much of the refund was freight */
export async function finishCase(
  tx: Tx,
  buyerId: bigint,
  no: string,
  orderNo: string,
): Promise<{ freightFen: bigint }> {
  const done = (await completeCase(tx, buyerId, no)) ?? refuse("already_decided");
  await moveRefund(tx, buyerId, orderNo, no, "succeed");
  if (done.restock) {
    await restock(tx, `refund:${no}`, orderNo, await caseUnits(tx, buyerId, no));
    await bumpVersion(tx, "catalog");
  }
  return { freightFen: done.freight_fen };
}
