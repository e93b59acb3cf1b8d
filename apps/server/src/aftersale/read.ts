/** Rows → what the customer's after-sale pages show. */
import type { AftersaleCard, AftersaleDetail, Refundable } from "@banyan/contract";
import { decideAftersale, refundableByQuantity } from "@banyan/domain";
import { ownerOf, toWire } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import { timelineOf } from "../order/read.ts";
import { lockOrder, readLines } from "../order/store.ts";
import { aftersaleHint, aftersaleStateText } from "../order/words.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { refundLineOf } from "./open.ts";
import { listCases, type ReadCase, readCase } from "./read-store.ts";

const WHY_NOT = {
  refund_nothing: "订单没有可退的商品",
  refund_exceeds: "订单没有可退的商品",
  refund_short: "订单没有可退的商品",
  aftersale_open: "已有一笔售后在处理",
  aftersale_too_late: "已超过售后期限",
} as const;

export async function casePage(
  services: Services,
  customer: CustomerActor,
  input: { cursor?: string | undefined; limit: number },
): Promise<{ items: AftersaleCard[]; next_cursor: string | null }> {
  const before = decodeTimeKey(input.cursor);
  const rows = await listCases(services.database.query, customer.id, { before, limit: input.limit + 1 });
  return timePage(rows, input.limit, caseCardOf);
}

/** @throws Refusal not_found */
export async function caseDetail(
  services: Services,
  customer: CustomerActor,
  no: string,
): Promise<AftersaleDetail> {
  if (ownerOf("aftersale", no) !== customer.id) refuse("not_found");
  const row = (await readCase(services.database.query, customer.id, no)) ?? refuse("not_found");
  return {
    ...caseCardOf(row),
    note: row.note,
    pictures: row.pictures,
    decision_note: row.decision_note,
    refund: row.refund && { ...row.refund, succeeded_at: isoText(row.refund.succeeded_at) },
    timeline: timelineOf(row.events),
    hint: aftersaleHint(row.state, row.decision_note),
    can_cancel: row.state === "requested",
  };
}

/** What may still be refunded, unit by unit. @throws Refusal not_found */
export async function refundableOf(
  services: Services,
  customer: CustomerActor,
  no: string,
): Promise<Refundable> {
  if (ownerOf("order", no) !== customer.id) refuse("not_found");
  const { aftersale_days } = await services.settings.get("order");
  const { order, lines } = await services.database.transact(async (tx) => ({
    order: (await lockOrder(tx, customer.id, no)) ?? refuse("not_found"),
    lines: await readLines(tx, customer.id, no),
  }));
  const open = lines.map((line) => ({ line, most: refundableByQuantity(refundLineOf(line)) }));
  const everything = open
    .filter(({ most }) => (most.at(-1) ?? 0n) > 0n)
    .map(({ line, most }) => ({ lineNo: line.line_no, quantity: most.length, amountFen: most.at(-1) ?? 0n }));
  const all = decideAftersale(
    {
      state: order.state,
      hasOpenAftersale: order.aftersale_open,
      receivedAt: order.received_at,
      shipped: order.shipped_at !== null,
      freightFen: order.freight_fen,
      freightRefundedFen: order.freight_refunded_fen,
      lines: lines.map(refundLineOf),
    },
    everything,
    { now: order.now, aftersaleDays: aftersale_days, byShop: false },
  );
  return {
    order_no: no,
    allowed: all.kind === "ok",
    reason: all.kind === "ok" ? null : WHY_NOT[all.refusal],
    freight_fen: all.kind === "ok" ? toWire(all.freightFen) : 0,
    whole_price: order.shipped_at === null,
    lines: open.map(({ line, most }) => ({
      line_no: line.line_no,
      fulfilment: line.fulfilment,
      name: line.name,
      spec: line.spec,
      picture: line.picture,
      price_fen: toWire(line.price_fen),
      quantity: line.quantity,
      refundable_quantity: most.length,
      refundable_fen: toWire(most.at(-1) ?? 0n),
      by_quantity: most.map(toWire),
    })),
  };
}

export function isoText(at: string | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

export function caseCardOf(row: ReadCase): AftersaleCard {
  return {
    no: row.no,
    order_no: row.order_no,
    state: row.state,
    state_text: aftersaleStateText(row.state),
    amount_fen: toWire(row.amount_fen),
    freight_fen: toWire(row.freight_fen),
    reason: row.reason,
    lines: row.lines,
    created_at: row.created_at.toISOString(),
  };
}
