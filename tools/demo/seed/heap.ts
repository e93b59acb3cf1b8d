/** The heap of rows that a planned past is written from, and what its parts share. */
import type { PlannedOrder } from "./order.ts";
import type { Row } from "./rows.ts";

/** Rows by table, in an order that satisfies the foreign keys. */
export const TABLES = [
  "quote",
  "orders",
  "order_line",
  "order_contact",
  "order_event",
  "payment_attempt",
  "payment_fact",
  "shipment",
  "aftersale",
  "aftersale_line",
  "refund",
  "refund_fact",
  "coupon_grant",
  "order_coupon",
] as const;
export type Table = (typeof TABLES)[number];

/** Puts rows into a table's heap. */
export type Add = (table: Table, ...rows: Row[]) => void;

/** Business date of an instant. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** One line of an order's timeline. */
export function event(
  order: PlannedOrder,
  no: string,
  kind: string,
  at: Date,
  note: string | null = null,
): Row {
  return { buyer_id: order.person.id, order_no: no, kind, note, ref: null, event_at: at, created_at: at };
}
