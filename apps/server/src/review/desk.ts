/** The console's desk of reviews: what it lists, and what staff decide. */
import type { ConsoleReview, HIDE_REASONS, REVIEW_TABS } from "@banyan/contract";
import { ownerOf } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { likePatterns } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import { recordNotices } from "../notice/record.ts";
import type { Services } from "../services.ts";
import { act } from "../staff/act.ts";
import { type DeskRow, findDesk, listDesk } from "./console-store.ts";
import { hideReview, type Seen, setReply, showReviews } from "./decide-store.ts";
import type { ReviewFilter } from "./read-store.ts";
import { checkText, reviewStateText } from "./words.ts";

interface DeskQuery {
  cursor?: string | undefined;
  limit: number;
  state: (typeof REVIEW_TABS)[number];
  filter: ReviewFilter;
  replied?: "yes" | "no" | undefined;
  product_id?: string | undefined;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export async function deskPage(
  services: Services,
  input: DeskQuery,
): Promise<{ items: ConsoleReview[]; next_cursor: string | null }> {
  const prefix = input.q?.toUpperCase() ?? "";
  const rows = await listDesk(services.database.query, {
    state: input.state,
    filter: input.filter,
    replied: input.replied === undefined ? null : input.replied === "yes",
    productId: input.product_id === undefined ? null : BigInt(input.product_id),
    likes: likePatterns(input.q ?? ""),
    numberPrefix: /^D[0-9A-Z]+$/.test(prefix) ? prefix : null,
    from: input.from ?? null,
    to: input.to ?? null,
    before: decodeTimeKey(input.cursor),
    limit: input.limit + 1,
  });
  return timePage(rows, input.limit, deskItem);
}

/** @throws Refusal not_found */
export async function deskReview(services: Services, no: string): Promise<ConsoleReview> {
  const customerId = ownerOf("review", no) ?? refuse("not_found");
  return deskItem((await findDesk(services.database.query, customerId, no)) ?? refuse("not_found"));
}

function deskItem(row: DeskRow): ConsoleReview {
  return {
    id: row.no,
    order_no: row.order_no,
    line_no: row.line_no,
    product: { id: String(row.product_id), name: row.product_name, picture: row.product_picture },
    spec: row.spec,
    customer: { id: String(row.customer_id), nickname: row.nickname },
    rating: row.rating,
    text: row.text,
    pictures: row.pictures,
    anonymous: row.anonymous,
    state: row.state,
    state_text: reviewStateText(row.state),
    check: row.checked,
    check_text: checkText(row.checked, row.check_label),
    hidden_reason: row.hidden_reason,
    hidden_note: row.hidden_note,
    appended:
      row.appended_at && row.appended_state && row.appended_checked
        ? {
            text: row.appended_text ?? "",
            pictures: row.appended_pictures,
            at: row.appended_at.toISOString(),
            state: row.appended_state,
            state_text: reviewStateText(row.appended_state),
            check: row.appended_checked,
            check_text: checkText(row.appended_checked, row.appended_label),
          }
        : null,
    reply:
      row.reply_text === null || row.reply_at === null
        ? null
        : { text: row.reply_text, at: row.reply_at.toISOString(), staff: row.reply_staff ?? "" },
    created_at: row.created_at.toISOString(),
    revision: row.revision,
  };
}

interface Target {
  review_id: string;
  revision: number;
  request_key: string;
}

interface Decided {
  /** false: it stands no longer as it was seen. */
  done: boolean;
  before: unknown;
  after: unknown;
}

/** One decision about one review: once, audited, nobody's own. */
async function decide(
  context: Context,
  action: string,
  input: Target,
  work: (tx: Tx, p: { seen: Seen; was: DeskRow; now: Date }) => Promise<Decided>,
): Promise<ConsoleReview> {
  const { services } = context;
  const customerId = ownerOf("review", input.review_id) ?? refuse("not_found");
  const { request_key, ...content } = input;
  await act(context, {
    action,
    target: `review:${input.review_id}`,
    concerns: [customerId],
    once: { requestKey: request_key, content, repeat: async () => undefined },
    work: async (tx, now) => {
      const was = (await findDesk(tx, customerId, input.review_id)) ?? refuse("not_found");
      const seen = { customerId, no: input.review_id, revision: input.revision };
      const { done, before, after } = await work(tx, { seen, was, now });
      if (!done) refuse("already_changed");
      return { result: undefined, before, after };
    },
  });
  return deskReview(services, input.review_id);
}

const standing = (row: DeskRow) => ({
  state: row.state,
  appended: row.appended_state,
  reason: row.hidden_reason,
});

/** @throws Refusal not_found, already_changed, own_matter */
export function showReview(context: Context, input: Target): Promise<ConsoleReview> {
  return decide(context, "review.show", input, async (tx, { seen, was }) => ({
    done: (await showReviews(tx, [seen])).length === 1,
    before: standing(was),
    after: { state: "shown", appended: was.appended_state && "shown" },
  }));
}

/** Those that changed since they were seen, and the person's own, stay as they are. @throws Refusal request_key_reused */
export async function showMany(
  context: Context,
  input: { request_key: string; reviews: { review_id: string; revision: number }[] },
): Promise<{ shown: number; changed: number }> {
  const own = staffOf(context).customer_id;
  const rows = input.reviews.flatMap(({ review_id, revision }) => {
    const customerId = ownerOf("review", review_id);
    return customerId === null || customerId === own ? [] : [{ customerId, no: review_id, revision }];
  });
  const asked = input.reviews.length;
  return act(context, {
    action: "review.show",
    target: "review",
    once: {
      requestKey: input.request_key,
      content: input.reviews,
      // What the first one found is in the log; whoever repeats it sees the list.
      repeat: () => Promise.resolve({ shown: asked, changed: 0 }),
    },
    work: async (tx) => {
      const shown = (await showReviews(tx, rows)).map(({ no }) => no).sort();
      return {
        result: { shown: shown.length, changed: asked - shown.length },
        before: null,
        after: { shown },
      };
    },
  });
}

export interface Hiding extends Target {
  part: "whole" | "appended";
  reason: (typeof HIDE_REASONS)[number];
  note: string;
}

/** The author is told the reason. @throws Refusal not_found, already_changed, own_matter */
export function hide(context: Context, input: Hiding): Promise<ConsoleReview> {
  return decide(context, "review.hide", input, async (tx, { seen, was, now }) => {
    const { part, reason, note } = input;
    const done = await hideReview(tx, seen, { part, reason, note });
    if (done)
      await recordNotices(tx, [
        {
          customerId: seen.customerId,
          eventKey: `review.hidden:${seen.no}:${seen.revision}`,
          topic: "review.hidden",
          title: part === "whole" ? "评价未展示" : "追评未展示",
          body: `您对「${was.product_name}」的评价没有展示，原因：${reason}。${note && `商家说明：${note}`}`,
          link: "/review/mine/index?tab=done",
          at: now,
        },
      ]);
    return { done, before: standing(was), after: { part, reason, note } };
  });
}

/** An empty text takes the answer back. The author is told of a first answer. @throws Refusal not_found, already_changed, own_matter */
export function reply(context: Context, input: Target & { text: string }): Promise<ConsoleReview> {
  return decide(context, "review.reply", input, async (tx, { seen, was, now }) => {
    const text = input.text || null;
    const done = await setReply(tx, seen, { text, staffId: staffOf(context).id, at: now });
    if (done && text !== null && was.reply_text === null)
      await recordNotices(tx, [
        {
          customerId: seen.customerId,
          eventKey: `review.reply:${seen.no}`,
          topic: "review.reply",
          title: "商家回复了您的评价",
          body: text,
          link: "/review/mine/index?tab=done",
          at: now,
        },
      ]);
    return { done, before: { reply: was.reply_text }, after: { reply: text } };
  });
}
