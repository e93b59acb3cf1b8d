/** Publishing: now or from … until …, and taking an edition back. What customers see follows in the same transaction. */
import { type ConsolePage, problemsOfPage } from "@banyan/contract";
import { mayBecomeEdition } from "@banyan/domain";
import { MINUTE_MS } from "@banyan/kernel";
import { violates } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { loadDraft } from "./console-read.ts";
import { selectEdition } from "./console-store.ts";
import { readContent } from "./content.ts";
import { lockSeen, type SeenPage } from "./draft.ts";
import { momentOf, settlePage } from "./settle.ts";
import { countScheduled, insertEdition, lockPage, withdrawEdition } from "./store.ts";

const MOST_SCHEDULED = 20;

interface Wish {
  note: string;
  starts_at: string | null;
  ends_at: string | null;
}

/**
 * Makes the draft that was seen the next edition.
 * @throws Refusal not_found, page_closed, already_changed, page_incomplete (data: the problems), schedule_in_past, page_ends_first,
 * too_many_editions, schedule_taken, request_key_reused
 */
export async function publishPage(context: Context, input: SeenPage & Wish): Promise<ConsolePage> {
  const { request_key, ...content } = input;
  const pageId = BigInt(input.page_id);
  const publishing = act(context, {
    action: "page.publish",
    target: `page:${pageId}`,
    once: {
      requestKey: request_key,
      content,
      repeat: () => loadDraft(context.services.database.query, pageId),
    },
    work: async (tx, at) => {
      const page = await lockSeen(tx, input);
      const draft = readContent(page.draft, context.services.log);
      const problems = problemsOfPage(draft);
      if (problems.length > 0) refuse("page_incomplete", { data: { problems } });
      const moment = await momentOf(tx, pageId, at);
      const span = spanOf(input, moment);
      const later = span.startsAt > moment;
      if (later && (await countScheduled(tx, pageId)) >= MOST_SCHEDULED) refuse("too_many_editions");
      // From here on nothing is refused but a minute that is taken.
      const no = await insertEdition(tx, {
        pageId,
        state: later ? "scheduled" : "published",
        content: draft,
        note: input.note,
        staffId: staffOf(context).id,
        at,
        ...span,
      });
      const live = await settlePage(tx, pageId, moment);
      return {
        result: await loadDraft(tx, pageId),
        before: { live: page.live_no },
        after: { no, live, note: input.note, starts_at: span.startsAt, ends_at: span.endsAt },
      };
    },
  });
  return followed(context, publishing.catch(minuteTaken));
}

/**
 * Takes back an edition that is shown or waits: the page shows what the rule then says.
 * @throws Refusal not_found (page or edition), edition_over (neither published nor scheduled), edition_last (nothing would be left of the home page),
 * request_key_reused
 */
export async function withdrawFromPage(
  context: Context,
  input: { page_id: string; no: number; request_key: string },
): Promise<ConsolePage> {
  const pageId = BigInt(input.page_id);
  const withdrawing = act(context, {
    action: "page.withdraw",
    target: `page:${pageId}`,
    once: {
      requestKey: input.request_key,
      content: input.no,
      repeat: () => loadDraft(context.services.database.query, pageId),
    },
    work: async (tx, at) => {
      const page = (await lockPage(tx, pageId)) ?? refuse("not_found");
      const edition = (await selectEdition(tx, pageId, input.no)) ?? refuse("not_found", { field: "no" });
      if (!mayBecomeEdition(edition.head.state, "withdrawn")) refuse("edition_over");
      await withdrawEdition(tx, pageId, input.no);
      const live = await settlePage(tx, pageId, await momentOf(tx, pageId, at));
      if (live === null && page.kind === "home") refuse("edition_last");
      return {
        result: await loadDraft(tx, pageId),
        before: { live: page.live_no },
        after: { no: input.no, live },
      };
    },
  });
  return followed(context, withdrawing);
}

/** To the minute. A page published now begins at this instant, so that it is the one that began last. */
function spanOf({ starts_at, ends_at }: Wish, at: Date): { startsAt: Date; endsAt: Date | null } {
  const startsAt = starts_at === null ? at : minuteOf(starts_at);
  const endsAt = ends_at === null ? null : minuteOf(ends_at);
  if (starts_at !== null && startsAt <= at)
    refuse("schedule_in_past", { field: "starts_at", message: "开始时间已经过去，请选以后的时间" });
  if (endsAt !== null && endsAt <= startsAt) refuse("page_ends_first", { field: "ends_at" });
  return { startsAt, endsAt };
}

function minuteOf(text: string): Date {
  const asked = Date.parse(text);
  return new Date(asked - (asked % MINUTE_MS));
}

function minuteTaken(error: unknown): never {
  if (violates(error, "page_edition_one_a_minute"))
    refuse("schedule_taken", { field: "starts_at", message: "这一分钟已有另一版等着发布，请换一个时间" });
  throw error;
}

/** This process follows at once, others within a poll. */
async function followed(context: Context, done: Promise<ConsolePage>): Promise<ConsolePage> {
  const page = await done;
  await context.services.versions.refresh();
  return page;
}
