/** Drafts of pages: made, saved by whoever saw the last change, restored from the history. Nothing that somebody wrote is lost. */
import type { ConsolePage, EditionHead, PageContent } from "@banyan/contract";
import { sameValue } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { headOf, loadDraft, loadEdition } from "./console-read.ts";
import { selectEdition, selectHistory } from "./console-store.ts";
import { emptyContent, readContent } from "./content.ts";
import {
  countOpenTopics,
  findByRequest,
  insertEdition,
  insertPage,
  type LockedPage,
  lockPage,
  setClosed,
  writeDraft,
} from "./store.ts";
import { changesInWords } from "./words.ts";

const MOST_TOPICS = 200;

export interface SeenPage {
  request_key: string;
  page_id: string;
  revision: number;
}

/**
 * Locks the page whose draft was seen.
 * @throws Refusal not_found, page_closed, already_changed (data: who has changed it)
 */
export async function lockSeen(tx: Tx, seen: Pick<SeenPage, "page_id" | "revision">): Promise<LockedPage> {
  const page = (await lockPage(tx, BigInt(seen.page_id))) ?? refuse("not_found");
  if (page.closed_at !== null) refuse("page_closed");
  if (page.revision !== seen.revision)
    refuse("already_changed", {
      message: `${page.changed_by_name ?? "别人"}也改了这个页面`,
      data: { revision: page.revision, changed_by: page.changed_by_name },
    });
  return page;
}

/** @throws Refusal too_many_pages, not_found (the page it begins from), request_key_reused */
export function createTopic(
  context: Context,
  input: { request_key: string; title: string; from: string | null },
): Promise<ConsolePage> {
  const { query } = context.services.database;
  const requestKey = `${staffOf(context).id}:${input.request_key}`;
  return act(context, {
    action: "page.create",
    target: "page",
    once: {
      requestKey: input.request_key,
      content: [input.title, input.from],
      repeat: async () =>
        loadDraft(query, (await findByRequest(query, requestKey)) ?? refuse("request_key_reused")),
    },
    work: async (tx, at) => {
      if ((await countOpenTopics(tx)) >= MOST_TOPICS) refuse("too_many_pages");
      const source = input.from === null ? null : await loadDraft(tx, BigInt(input.from));
      const draft = { ...(source?.content ?? emptyContent(input.title)), title: input.title };
      const id = await insertPage(tx, { draft, staffId: staffOf(context).id, at, requestKey });
      const after = { id, title: input.title, from: input.from };
      return { result: await loadDraft(tx, id), before: null, after, target: `page:${id}` };
    },
  });
}

/** @throws Refusal not_found, page_closed, already_changed, request_key_reused */
export function saveDraft(
  context: Context,
  input: SeenPage & { content: PageContent; keep_theirs: boolean },
): Promise<ConsolePage> {
  return change(context, "page.save", input, [input.content, input.keep_theirs], async (tx, at, page) => {
    if (input.keep_theirs) await keepDraft(context, tx, at, page, "被覆盖的草稿");
    return { content: input.content, said: {} };
  });
}

/** @throws Refusal not_found (page or edition), page_closed, already_changed, request_key_reused */
export function restoreEdition(context: Context, input: SeenPage & { no: number }): Promise<ConsolePage> {
  return change(context, "page.restore", input, input.no, async (tx, at, page) => {
    const edition = (await selectEdition(tx, page.id, input.no)) ?? refuse("not_found", { field: "no" });
    await keepDraft(context, tx, at, page, `恢复第 ${input.no} 版之前的草稿`);
    return { content: readContent(edition.content, context.services.log), said: { no: input.no } };
  });
}

/** @throws Refusal not_found, request_key_reused */
export function keepContent(
  context: Context,
  input: { page_id: string; content: PageContent; note: string; request_key: string },
): Promise<EditionHead> {
  const pageId = BigInt(input.page_id);
  const { query } = context.services.database;
  return act(context, {
    action: "page.keep",
    target: `page:${pageId}`,
    once: {
      requestKey: input.request_key,
      content: [input.content, input.note],
      // What a repeat is told is the newest one that says the same.
      repeat: async () => {
        const rows = await selectHistory(query, pageId, null, 50);
        const same = rows.find((row) => row.head.state === "kept" && sameValue(row.content, input.content));
        return headOf((same ?? refuse("not_found")).head);
      },
    },
    work: async (tx, at) => {
      const page = (await lockPage(tx, pageId)) ?? refuse("not_found");
      const no = await insertKept(context, tx, at, { page, content: input.content, note: input.note });
      const { content: _, ...head } = await loadEdition(tx, pageId, no);
      return { result: head, before: null, after: { no, note: input.note } };
    },
  });
}

/** Closing takes a topic page away from customers; everything of it stays. @throws Refusal not_found, request_key_reused */
export async function setTopicClosed(
  context: Context,
  input: { page_id: string; closed: boolean; request_key: string },
): Promise<ConsolePage> {
  const pageId = BigInt(input.page_id);
  const done = await act(context, {
    action: input.closed ? "page.close" : "page.reopen",
    target: `page:${pageId}`,
    once: {
      requestKey: input.request_key,
      content: input.closed,
      repeat: () => loadDraft(context.services.database.query, pageId),
    },
    work: async (tx, at) => {
      const page = await lockPage(tx, pageId);
      if (page?.kind !== "topic") return refuse("not_found");
      if (!input.closed && (await countOpenTopics(tx)) >= MOST_TOPICS) refuse("too_many_pages");
      await setClosed(tx, pageId, input.closed ? (page.closed_at ?? at) : null);
      await bumpVersion(tx, "page");
      const before = { closed: page.closed_at !== null };
      return { result: await loadDraft(tx, pageId), before, after: { closed: input.closed } };
    },
  });
  await context.services.versions.refresh();
  return done;
}

/** A draft that is some edition already needs no keeping. */
async function keepDraft(context: Context, tx: Tx, at: Date, page: LockedPage, note: string): Promise<void> {
  const [newest] = await selectHistory(tx, page.id, null, 1);
  if (newest && sameValue(newest.content, page.draft)) return;
  await insertKept(context, tx, at, { page, content: page.draft, note });
}

function insertKept(
  context: Context,
  tx: Tx,
  at: Date,
  { page, content, note }: { page: LockedPage; content: PageContent; note: string },
): Promise<number> {
  const row = { pageId: page.id, state: "kept" as const, content, note, staffId: staffOf(context).id, at };
  return insertEdition(tx, { ...row, startsAt: null, endsAt: null });
}

/** The log keeps what was changed in words: whole contents stand in the editions. */
function change(
  context: Context,
  action: string,
  seen: SeenPage,
  content: unknown,
  work: (tx: Tx, at: Date, page: LockedPage) => Promise<{ content: PageContent; said: object }>,
): Promise<ConsolePage> {
  const pageId = BigInt(seen.page_id);
  return act(context, {
    action,
    target: `page:${pageId}`,
    once: {
      requestKey: seen.request_key,
      content: [seen.revision, content],
      repeat: () => loadDraft(context.services.database.query, pageId),
    },
    work: async (tx, at) => {
      const page = await lockSeen(tx, seen);
      const next = await work(tx, at, page);
      await writeDraft(tx, { id: pageId, draft: next.content, staffId: staffOf(context).id, at });
      const before = readContent(page.draft, context.services.log);
      const after = {
        ...next.said,
        revision: page.revision + 1,
        changes: changesInWords(before, next.content),
      };
      return { result: await loadDraft(tx, pageId), before: { revision: page.revision }, after };
    },
  });
}
