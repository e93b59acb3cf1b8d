/** Rows → what the customer's order pages show. */
import {
  type OrderCard,
  type OrderDetail,
  type OrderLine,
  REVIEW_DAYS,
  type TimelineEvent,
} from "@banyan/contract";
import { keepFen, orderActions, reviewRefusal } from "@banyan/domain";
import { DAY_MS, later, type OrderState, ownerOf, toWire } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { openContact } from "./contact.ts";
import {
  listOrders,
  type OwnDetail,
  type ReadDetail,
  type ReadLine,
  type ReadOrder,
  readOrder,
} from "./read-store.ts";
import { eventTitle, orderHint, orderStateText } from "./words.ts";

export type Tab = "all" | "awaiting_payment" | "awaiting_shipment" | "awaiting_receipt" | "completed";
const TAB_STATES: Record<Tab, readonly OrderState[] | null> = {
  all: null,
  awaiting_payment: ["awaiting_payment", "closing"],
  awaiting_shipment: ["awaiting_shipment"],
  awaiting_receipt: ["awaiting_receipt"],
  completed: ["completed"],
};

export async function orderPage(
  services: Services,
  customer: CustomerActor,
  input: { tab: Tab; cursor?: string | undefined; limit: number },
): Promise<{ items: OrderCard[]; next_cursor: string | null }> {
  const rows = await listOrders(services.database.query, customer.id, {
    states: TAB_STATES[input.tab],
    before: decodeTimeKey(input.cursor),
    limit: input.limit + 1,
  });
  const { aftersale_days } = await services.settings.get("order");
  return timePage(rows, input.limit, (row) => cardOf(row, aftersale_days));
}

/** @throws Refusal not_found: no such order, or another person's */
export async function orderDetail(
  services: Services,
  customer: CustomerActor,
  no: string,
): Promise<OrderDetail> {
  if (ownerOf("order", no) !== customer.id) refuse("not_found");
  const row = (await readOrder(services.database.query, customer.id, no)) ?? refuse("not_found");
  const { aftersale_days } = await services.settings.get("order");
  const contact = row.contact_sealed && openContact(services.seal, customer.id, no, row.contact_sealed);
  return {
    ...cardOf(row, aftersale_days),
    goods_fen: toWire(row.goods_fen),
    discount_fen: toWire(row.discount_fen),
    coupons: row.coupons ?? [],
    self_discount_fen: toWire(row.self_discount_fen),
    self_rebate_fen: toWire(rebateOf(row)),
    referrer: row.referrer_name === null ? null : { name: row.referrer_name || "微信用户" },
    freight_fen: toWire(row.freight_fen),
    remark: row.remark,
    contact: contact && {
      recipient: contact.recipient,
      phone: contact.phone,
      address: `${contact.region.join(" ")} ${contact.detail}`,
    },
    timeline: timelineOf(row.events),
    shipments: shipmentsOf(row.shipments),
    paid_at: iso(row.paid_at),
    shipped_at: iso(row.shipped_at),
    received_at: iso(row.received_at),
    receive_at: iso(row.receive_due_at),
    aftersale_until: row.received_at && later(row.received_at, aftersale_days * DAY_MS).toISOString(),
    hint: orderHint({
      state: row.state,
      aftersaleOpen: row.aftersale_open,
      services: row.lines.every((line) => line.fulfilment === "service"),
      closeReason: row.close_reason,
    }),
  };
}

/** What is left of 自购返 after refunds; an order that was closed unpaid earns nothing. */
function rebateOf({ state, rebates }: OwnDetail): bigint {
  if (state === "closed" || rebates === null) return 0n;
  return rebates.reduce(
    (sum, { fen, base_fen, refunded_fen }) =>
      sum + keepFen(BigInt(fen), BigInt(base_fen), BigInt(refunded_fen)),
    0n,
  );
}

/** Events as both sides read them. */
export function timelineOf(events: ReadDetail["events"]): TimelineEvent[] {
  return (events ?? []).map((event) => ({
    kind: event.kind,
    at: new Date(event.at).toISOString(),
    title: eventTitle(event.kind),
    note: event.note,
  }));
}

export function shipmentsOf(shipments: ReadDetail["shipments"]): OrderDetail["shipments"] {
  return (shipments ?? []).map((one) => ({ ...one, shipped_at: new Date(one.shipped_at).toISOString() }));
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function cardOf(row: ReadOrder, aftersaleDays: number): OrderCard {
  const refundable = row.lines.reduce((sum, l) => sum + l.base_fen - l.refunded_fen - l.refunding_fen, 0);
  return {
    no: row.no,
    state: row.state,
    state_text: row.aftersale_open ? "售后处理中" : orderStateText(row.state),
    lines: row.lines.map(lineOf),
    quantity: row.lines.reduce((sum, line) => sum + line.quantity, 0),
    payable_fen: toWire(row.payable_fen),
    refunded_fen: toWire(row.refunded_fen),
    created_at: row.created_at.toISOString(),
    close_at: row.state === "awaiting_payment" ? iso(row.close_due_at) : null,
    actions: orderActions(
      {
        state: row.state,
        hasOpenAftersale: row.aftersale_open,
        receivedAt: row.received_at,
        refundableFen: BigInt(refundable),
        reviewable: row.lines.some((line) => mayReview(row, line)),
      },
      { now: row.now, aftersaleDays },
    ),
  };
}

function mayReview({ received_at, now }: ReadOrder, line: ReadLine): boolean {
  const { quantity, refunded_quantity, reviewed } = line;
  const facts = { receivedAt: received_at, quantity, refundedQuantity: refunded_quantity, reviewed };
  return reviewRefusal(facts, { now, days: REVIEW_DAYS }) === null;
}

export function lineOf(line: ReadLine): OrderLine {
  const { base_fen: _base, refunding_fen: _refunding, reviewed: _reviewed, ...shown } = line;
  return shown;
}
