/** SQL of `notice` and `notice_consent`. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface NoticeRow {
  id: bigint;
  topic: string;
  title: string;
  body: string;
  link: string | null;
  read: boolean;
  created_at: Date;
  created_us: bigint;
}

/** Own notices, newest first. */
export async function selectNotices(
  query: Query,
  customerId: bigint,
  filter: { after: { createdUs: bigint; id: bigint } | null; limit: number },
): Promise<NoticeRow[]> {
  const after = filter.after
    ? sql`AND (created_at, id) < (timestamptz 'epoch' + ${filter.after.createdUs}::bigint * interval '1 microsecond', ${filter.after.id})`
    : sql``;
  const result = await sql<NoticeRow>`
    SELECT id, topic, title, body, link, read_at IS NOT NULL AS read, created_at,
      (extract(epoch FROM created_at) * 1000000)::bigint AS created_us
    FROM notice WHERE customer_id = ${customerId} ${after}
    ORDER BY created_at DESC, id DESC LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}

/** @param ids null for all */
export async function markRead(
  query: Query,
  customerId: bigint,
  ids: readonly bigint[] | null,
): Promise<void> {
  const some = ids === null ? sql`` : sql`AND id = ANY (${ids.map(String)}::bigint[])`;
  await sql`
    UPDATE notice SET read_at = business_now() WHERE customer_id = ${customerId} AND read_at IS NULL ${some}`.execute(
    query,
  );
}

/** Nobody reads what is written to a closed account. @returns the event keys that had no notice yet */
export async function insertNotices(
  tx: Tx,
  rows: readonly {
    customer_id: string;
    event_key: string;
    topic: string;
    title: string;
    body: string;
    link: string | null;
    created_at: string;
  }[],
): Promise<string[]> {
  const result = await sql<{ event_key: string }>`
    INSERT INTO notice (customer_id, event_key, topic, title, body, link, created_at)
    SELECT r.customer_id, event_key, topic, title, body, link, r.created_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r
      (customer_id bigint, event_key text, topic text, title text, body text, link text, created_at timestamptz)
      JOIN customer c ON c.id = r.customer_id AND c.closed_at IS NULL
    ORDER BY r.customer_id, event_key
    ON CONFLICT (customer_id, event_key) DO NOTHING
    RETURNING event_key`.execute(tx);
  return result.rows.map((row) => row.event_key);
}

export async function addConsents(
  query: Query,
  customerId: bigint,
  templateIds: readonly string[],
): Promise<void> {
  await sql`
    INSERT INTO notice_consent AS c (customer_id, template_id, remaining)
    SELECT ${customerId}::bigint, template_id, 1 FROM unnest(${[...templateIds]}::text[]) AS template_id
    ON CONFLICT (customer_id, template_id) DO UPDATE SET remaining = c.remaining + 1`.execute(query);
}

export async function decrementConsent(
  query: Query,
  customerId: bigint,
  templateId: string,
): Promise<boolean> {
  const result = await sql`
    UPDATE notice_consent SET remaining = remaining - 1
    WHERE customer_id = ${customerId} AND template_id = ${templateId} AND remaining > 0`.execute(query);
  return result.numAffectedRows === 1n;
}
