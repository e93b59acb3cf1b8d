/** What the desk of reviews reads and decides. */
import type { REVIEW_TABS } from "@banyan/contract";
import type { ReviewState } from "@banyan/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";
import { beyond, FILTER, type ReviewFilter } from "./read-store.ts";
import type { ReviewCheck } from "./words.ts";

export interface DeskRow {
  no: string;
  customer_id: bigint;
  order_no: string;
  line_no: number;
  product_id: bigint;
  product_name: string;
  product_picture: string;
  spec: string[];
  nickname: string;
  rating: number;
  text: string;
  pictures: string[];
  anonymous: boolean;
  state: ReviewState;
  checked: ReviewCheck;
  check_label: number | null;
  hidden_reason: string | null;
  hidden_note: string;
  appended_text: string | null;
  appended_pictures: string[];
  appended_at: Date | null;
  appended_state: ReviewState | null;
  appended_checked: ReviewCheck | null;
  appended_label: number | null;
  reply_text: string | null;
  reply_at: Date | null;
  reply_staff: string | null;
  created_at: Date;
  revision: number;
}

const DESK = sql`
  SELECT r.no, r.customer_id, r.order_no, r.line_no, r.product_id, l.name AS product_name, l.picture AS product_picture, r.spec,
    coalesce(p.nickname, '') AS nickname, r.rating, r.text, r.pictures, r.anonymous, r.state, r.checked, r.check_label,
    r.hidden_reason, r.hidden_note, r.appended_text, r.appended_pictures, r.appended_at, r.appended_state, r.appended_checked,
    r.appended_label, r.reply_text, r.reply_at, s.name AS reply_staff, r.created_at, r.revision
  FROM review r JOIN order_line l ON l.buyer_id = r.customer_id AND l.order_no = r.order_no AND l.line_no = r.line_no
    LEFT JOIN customer_profile p ON p.customer_id = r.customer_id LEFT JOIN staff s ON s.id = r.reply_staff_id`;

const STATE: Record<(typeof REVIEW_TABS)[number], RawBuilder<unknown>> = {
  all: sql``,
  waiting: sql`AND r.waits`,
  shown: sql`AND r.state = 'shown'`,
  hidden: sql`AND (r.state = 'hidden' OR r.appended_state = 'hidden')`,
};

export interface DeskFilter {
  state: (typeof REVIEW_TABS)[number];
  filter: ReviewFilter;
  replied: boolean | null;
  productId: bigint | null;
  /** Every one is found in the words, the product's name or the nickname; escaped for LIKE. */
  likes: readonly string[];
  /** Beginning of an order's number instead, in capitals. */
  numberPrefix: string | null;
  /** Business dates, both inclusive. */
  from: string | null;
  to: string | null;
  before: TimeKey | null;
  limit: number;
}

function searched(f: DeskFilter): RawBuilder<unknown> {
  if (f.likes.length === 0) return sql``;
  const said = sql`concat_ws(' ', r.text, r.appended_text, l.name, p.nickname)`;
  const words = sql.join(
    f.likes.map((like) => sql`${said} ILIKE ${like}`),
    sql` AND `,
  );
  return f.numberPrefix
    ? sql`AND (starts_with(r.order_no, ${f.numberPrefix}) OR (${words}))`
    : sql`AND ${words}`;
}

/** Newest first. One statement. */
export async function listDesk(query: Kysely<Tables>, f: DeskFilter): Promise<DeskRow[]> {
  const parts = [
    STATE[f.state],
    FILTER[f.filter],
    f.replied === null ? sql`` : f.replied ? sql`AND r.reply_at IS NOT NULL` : sql`AND r.reply_at IS NULL`,
    f.productId === null ? sql`` : sql`AND r.product_id = ${f.productId}`,
    f.from === null
      ? sql``
      : sql`AND r.created_at >= (${f.from}::date - interval '8 hours') AT TIME ZONE 'UTC'`,
    f.to === null ? sql`` : sql`AND r.created_at < (${f.to}::date + interval '16 hours') AT TIME ZONE 'UTC'`,
    searched(f),
    beyond(f.before),
  ];
  const result = await sql<DeskRow>`
    ${DESK} WHERE r.removed_at IS NULL ${sql.join(parts, sql` `)}
    ORDER BY r.created_at DESC, r.no DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}

export async function countWaiting(query: Kysely<Tables>): Promise<number> {
  const result = await sql<{
    waiting: number;
  }>`SELECT count(*)::int AS waiting FROM review WHERE waits`.execute(query);
  return result.rows[0]?.waiting ?? 0;
}

export async function findDesk(
  query: Kysely<Tables>,
  customerId: bigint,
  no: string,
): Promise<DeskRow | null> {
  const result = await sql<DeskRow>`
    ${DESK} WHERE r.customer_id = ${customerId} AND r.no = ${no} AND r.removed_at IS NULL`.execute(query);
  return result.rows[0] ?? null;
}
