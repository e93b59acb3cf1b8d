/** SQL that writes `review`, and the figures of `review_count` in the same statement. */
import type { ReviewState } from "@banyan/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { ReviewCheck } from "./words.ts";

export interface ReviewFacts {
  line_no: number;
  received_at: Date | null;
  quantity: number;
  refunded_quantity: number;
  reviewed: boolean;
  now: Date;
  product_id: bigint;
  name: string;
  spec: string[];
  picture: string;
}

/** Every line of an order of theirs, with whether it has a review, removed or not. */
export async function selectFacts(
  query: Kysely<Tables>,
  customerId: bigint,
  orderNo: string,
): Promise<ReviewFacts[]> {
  const result = await sql<ReviewFacts>`
    SELECT l.line_no, o.received_at, l.quantity, l.refunded_quantity, business_now() AS now,
      l.product_id, l.name, l.spec, l.picture,
      EXISTS (SELECT FROM review r WHERE r.customer_id = l.buyer_id AND r.order_no = l.order_no AND r.line_no = l.line_no) AS reviewed
    FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
    WHERE o.buyer_id = ${customerId} AND o.no = ${orderNo} ORDER BY l.line_no`.execute(query);
  return result.rows;
}

export interface NewReview {
  no: string;
  line_no: number;
  rating: number;
  text: string;
  pictures: string[];
  anonymous: boolean;
  state: ReviewState;
  checked: ReviewCheck;
}

/** What a change adds to the figures: `made` is a CTE of changed rows, `was` one of the same rows as they stood before. */
function tally(made: RawBuilder<unknown>, was: RawBuilder<unknown> | null): RawBuilder<unknown> {
  const before = was
    ? sql`UNION ALL SELECT product_id, rating, -1, -(pictured::int), -(added::int) FROM ${was} WHERE counted`
    : sql``;
  return sql`
    SELECT product_id, rating, sum(shown)::int AS shown, sum(pictured)::int AS pictured, sum(appended)::int AS appended
    FROM (SELECT product_id, rating, 1 AS shown, pictured::int AS pictured, added::int AS appended FROM ${made} WHERE counted ${before}) AS part
    GROUP BY product_id, rating`;
}

/** A CTE's body for a change that shows something: no figure falls. In order, so that two of them wait for each other and go on. */
export function gained(made: RawBuilder<unknown>, was: RawBuilder<unknown> | null): RawBuilder<unknown> {
  return sql`
    INSERT INTO review_count AS c (product_id, rating, shown, pictured, appended)
    SELECT * FROM (${tally(made, was)}) AS d WHERE d.shown > 0 OR d.pictured > 0 OR d.appended > 0 ORDER BY product_id, rating
    ON CONFLICT (product_id, rating) DO UPDATE SET shown = c.shown + excluded.shown, pictured = c.pictured + excluded.pictured,
      appended = c.appended + excluded.appended`;
}

/** A CTE's body for a change that takes something off: no figure rises. What was shown has its row. */
export function lost(made: RawBuilder<unknown>, was: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    UPDATE review_count c SET shown = c.shown + d.shown, pictured = c.pictured + d.pictured, appended = c.appended + d.appended
    FROM (${tally(made, was)}) AS d WHERE c.product_id = d.product_id AND c.rating = d.rating`;
}

export const MADE = sql`made`;
export const WAS = sql`was`;
export const COUNTED = sql`product_id, rating, counted, pictured, added`;

/**
 * One statement with the figures. What is asked about is due at once.
 * @returns the lines that have their review now; one that had one already, or gets it at the same moment from another device, is left out
 */
export async function insertReviews(
  tx: Tx,
  p: {
    customerId: bigint;
    orderNo: string;
    requestKey: string;
    requestHash: string;
    at: Date;
    rows: readonly NewReview[];
  },
): Promise<number[]> {
  const result = await sql<{ line_no: number }>`
    WITH made AS (
        INSERT INTO review (customer_id, no, order_no, line_no, product_id, sku_id, spec, rating, text, pictures, anonymous, state,
          checked, check_due_at, request_key, request_hash, created_at)
        SELECT l.buyer_id, r.no, l.order_no, l.line_no, l.product_id, l.sku_id, l.spec, r.rating, r.text, r.pictures, r.anonymous,
          r.state, r.checked, CASE WHEN r.checked = 'asked' THEN now() END, ${p.requestKey}, ${p.requestHash}, ${p.at}
        FROM jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) AS r (no text, line_no int, rating int, text text, pictures jsonb,
            anonymous boolean, state text, checked text)
          JOIN order_line l ON l.buyer_id = ${p.customerId} AND l.order_no = ${p.orderNo} AND l.line_no = r.line_no
        ORDER BY l.line_no
        ON CONFLICT DO NOTHING
        RETURNING line_no, ${COUNTED}),
      figures AS (${gained(MADE, null)})
    SELECT line_no FROM made`.execute(tx);
  return result.rows.map((row) => row.line_no);
}

/** What was said under this key before. */
export async function findByKey(
  query: Kysely<Tables>,
  customerId: bigint,
  requestKey: string,
): Promise<{ order_no: string; request_hash: string } | null> {
  const result = await sql<{ order_no: string; request_hash: string }>`
    SELECT order_no, request_hash FROM review WHERE customer_id = ${customerId} AND request_key = ${requestKey} LIMIT 1`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

export interface LockedReview {
  /** All that it shows. */
  all_pictures: string[];
  created_at: Date;
  state: ReviewState;
  appended_at: Date | null;
  appended_key: string | null;
  appended_hash: string | null;
  now: Date;
}

/** Own row, held until this transaction ends. null: there is none, or it is removed. */
export async function lockOwn(tx: Tx, customerId: bigint, no: string): Promise<LockedReview | null> {
  const result = await sql<LockedReview>`
    SELECT pictures || appended_pictures AS all_pictures, created_at, state, appended_at, appended_key, appended_hash,
      business_now() AS now
    FROM review WHERE customer_id = ${customerId} AND no = ${no} AND removed_at IS NULL FOR UPDATE`.execute(
    tx,
  );
  return result.rows[0] ?? null;
}

/** Under lockOwn. Nothing of it is shown before its words are checked, so no figure changes. */
export async function insertAppended(
  tx: Tx,
  p: {
    customerId: bigint;
    no: string;
    text: string;
    pictures: readonly string[];
    checked: ReviewCheck;
    requestKey: string;
    requestHash: string;
    at: Date;
  },
): Promise<void> {
  await sql`
    UPDATE review SET appended_text = ${p.text}, appended_pictures = ${JSON.stringify(p.pictures)}::jsonb, appended_at = ${p.at},
      appended_state = 'waiting', appended_checked = ${p.checked}, appended_key = ${p.requestKey}, appended_hash = ${p.requestHash},
      check_due_at = CASE WHEN ${p.checked} = 'asked' THEN now() ELSE check_due_at END,
      check_tries = CASE WHEN ${p.checked} = 'asked' THEN 0 ELSE check_tries END, revision = revision + 1
    WHERE customer_id = ${p.customerId} AND no = ${p.no}`.execute(tx);
}

const OWNER_KEY = (customerId: bigint, no: string) => sql`customer_id = ${customerId} AND no = ${no}`;

/** Under lockOwn. Words, pictures and the shop's answer go with it; the row stays. */
export async function removeOwn(tx: Tx, customerId: bigint, no: string, at: Date): Promise<void> {
  const key = OWNER_KEY(customerId, no);
  await sql`
    WITH was AS (SELECT ${COUNTED} FROM review WHERE ${key}),
      made AS (
        UPDATE review SET removed_at = ${at}, text = '', pictures = '[]', appended_text = CASE WHEN appended_at IS NOT NULL THEN '' END,
          appended_pictures = '[]', reply_text = NULL, reply_at = NULL, reply_staff_id = NULL, check_due_at = NULL,
          revision = revision + 1
        WHERE ${key} RETURNING ${COUNTED}),
      figures AS (${lost(MADE, WAS)})
    SELECT 1`.execute(tx);
}

/** Of a customer, in order of their numbers: held until this transaction ends. @returns what they show */
export async function lockAllOwn(tx: Tx, customerId: bigint): Promise<string[]> {
  const result = await sql<{ all_pictures: string[] }>`
    SELECT pictures || appended_pictures AS all_pictures FROM review WHERE customer_id = ${customerId} ORDER BY no FOR UPDATE`.execute(
    tx,
  );
  return result.rows.flatMap((row) => row.all_pictures);
}

/** Under lockAllOwn: stars and words stay, without a name and without pictures. A repeat changes nothing. */
export async function blankAuthor(tx: Tx, customerId: bigint): Promise<void> {
  const those = sql`customer_id = ${customerId} AND removed_at IS NULL
    AND (NOT anonymous OR pictures <> '[]' OR appended_pictures <> '[]')`;
  await sql`
    WITH was AS (SELECT ${COUNTED} FROM review WHERE ${those}),
      made AS (
        UPDATE review SET anonymous = true, pictures = '[]', appended_pictures = '[]', revision = revision + 1
        WHERE ${those} RETURNING ${COUNTED}),
      figures AS (${lost(MADE, WAS)})
    SELECT 1`.execute(tx);
}
