/** What the customer's order pages read: a list page and a detail are one statement each. */
import type { AftersaleState, Fulfilment, OrderState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";

export interface ReadLine {
  line_no: number;
  sku_id: string;
  product_id: string;
  name: string;
  spec: string[];
  picture: string;
  fulfilment: Fulfilment;
  price_fen: number;
  quantity: number;
  discount_fen: number;
  net_fen: number;
  self_discount_fen: number;
  base_fen: number;
  refunded_fen: number;
  refunded_quantity: number;
  refunding_fen: number;
  aftersale: { no: string; state: AftersaleState } | null;
  /** There is a review, or was one. */
  reviewed: boolean;
}
export interface ReadOrder {
  now: Date;
  no: string;
  state: OrderState;
  goods_fen: bigint;
  discount_fen: bigint;
  self_discount_fen: bigint;
  freight_fen: bigint;
  payable_fen: bigint;
  refunded_fen: bigint;
  freight_refunded_fen: bigint;
  aftersale_open: boolean;
  remark: string;
  close_reason: string;
  created_at: Date;
  close_due_at: Date | null;
  receive_due_at: Date | null;
  paid_at: Date | null;
  shipped_at: Date | null;
  received_at: Date | null;
  lines: ReadLine[];
}

/** Lines of order `o` with the newest case that touches each, as JSON (amounts are safe integers by CHECK). */
export const LINES = sql`
  (SELECT jsonb_agg(jsonb_build_object('line_no', l.line_no, 'sku_id', l.sku_id::text, 'product_id', l.product_id::text,
      'name', l.name, 'spec', l.spec, 'picture', l.picture, 'fulfilment', l.fulfilment, 'price_fen', l.price_fen,
      'quantity', l.quantity, 'discount_fen', l.discount_fen, 'net_fen', l.net_fen,
      'self_discount_fen', l.self_discount_fen, 'base_fen', l.base_fen,
      'refunded_fen', l.refunded_fen, 'refunded_quantity', l.refunded_quantity, 'refunding_fen', l.refunding_fen,
      'aftersale', (SELECT jsonb_build_object('no', a.no, 'state', a.state)
        FROM aftersale a JOIN aftersale_line al ON al.buyer_id = a.buyer_id AND al.aftersale_no = a.no
        WHERE a.buyer_id = o.buyer_id AND a.order_no = o.no AND al.line_no = l.line_no
        ORDER BY a.created_at DESC, a.no DESC LIMIT 1),
      'reviewed', EXISTS (SELECT FROM review r
        WHERE r.customer_id = l.buyer_id AND r.order_no = l.order_no AND r.line_no = l.line_no)) ORDER BY l.line_no)
    FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no) AS lines`;
export const HEADER = sql`
  business_now() AS now, o.no, o.state, o.goods_fen, o.discount_fen, o.self_discount_fen, o.freight_fen, o.payable_fen, o.refunded_fen,
  o.freight_refunded_fen, o.aftersale_open, o.remark, o.close_reason, o.created_at, o.close_due_at, o.receive_due_at, o.paid_at,
  o.shipped_at, o.received_at`;

/** Coupons, timeline (newest first) and shipments of order `o`. */
export const SHIPMENTS = sql`
  (SELECT jsonb_agg(jsonb_build_object('grant_id', oc.grant_id::text, 'coupon_id', oc.coupon_id::text, 'name', k.name,
      'discount_fen', oc.discount_fen) ORDER BY k.scope = 'all', oc.grant_id)
    FROM order_coupon oc JOIN coupon k ON k.id = oc.coupon_id WHERE oc.buyer_id = o.buyer_id AND oc.order_no = o.no) AS coupons,
  (SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'note', e.note, 'at', e.event_at) ORDER BY e.event_at DESC, e.id DESC)
    FROM order_event e WHERE e.buyer_id = o.buyer_id AND e.order_no = o.no) AS events,
  (SELECT jsonb_agg(jsonb_build_object('no', s.no, 'fulfilment', s.fulfilment, 'carrier', s.carrier,
      'tracking_no', s.tracking_no, 'shipped_at', s.shipped_at, 'line_nos', s.line_nos) ORDER BY s.shipped_at, s.no)
    FROM shipment s WHERE s.buyer_id = o.buyer_id AND s.order_no = o.no) AS shipments`;

/** @param before the last row of the page before, by (created_at, no) */
export async function listOrders(
  query: Kysely<Tables>,
  buyerId: bigint,
  p: { states: readonly OrderState[] | null; before: TimeKey | null; limit: number },
): Promise<ReadOrder[]> {
  const result = await sql<ReadOrder>`
    SELECT ${HEADER}, ${LINES} FROM orders o
    WHERE o.buyer_id = ${buyerId}
      AND (${p.states}::text[] IS NULL OR o.state = ANY (${p.states}::text[]))
      AND (${p.before?.at ?? null}::timestamptz IS NULL
        OR (o.created_at, o.no) < (${p.before?.at ?? null}::timestamptz, ${p.before?.no ?? null}))
    ORDER BY o.created_at DESC, o.no DESC LIMIT ${p.limit}`.execute(query);
  return result.rows;
}

export interface ReadDetail extends ReadOrder {
  /** In the order in which they were taken off. */
  coupons: { grant_id: string; coupon_id: string; name: string; discount_fen: number }[] | null;
  contact_sealed: Buffer | null;
  /** null: the order carries nobody's recommendation. */
  referrer_name: string | null;
  events: { kind: string; note: string | null; at: string }[] | null;
  shipments:
    | {
        no: string;
        fulfilment: Fulfilment;
        carrier: string | null;
        tracking_no: string | null;
        shipped_at: string;
        line_nos: number[];
      }[]
    | null;
}

/** The buyer's own shares (自购返) of the lines, and what of each line came back. */
export interface OwnDetail extends ReadDetail {
  rebates: { fen: string; base_fen: string; refunded_fen: string }[] | null;
}

export async function readOrder(
  query: Kysely<Tables>,
  buyerId: bigint,
  no: string,
): Promise<OwnDetail | null> {
  const result = await sql<OwnDetail>`
    SELECT ${HEADER}, ${LINES},
      (SELECT contact_sealed FROM order_contact c WHERE c.buyer_id = o.buyer_id AND c.order_no = o.no) AS contact_sealed,
      CASE WHEN o.referrer_id IS NOT NULL THEN coalesce(
        (SELECT nickname FROM customer_profile p WHERE p.customer_id = o.referrer_id), '') END AS referrer_name,
      (SELECT jsonb_agg(jsonb_build_object('fen', share ->> 'fen', 'base_fen', l.base_fen::text,
          'refunded_fen', l.refunded_fen::text))
        FROM order_line l CROSS JOIN jsonb_array_elements(l.shares) AS share
        WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no AND share ->> 'kind' = 'self') AS rebates,
      ${SHIPMENTS}
    FROM orders o WHERE o.buyer_id = ${buyerId} AND o.no = ${no}`.execute(query);
  return result.rows[0] ?? null;
}
