/** Pages as the console reads them. */
import type {
  ConsolePage,
  ConsolePageHead,
  EditionHead,
  PageContent,
  PagePreview,
  PageTarget,
  TargetKind,
} from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { composePage } from "./compose.ts";
import {
  type HeadRow,
  listPages,
  type PageHeadRow,
  selectEdition,
  selectHistory,
  selectPage,
} from "./console-store.ts";
import { readContent } from "./content.ts";
import { selectTargets } from "./target-store.ts";
import { warningsOf } from "./warnings.ts";
import { changesInWords } from "./words.ts";

const HISTORY_PAGE = 20;
const NO_LOG = { error: () => undefined };

/** One statement. */
export async function pageHeads(query: Kysely<Tables>): Promise<ConsolePageHead[]> {
  return (await listPages(query)).map((row: PageHeadRow) => ({
    ...row,
    id: String(row.id),
    live: row.live && headOf(row.live),
    next: row.next && headOf(row.next),
    changed_at: row.changed_at.toISOString(),
  }));
}

/** One statement. @throws Refusal not_found */
export async function loadDraft(query: Kysely<Tables>, pageId: bigint): Promise<ConsolePage> {
  const row = (await selectPage(query, pageId)) ?? refuse("not_found");
  return {
    ...row,
    id: String(row.id),
    content: readContent(row.content, NO_LOG),
    changed_at: row.changed_at.toISOString(),
    live: row.live && headOf(row.live),
    scheduled: row.scheduled.map(headOf),
  };
}

/** Two statements. @throws Refusal not_found */
export async function pageHistory(
  query: Kysely<Tables>,
  pageId: bigint,
  before: number | null,
): Promise<{ editions: (EditionHead & { changes: string[] })[]; draft_changes: string[]; more: boolean }> {
  const page = (await selectPage(query, pageId)) ?? refuse("not_found");
  // One more than shown: the last one shown is told against it.
  const rows = await selectHistory(query, pageId, before, HISTORY_PAGE + 1);
  const contents = rows.map(({ content }) => readContent(content, NO_LOG));
  const changesOf = (at: number) => {
    const [content, older] = [contents[at], contents[at + 1]];
    return content === undefined || older === undefined ? [] : changesInWords(older, content);
  };
  const [newest] = contents;
  return {
    editions: rows
      .slice(0, HISTORY_PAGE)
      .map(({ head }, at) => ({ ...headOf(head), changes: changesOf(at) })),
    draft_changes:
      before === null && newest !== undefined
        ? changesInWords(newest, readContent(page.content, NO_LOG))
        : [],
    more: rows.length > HISTORY_PAGE,
  };
}

/** One statement. @throws Refusal not_found */
export async function loadEdition(
  query: Kysely<Tables>,
  pageId: bigint,
  no: number,
): Promise<EditionHead & { content: PageContent }> {
  const row = (await selectEdition(query, pageId, no)) ?? refuse("not_found");
  return { ...headOf(row.head), content: readContent(row.content, NO_LOG) };
}

/** As anybody would see it who is no promoter; at most five statements. */
export async function previewPage(services: Services, content: PageContent): Promise<PagePreview> {
  const page = await composePage(services, { id: "1", content }, null);
  return { page, warnings: warningsOf(content, page) };
}

/** One statement. */
export async function pageTargets(
  query: Kysely<Tables>,
  wish: { kind: TargetKind; q: string; ids?: string[] | undefined },
): Promise<PageTarget[]> {
  const ids = wish.ids ?? null;
  if (ids?.length === 0) return [];
  const rows = await selectTargets(query, wish.kind, { q: wish.q, ids });
  return rows.map((row) => ({ ...row, price_fen: row.price_fen === null ? null : Number(row.price_fen) }));
}

/** jsonb writes instants in its own form. */
export function headOf(row: HeadRow): EditionHead {
  const iso = (text: string) => new Date(text).toISOString();
  return {
    ...row,
    created_at: iso(row.created_at),
    starts_at: row.starts_at && iso(row.starts_at),
    ends_at: row.ends_at && iso(row.ends_at),
  };
}
