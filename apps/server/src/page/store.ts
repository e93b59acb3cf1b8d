/** SQL of `page` and `page_edition`. */
import type { PageContent } from "@banyan/contract";
import type { EditionState, PageKind } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

/** The content that customers see of an open page. @param pageId null: the home page */
export async function selectLive(
  query: Query,
  pageId: bigint | null,
): Promise<{ id: bigint; content: unknown } | null> {
  const which = pageId === null ? sql`p.kind = 'home'` : sql`p.id = ${pageId} AND p.kind = 'topic'`;
  const result = await sql<{ id: bigint; content: unknown }>`
    SELECT p.id, e.content FROM page p JOIN page_edition e ON e.page_id = p.id AND e.no = p.live_no
    WHERE ${which} AND p.closed_at IS NULL`.execute(query);
  return result.rows[0] ?? null;
}

export interface LockedPage {
  id: bigint;
  kind: PageKind;
  draft: PageContent;
  revision: number;
  last_no: number;
  live_no: number | null;
  closed_at: Date | null;
  changed_by_name: string | null;
}

/** The row that all who change a page meet at. */
export async function lockPage(tx: Tx, pageId: bigint): Promise<LockedPage | null> {
  const result = await sql<LockedPage>`
    SELECT p.id, p.kind, p.draft, p.revision, p.last_no, p.live_no, p.closed_at,
      (SELECT name FROM staff s WHERE s.id = p.changed_by) AS changed_by_name
    FROM page p WHERE p.id = ${pageId} FOR NO KEY UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

export async function insertPage(
  tx: Tx,
  row: { draft: PageContent; staffId: bigint; at: Date; requestKey: string },
): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO page (kind, draft, changed_at, changed_by, created_at, request_key)
    VALUES ('topic', ${JSON.stringify(row.draft)}, ${row.at}, ${row.staffId}, ${row.at}, ${row.requestKey}) RETURNING id`.execute(
    tx,
  );
  const [made] = result.rows;
  if (!made) throw new Error("an INSERT of one row returns it");
  return made.id;
}

export async function findByRequest(query: Query, requestKey: string): Promise<bigint | null> {
  const result = await sql<{ id: bigint }>`SELECT id FROM page WHERE request_key = ${requestKey}`.execute(
    query,
  );
  return result.rows[0]?.id ?? null;
}

export async function countOpenTopics(query: Query): Promise<number> {
  const result = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM page WHERE kind = 'topic' AND closed_at IS NULL`.execute(query);
  return result.rows[0]?.count ?? 0;
}

/** The page's row is locked. */
export async function writeDraft(
  tx: Tx,
  row: { id: bigint; draft: PageContent; staffId: bigint; at: Date },
): Promise<void> {
  await sql`UPDATE page SET draft = ${JSON.stringify(row.draft)}, revision = revision + 1, changed_at = ${row.at},
    changed_by = ${row.staffId} WHERE id = ${row.id}`.execute(tx);
}

export async function setClosed(tx: Tx, pageId: bigint, closedAt: Date | null): Promise<void> {
  await sql`UPDATE page SET closed_at = ${closedAt}::timestamptz WHERE id = ${pageId}`.execute(tx);
}

export interface NewEdition {
  pageId: bigint;
  state: EditionState;
  content: PageContent;
  note: string;
  staffId: bigint;
  at: Date;
  startsAt: Date | null;
  endsAt: Date | null;
}

/** Under the page's lock, so numbers have no holes. @returns its number */
export async function insertEdition(tx: Tx, row: NewEdition): Promise<number> {
  const result = await sql<{ no: number }>`
    WITH numbered AS (UPDATE page SET last_no = last_no + 1 WHERE id = ${row.pageId} RETURNING last_no)
    INSERT INTO page_edition (page_id, no, state, content, note, author_id, created_at, starts_at, ends_at)
    SELECT ${row.pageId}::bigint, last_no, ${row.state}, ${JSON.stringify(row.content)}::jsonb, ${row.note}, ${row.staffId}::bigint,
      ${row.at}::timestamptz, ${row.startsAt}::timestamptz, ${row.endsAt}::timestamptz
    FROM numbered RETURNING no`.execute(tx);
  const [made] = result.rows;
  if (!made) throw new Error("the page's row is locked, so it is there");
  return made.no;
}

export interface SpanRow {
  no: number;
  state: EditionState;
  starts_at: Date;
  ends_at: Date | null;
}

/** Editions that are shown or will be: those that have ended are left out, as are those that an endless later one has covered for good. */
export async function runningSpans(tx: Tx, pageId: bigint, at: Date): Promise<SpanRow[]> {
  const result = await sql<SpanRow>`
    SELECT no, state, starts_at, ends_at FROM page_edition e
    WHERE page_id = ${pageId} AND state IN ('published', 'scheduled') AND (ends_at IS NULL OR ends_at > ${at})
      AND starts_at >= coalesce((SELECT max(starts_at) FROM page_edition
        WHERE page_id = ${pageId} AND state IN ('published', 'scheduled') AND ends_at IS NULL AND starts_at <= ${at}), '-infinity')`.execute(
    tx,
  );
  return result.rows;
}

/** The latest beginning of what was published; null: nothing was. */
export async function lastBegun(tx: Tx, pageId: bigint): Promise<Date | null> {
  const result = await sql<{ at: Date | null }>`
    SELECT max(starts_at) AS at FROM page_edition WHERE page_id = ${pageId} AND state = 'published'`.execute(
    tx,
  );
  return result.rows[0]?.at ?? null;
}

export async function countScheduled(tx: Tx, pageId: bigint): Promise<number> {
  const result = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM page_edition WHERE page_id = ${pageId} AND state = 'scheduled'`.execute(
    tx,
  );
  return result.rows[0]?.count ?? 0;
}

/** What is shown from now on and when to look again; editions that have begun are scheduled no more. */
export async function writeLive(
  tx: Tx,
  row: { id: bigint; liveNo: number | null; dueAt: Date | null; at: Date },
): Promise<void> {
  await sql`
    WITH begun AS (UPDATE page_edition SET state = 'published'
      WHERE page_id = ${row.id} AND state = 'scheduled' AND starts_at <= ${row.at})
    UPDATE page SET live_no = ${row.liveNo}::int, switch_due_at = ${row.dueAt}::timestamptz WHERE id = ${row.id}`.execute(
    tx,
  );
}

/** Under the page's lock, of one that is published or scheduled. */
export async function withdrawEdition(tx: Tx, pageId: bigint, no: number): Promise<void> {
  await sql`UPDATE page_edition SET state = 'withdrawn' WHERE page_id = ${pageId} AND no = ${no}`.execute(tx);
}

/** A page whose shown edition may have to change, and the moment. */
export async function duePage(query: Query): Promise<{ id: bigint; at: Date } | null> {
  const result = await sql<{ id: bigint; at: Date }>`
    WITH clock AS (SELECT business_now() AS at)
    SELECT p.id, clock.at FROM page p CROSS JOIN clock WHERE p.switch_due_at <= clock.at
    ORDER BY p.switch_due_at LIMIT 1`.execute(query);
  return result.rows[0] ?? null;
}
