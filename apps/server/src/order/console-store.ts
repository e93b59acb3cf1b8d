/** What the console's order pages read: a list page is one statement, a detail one more. */
import type { OrderState, PaymentState, RefundState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { ReadCase } from "../aftersale/read-store.ts";
import { CASE_COLUMNS } from "../aftersale/read-store.ts";
import type { Tables, Tx } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";
import { HEADER, LINES, type ReadDetail, SHIPMENTS } from "./read-store.ts";

export interface ConsoleRow {
  no: string;
  state: OrderState;
  buyer_id: bigint;
  nickname: string;
  lines: { name: string; spec: string[]; picture: string; quantity: number }[];
  payable_fen: bigint;
  refunded_fen: bigint;
  recipient_masked: string | null;
  remark: string;
  aftersale_open: boolean;
  created_at: Date;
  paid_at: Date | null;
}

export interface ConsoleFilter {
  states: readonly OrderState[] | null;
  /** Matches a number's beginning, a product's name or the nickname; already escaped for LIKE. */
  like: string | null;
  numberPrefix: string | null;
  from: string | null;
  to: string | null;
  buyerId: bigint | null;
  before: TimeKey | null;
  limit: number;
}

export async function listConsoleOrders(query: Kysely<Tables>, f: ConsoleFilter): Promise<ConsoleRow[]> {
  const result = await sql<ConsoleRow>`
    SELECT o.no, o.state, o.buyer_id, coalesce(p.nickname, '') AS nickname, o.payable_fen, o.refunded_fen, o.remark,
      o.aftersale_open, o.created_at, o.paid_at, c.masked AS recipient_masked,
      (SELECT jsonb_agg(jsonb_build_object('name', l.name, 'spec', l.spec, 'picture', l.picture, 'quantity', l.quantity)
          ORDER BY l.line_no)
        FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no) AS lines
    FROM orders o LEFT JOIN customer_profile p ON p.customer_id = o.buyer_id
      LEFT JOIN order_contact c ON c.buyer_id = o.buyer_id AND c.order_no = o.no
    WHERE (${f.states}::text[] IS NULL OR o.state = ANY (${f.states}::text[]))
      AND (${f.buyerId}::bigint IS NULL OR o.buyer_id = ${f.buyerId})
      AND (${f.from}::date IS NULL OR o.created_date >= ${f.from}::date)
      AND (${f.to}::date IS NULL OR o.created_date <= ${f.to}::date)
      AND (${f.like}::text IS NULL OR starts_with(o.no, ${f.numberPrefix}) OR p.nickname ILIKE ${f.like}
        OR EXISTS (SELECT FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no AND l.name ILIKE ${f.like}))
      AND (${f.before === null}::boolean
        OR (o.created_at, o.no) < (${f.before?.at ?? null}::timestamptz, ${f.before?.no ?? null}))
    ORDER BY o.created_at DESC, o.no DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}

export async function countStates(query: Kysely<Tables>): Promise<{ state: OrderState; count: number }[]> {
  const result = await sql<{ state: OrderState; count: number }>`
    SELECT state, count(*)::int AS count FROM orders GROUP BY state`.execute(query);
  return result.rows;
}

export interface ConsoleDetail extends ReadDetail {
  nickname: string;
  earning: boolean;
  referrer_id: bigint | null;
  masked: string | null;
  line_extras: { line_no: number; cost_fen: number; sku_code: string }[];
  payments:
    | {
        no: string;
        state: PaymentState;
        amount_fen: number;
        transaction_id: string | null;
        created_at: string;
        paid_at: string | null;
      }[]
    | null;
  refunds:
    | {
        no: string;
        state: RefundState;
        amount_fen: number;
        cause: string;
        refund_id: string | null;
        created_at: string;
        succeeded_at: string | null;
      }[]
    | null;
  notes: { id: string; text: string; staff: string; created_at: string }[] | null;
}

export async function readConsoleOrder(
  query: Kysely<Tables>,
  buyerId: bigint,
  no: string,
): Promise<ConsoleDetail | null> {
  const result = await sql<ConsoleDetail>`
    SELECT ${HEADER}, ${LINES}, ${SHIPMENTS}, coalesce(p.nickname, '') AS nickname, c.masked, c.contact_sealed,
      o.earning, o.referrer_id, CASE WHEN o.referrer_id IS NOT NULL THEN coalesce(
        (SELECT nickname FROM customer_profile w WHERE w.customer_id = o.referrer_id), '') END AS referrer_name,
      (SELECT jsonb_agg(jsonb_build_object('line_no', l.line_no, 'cost_fen', l.cost_fen, 'sku_code', l.sku_code))
        FROM order_line l WHERE l.buyer_id = o.buyer_id AND l.order_no = o.no) AS line_extras,
      (SELECT jsonb_agg(jsonb_build_object('no', a.no, 'state', a.state, 'amount_fen', a.amount_fen,
          'transaction_id', a.transaction_id, 'created_at', a.created_at, 'paid_at', a.paid_at) ORDER BY a.created_at)
        FROM payment_attempt a WHERE a.buyer_id = o.buyer_id AND a.order_no = o.no) AS payments,
      (SELECT jsonb_agg(jsonb_build_object('no', r.no, 'state', r.state, 'amount_fen', r.amount_fen, 'cause', r.cause,
          'refund_id', r.refund_id, 'created_at', r.created_at, 'succeeded_at', r.succeeded_at) ORDER BY r.created_at)
        FROM refund r WHERE r.buyer_id = o.buyer_id AND r.order_no = o.no) AS refunds,
      (SELECT jsonb_agg(jsonb_build_object('id', n.id::text, 'text', n.text, 'staff', s.name, 'created_at', n.created_at)
          ORDER BY n.created_at DESC, n.id DESC)
        FROM order_note n JOIN staff s ON s.id = n.staff_id WHERE n.buyer_id = o.buyer_id AND n.order_no = o.no) AS notes
    FROM orders o LEFT JOIN customer_profile p ON p.customer_id = o.buyer_id
      LEFT JOIN order_contact c ON c.buyer_id = o.buyer_id AND c.order_no = o.no
    WHERE o.buyer_id = ${buyerId} AND o.no = ${no}`.execute(query);
  return result.rows[0] ?? null;
}

/** All cases of an order. */
export async function casesOfOrder(query: Kysely<Tables>, buyerId: bigint, no: string): Promise<ReadCase[]> {
  const result = await sql<ReadCase>`
    SELECT ${CASE_COLUMNS}, NULL AS refund, NULL AS events FROM aftersale a
    WHERE a.buyer_id = ${buyerId} AND a.order_no = ${no} ORDER BY a.created_at DESC, a.no DESC`.execute(
    query,
  );
  return result.rows;
}

export async function insertNote(
  tx: Tx,
  row: { buyerId: bigint; no: string; text: string; staffId: bigint; requestKey: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO order_note (buyer_id, order_no, text, staff_id, request_key, created_at)
    VALUES (${row.buyerId}, ${row.no}, ${row.text}, ${row.staffId}, ${row.requestKey}, ${row.at})`.execute(
    tx,
  );
}

export async function sealedContact(
  query: Kysely<Tables>,
  buyerId: bigint,
  no: string,
): Promise<Buffer | null> {
  const result = await sql<{ contact_sealed: Buffer }>`
    SELECT contact_sealed FROM order_contact WHERE buyer_id = ${buyerId} AND order_no = ${no}`.execute(query);
  return result.rows[0]?.contact_sealed ?? null;
}
