/** SQL of `page` and `page_edition` as the console reads them. */
import type { PageContent } from "@banyan/contract";
import type { EditionState, PageKind } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface HeadRow {
  no: number;
  state: EditionState;
  note: string;
  author: string | null;
  created_at: string;
  starts_at: string | null;
  ends_at: string | null;
  live: boolean;
}

const HEAD = sql`jsonb_build_object('no', e.no, 'state', e.state, 'note', e.note,
  'author', (SELECT s.name FROM staff s WHERE s.id = e.author_id), 'created_at', e.created_at, 'starts_at', e.starts_at,
  'ends_at', e.ends_at, 'live', e.no IS NOT DISTINCT FROM p.live_no AND p.closed_at IS NULL)`;
const LIVE = sql`(SELECT ${HEAD} FROM page_edition e WHERE e.page_id = p.id AND e.no = p.live_no)`;
const EDITOR = sql`(SELECT s.name FROM staff s WHERE s.id = p.changed_by)`;

export interface PageHeadRow {
  id: bigint;
  kind: PageKind;
  title: string;
  closed: boolean;
  live: HeadRow | null;
  next: HeadRow | null;
  changed: boolean;
  changed_at: Date;
  changed_by: string | null;
  shares: number;
  visits: number;
}

/** At most some hundred rows: open topic pages are limited. Visits are counted from the shares of a page, each by its own index. */
export async function listPages(query: Query): Promise<PageHeadRow[]> {
  const result = await sql<PageHeadRow>`
    SELECT p.id, p.kind, p.draft ->> 'title' AS title, p.closed_at IS NOT NULL AS closed, ${LIVE} AS live,
      (SELECT ${HEAD} FROM page_edition e WHERE e.page_id = p.id AND e.state = 'scheduled' ORDER BY e.starts_at LIMIT 1) AS next,
      NOT EXISTS (SELECT FROM page_edition e WHERE e.page_id = p.id AND e.content = p.draft AND (e.no = p.live_no
        OR e.no = (SELECT max(no) FROM page_edition m WHERE m.page_id = p.id AND m.state <> 'kept'))) AS changed,
      p.changed_at, ${EDITOR} AS changed_by, coalesce(visited.shares, 0)::int AS shares, coalesce(visited.visits, 0)::int AS visits
    FROM page p LEFT JOIN LATERAL (
      SELECT count(*) AS shares, sum((SELECT count(*) FROM touch t WHERE t.owner_id = s.owner_id AND t.share_code = s.code)) AS visits
      FROM share s WHERE s.page_id = p.id) AS visited ON true
    ORDER BY p.kind = 'home' DESC, p.closed_at IS NOT NULL, p.changed_at DESC, p.id DESC LIMIT 300`.execute(
    query,
  );
  return result.rows;
}

export interface ConsolePageRow {
  id: bigint;
  kind: PageKind;
  closed: boolean;
  revision: number;
  content: PageContent;
  changed_at: Date;
  changed_by: string | null;
  live: HeadRow | null;
  scheduled: HeadRow[];
}

export async function selectPage(query: Query, pageId: bigint): Promise<ConsolePageRow | null> {
  const result = await sql<ConsolePageRow>`
    SELECT p.id, p.kind, p.closed_at IS NOT NULL AS closed, p.revision, p.draft AS content, p.changed_at, ${EDITOR} AS changed_by,
      ${LIVE} AS live,
      (SELECT coalesce(jsonb_agg(${HEAD} ORDER BY e.starts_at), '[]') FROM page_edition e
        WHERE e.page_id = p.id AND e.state = 'scheduled') AS scheduled
    FROM page p WHERE p.id = ${pageId}`.execute(query);
  return result.rows[0] ?? null;
}

/** Newest first. @param before numbers below it only; null: from the newest */
export async function selectHistory(
  query: Query,
  pageId: bigint,
  before: number | null,
  limit: number,
): Promise<{ head: HeadRow; content: PageContent }[]> {
  const result = await sql<{ head: HeadRow; content: PageContent }>`
    SELECT ${HEAD} AS head, e.content FROM page_edition e JOIN page p ON p.id = e.page_id
    WHERE e.page_id = ${pageId} AND (${before}::int IS NULL OR e.no < ${before}::int)
    ORDER BY e.no DESC LIMIT ${limit}`.execute(query);
  return result.rows;
}

export async function selectEdition(
  query: Query,
  pageId: bigint,
  no: number,
): Promise<{ head: HeadRow; content: PageContent } | null> {
  const result = await sql<{ head: HeadRow; content: PageContent }>`
    SELECT ${HEAD} AS head, e.content FROM page_edition e JOIN page p ON p.id = e.page_id
    WHERE e.page_id = ${pageId} AND e.no = ${no}`.execute(query);
  return result.rows[0] ?? null;
}
