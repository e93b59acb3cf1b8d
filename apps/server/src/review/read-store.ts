/** What lists of reviews read. */
import type { REVIEW_FILTERS } from "@banyan/contract";
import type { ReviewState } from "@banyan/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";

export interface CardRow {
  no: string;
  rating: number;
  text: string;
  pictures: string[];
  spec: string[];
  anonymous: boolean;
  created_at: Date;
  appended_text: string | null;
  appended_pictures: string[];
  appended_at: Date | null;
  appended_state: ReviewState | null;
  reply_text: string | null;
  reply_at: Date | null;
  nickname: string | null;
  avatar: string | null;
  /** The account is closed: nobody's name is left. */
  gone: boolean;
}

/** A review `r` with its author. */
const CARD = sql`
  r.no, r.rating, r.text, r.pictures, r.spec, r.anonymous, r.created_at, r.appended_text, r.appended_pictures, r.appended_at,
  r.appended_state, r.reply_text, r.reply_at, p.nickname, p.avatar, c.closed_at IS NOT NULL AS gone`;
const AUTHOR = sql`
  JOIN customer c ON c.id = r.customer_id LEFT JOIN customer_profile p ON p.customer_id = r.customer_id`;

export type ReviewFilter = (typeof REVIEW_FILTERS)[number];
/** Each of them is the head of an index. */
export const FILTER: Record<ReviewFilter, RawBuilder<unknown>> = {
  all: sql``,
  pictures: sql`AND r.pictured`,
  good: sql`AND r.mood = 3`,
  middle: sql`AND r.mood = 2`,
  bad: sql`AND r.mood = 1`,
  appended: sql`AND r.added`,
};

/** Rows after the last one of the page before. */
export function beyond(before: TimeKey | null): RawBuilder<unknown> {
  return before ? sql`AND (r.created_at, r.no) < (${before.at}, ${before.no})` : sql``;
}

/** Of a product, newest first: what everybody sees. */
export async function listOfProduct(
  query: Kysely<Tables>,
  productId: bigint,
  f: { filter: ReviewFilter; before: TimeKey | null; limit: number },
): Promise<CardRow[]> {
  const result = await sql<CardRow>`
    SELECT ${CARD} FROM review r ${AUTHOR}
    WHERE r.product_id = ${productId} AND r.counted ${FILTER[f.filter]} ${beyond(f.before)}
    ORDER BY r.created_at DESC, r.no DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}

export interface CountRow {
  rating: number;
  shown: number;
  pictured: number;
  appended: number;
}

/** At most five rows. */
export async function countsOf(query: Kysely<Tables>, productId: bigint): Promise<CountRow[]> {
  const result = await sql<CountRow>`
    SELECT rating, shown, pictured, appended FROM review_count WHERE product_id = ${productId}`.execute(
    query,
  );
  return result.rows;
}

export interface OwnRow extends CardRow {
  state: ReviewState;
  hidden_reason: string | null;
  hidden_note: string;
  order_no: string;
  line_no: number;
  product_id: bigint;
  product_name: string;
  product_picture: string;
  now: Date;
}

/** What the person wrote themselves, as the goods were called when they were bought. */
const OWN = sql`
  SELECT ${CARD}, r.state, r.hidden_reason, r.hidden_note, r.order_no, r.line_no, r.product_id, l.name AS product_name,
    l.picture AS product_picture, business_now() AS now
  FROM review r ${AUTHOR} JOIN order_line l ON l.buyer_id = r.customer_id AND l.order_no = r.order_no AND l.line_no = r.line_no`;

export async function listOwn(
  query: Kysely<Tables>,
  customerId: bigint,
  f: { before: TimeKey | null; limit: number },
): Promise<OwnRow[]> {
  const result = await sql<OwnRow>`
    ${OWN} WHERE r.customer_id = ${customerId} AND r.removed_at IS NULL ${beyond(f.before)}
    ORDER BY r.created_at DESC, r.no DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}

export async function ownOfOrder(
  query: Kysely<Tables>,
  customerId: bigint,
  orderNo: string,
): Promise<OwnRow[]> {
  const result = await sql<OwnRow>`
    ${OWN} WHERE r.customer_id = ${customerId} AND r.order_no = ${orderNo} AND r.removed_at IS NULL ORDER BY r.line_no`.execute(
    query,
  );
  return result.rows;
}

export async function findOwn(query: Kysely<Tables>, customerId: bigint, no: string): Promise<OwnRow | null> {
  const result = await sql<OwnRow>`
    ${OWN} WHERE r.customer_id = ${customerId} AND r.no = ${no} AND r.removed_at IS NULL`.execute(query);
  return result.rows[0] ?? null;
}

export interface DueRow {
  order_no: string;
  line_no: number;
  product_id: bigint;
  name: string;
  spec: string[];
  picture: string;
  received_at: Date;
  received_us: bigint;
}

/** The last line of the page before; the instant in µs. */
export interface DueKey {
  us: bigint;
  orderNo: string;
  lineNo: number;
}

/** Lines received within so many days that have no review and are not given back whole, last received first. */
export async function listDue(
  query: Kysely<Tables>,
  customerId: bigint,
  f: { days: number; before: DueKey | null; limit: number },
): Promise<DueRow[]> {
  const after = f.before
    ? sql`AND (o.received_at, o.no, l.line_no)
        < (timestamptz 'epoch' + ${f.before.us}::bigint * interval '1 microsecond', ${f.before.orderNo}, ${f.before.lineNo}::int)`
    : sql``;
  const result = await sql<DueRow>`
    SELECT l.order_no, l.line_no, l.product_id, l.name, l.spec, l.picture, o.received_at,
      (extract(epoch FROM o.received_at) * 1000000)::bigint AS received_us
    FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
    WHERE o.buyer_id = ${customerId} AND o.received_at > business_now() - make_interval(days => ${f.days})
      AND l.refunded_quantity < l.quantity
      AND NOT EXISTS (SELECT FROM review r WHERE r.customer_id = l.buyer_id AND r.order_no = l.order_no AND r.line_no = l.line_no) ${after}
    ORDER BY o.received_at DESC, o.no DESC, l.line_no DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}
