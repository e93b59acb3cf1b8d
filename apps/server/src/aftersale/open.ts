/** Opening a case: by the customer (requested) or by the shop (at once refunding). Both lock the order first. */
import { type AskedLine, decideAftersale } from "@banyan/domain";
import { requireOpen } from "../customer/open.ts";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { newNumber } from "../number.ts";
import { moveRefund, setAftersaleOpen } from "../order/refund-store.ts";
import { addEvent, type LineFacts, lockOrder, readLines } from "../order/store.ts";
import { insertRefund } from "../refund/store.ts";
import { insertCase, paidAttempt } from "./store.ts";

export interface OpenRequest {
  buyerId: bigint;
  orderNo: string;
  requestKey: string;
  lines: readonly AskedLine[];
  reason: string;
  note: string;
  pictures: readonly string[];
  aftersaleDays: number;
  /** null = asked by the customer */
  shop: { staffId: bigint; withFreight: boolean; confirmFen: bigint } | null;
}

/**
 * @returns the case's number and what it gives back in all (lines + freight)
 * @throws Refusal not_found, refund_nothing, refund_exceeds, aftersale_open, aftersale_too_late, amount_mismatch
 */
export async function openCase(tx: Tx, p: OpenRequest): Promise<{ no: string; totalFen: bigint }> {
  if (p.shop === null) await requireOpen(tx, p.buyerId);
  const order = (await lockOrder(tx, p.buyerId, p.orderNo)) ?? refuse("not_found");
  const lines = await readLines(tx, p.buyerId, p.orderNo);
  const decision = decideAftersale(
    {
      state: order.state,
      hasOpenAftersale: order.aftersale_open,
      receivedAt: order.received_at,
      shipped: order.shipped_at !== null,
      freightFen: order.freight_fen,
      freightRefundedFen: order.freight_refunded_fen,
      lines: lines.map(refundLineOf),
    },
    p.lines,
    {
      now: order.now,
      aftersaleDays: p.aftersaleDays,
      byShop: p.shop !== null,
      withFreight: p.shop?.withFreight ?? false,
    },
  );
  if (decision.kind === "refused") {
    const at = decision.lineIndex;
    refuse(decision.refusal, at === undefined ? {} : { field: `lines.${at}.amount_fen` });
  }
  const totalFen = decision.amountFen + decision.freightFen;
  if (p.shop && p.shop.confirmFen !== totalFen) refuse("amount_mismatch", { field: "confirm_fen" });

  // Nothing can be refused from here on.
  const at = order.now;
  const no = newNumber("aftersale", p.buyerId, at);
  await insertCase(tx, {
    buyerId: p.buyerId,
    no,
    orderNo: p.orderNo,
    state: p.shop ? "refunding" : "requested",
    reason: p.reason,
    note: p.note,
    pictures: p.pictures,
    amountFen: decision.amountFen,
    freightFen: decision.freightFen,
    restock: decision.restock,
    requestKey: p.requestKey,
    staffId: p.shop?.staffId ?? null,
    at,
    lines: decision.lines,
  });
  await moveRefund(tx, p.buyerId, p.orderNo, no, "begin");
  await setAftersaleOpen(tx, p.buyerId, p.orderNo, true);
  const kind = p.shop ? "aftersale_approved" : "aftersale_requested";
  await addEvent(tx, { buyerId: p.buyerId, no: p.orderNo, kind, at, note: p.reason, ref: no });
  if (p.shop)
    await requestRefund(tx, { buyerId: p.buyerId, orderNo: p.orderNo, aftersaleNo: no, totalFen, at });
  return { no, totalFen };
}

/** The stored order to send money back; the worker sends it. */
export async function requestRefund(
  tx: Tx,
  p: { buyerId: bigint; orderNo: string; aftersaleNo: string; totalFen: bigint; at: Date },
): Promise<void> {
  const paid = (await paidAttempt(tx, p.buyerId, p.orderNo)) ?? refuse("refund_nothing");
  await insertRefund(tx, {
    buyerId: p.buyerId,
    no: newNumber("refund", p.buyerId, p.at),
    orderNo: p.orderNo,
    paymentNo: paid.no,
    aftersaleNo: p.aftersaleNo,
    cause: "aftersale",
    amountFen: p.totalFen,
    totalFen: paid.amount_fen,
    at: p.at,
  });
}

export function refundLineOf(line: LineFacts) {
  return {
    lineNo: line.line_no,
    fulfilment: line.fulfilment,
    baseFen: line.base_fen,
    quantity: line.quantity,
    refundedFen: line.refunded_fen,
    refundedQuantity: line.refunded_quantity,
    refundingFen: line.refunding_fen,
    refundingQuantity: line.refunding_quantity,
  };
}
