/** Rows → what a product's page and the person's own pages show of reviews. */
import {
  APPEND_DAYS,
  type DueReview,
  type OwnReview,
  REVIEW_DAYS,
  type Reviewable,
  type ReviewCard,
  type ReviewSummary,
} from "@banyan/contract";
import {
  appendRefusal,
  authorName,
  goodPercent,
  type ReviewRefusal,
  reviewRefusal,
  reviewUntil,
} from "@banyan/domain";
import { DAY_MS, ownerOf } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import type { Services } from "../services.ts";
import {
  type CardRow,
  type CountRow,
  countsOf,
  type DueKey,
  listDue,
  listOfProduct,
  listOwn,
  type OwnRow,
  ownOfOrder,
  type ReviewFilter,
} from "./read-store.ts";
import { type ReviewFacts, selectFacts } from "./store.ts";
import { reviewStateText } from "./words.ts";

interface Place {
  cursor?: string | undefined;
  limit: number;
}

/** Two statements. A product that nobody has reviewed, or that is none, has an empty list. */
export async function productReviews(
  services: Services,
  input: Place & { product_id: string; filter: ReviewFilter },
): Promise<{ items: ReviewCard[]; next_cursor: string | null; summary: ReviewSummary }> {
  const { query } = services.database;
  const productId = BigInt(input.product_id);
  const before = decodeTimeKey(input.cursor);
  const rows = await listOfProduct(query, productId, {
    filter: input.filter,
    before,
    limit: input.limit + 1,
  });
  const summary = summaryOf(await countsOf(query, productId));
  return { ...timePage(rows, input.limit, cardOf), summary };
}

function summaryOf(counts: readonly CountRow[]): ReviewSummary {
  const sum = (of: (row: CountRow) => number) => counts.reduce((all, row) => all + of(row), 0);
  const stars = (from: number, to: number) =>
    sum(({ rating, shown }) => (rating >= from && rating <= to ? shown : 0));
  return {
    count: sum(({ shown }) => shown),
    good_percent: goodPercent(counts),
    pictures: sum(({ pictured }) => pictured),
    good: stars(4, 5),
    middle: stars(3, 3),
    bad: stars(1, 2),
    appended: sum(({ appended }) => appended),
  };
}

/** As everybody sees it: what was added only once it is shown. */
export function cardOf(row: CardRow): ReviewCard {
  const anonymous = row.anonymous || row.gone;
  return {
    id: row.no,
    rating: row.rating,
    text: row.text,
    pictures: row.pictures,
    spec: row.spec,
    author: {
      name: authorName(row.gone ? "" : (row.nickname ?? ""), anonymous),
      avatar: anonymous ? null : row.avatar,
    },
    created_at: row.created_at.toISOString(),
    appended: row.appended_state === "shown" ? appendedOf(row) : null,
    reply:
      row.reply_text === null || row.reply_at === null
        ? null
        : { text: row.reply_text, at: row.reply_at.toISOString() },
  };
}

function appendedOf(row: CardRow): ReviewCard["appended"] {
  if (row.appended_at === null) return null;
  return {
    text: row.appended_text ?? "",
    pictures: row.appended_pictures,
    days_after: Math.floor((row.appended_at.getTime() - row.created_at.getTime()) / DAY_MS),
  };
}

export function ownOf(row: OwnRow): OwnReview {
  const added = appendedOf(row);
  return {
    ...cardOf(row),
    anonymous: row.anonymous,
    state: row.state,
    state_text: reviewStateText(row.state),
    hidden_reason: row.hidden_reason,
    hidden_note: row.hidden_note,
    order_no: row.order_no,
    line_no: row.line_no,
    product: { id: String(row.product_id), name: row.product_name, picture: row.product_picture },
    can_append: appendRefusal(appendFacts(row), { now: row.now, days: APPEND_DAYS }) === null,
    appended:
      added && row.appended_state
        ? { ...added, state: row.appended_state, state_text: reviewStateText(row.appended_state) }
        : null,
  };
}

export function appendFacts(row: Pick<OwnRow, "created_at" | "appended_at" | "state">) {
  return {
    createdAt: row.created_at,
    appended: row.appended_at !== null,
    hidden: row.state === "hidden",
  };
}

export async function ownReviews(
  services: Services,
  customerId: bigint,
  input: Place,
): Promise<{ items: OwnReview[]; next_cursor: string | null }> {
  const before = decodeTimeKey(input.cursor);
  const rows = await listOwn(services.database.query, customerId, { before, limit: input.limit + 1 });
  return timePage(rows, input.limit, ownOf);
}

/** One statement. */
export async function dueReviews(
  services: Services,
  customerId: bigint,
  input: Place,
): Promise<{ items: DueReview[]; next_cursor: string | null }> {
  const rows = await listDue(services.database.query, customerId, {
    days: REVIEW_DAYS,
    before: decodeDue(input.cursor),
    limit: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => ({
      order_no: row.order_no,
      line_no: row.line_no,
      product_id: String(row.product_id),
      name: row.name,
      spec: row.spec,
      picture: row.picture,
      received_at: row.received_at.toISOString(),
      until: reviewUntil(row.received_at, REVIEW_DAYS).toISOString(),
    })),
    next_cursor: last ? `${last.received_us}~${last.order_no}~${last.line_no}` : null,
  };
}

/** @throws Refusal invalid_input at `cursor` */
function decodeDue(cursor: string | undefined): DueKey | null {
  if (cursor === undefined) return null;
  const [, us, orderNo, line] = /^([0-9]{15,16})~([0-9A-Z]{16,32})~([0-9]{1,3})$/.exec(cursor) ?? [];
  if (!us || !orderNo || !line)
    return refuse("invalid_input", { field: "cursor", message: "翻页位置不正确" });
  return { us: BigInt(us), orderNo, lineNo: Number(line) };
}

const WHY_NOT: Record<ReviewRefusal, string> = {
  review_not_yet: "确认收货后才能评价",
  review_done: "商品都已经评价过了",
  review_refunded: "已全部退款的商品不能评价",
  review_late: `收货 ${REVIEW_DAYS} 天内可以评价，已超过期限`,
};

/** Every line of an order with what may be said about it. Two statements. @throws Refusal order_not_found */
export async function reviewableOf(services: Services, customerId: bigint, no: string): Promise<Reviewable> {
  if (ownerOf("order", no) !== customerId) refuse("order_not_found");
  const { query } = services.database;
  const facts = await selectFacts(query, customerId, no);
  if (facts.length === 0) refuse("order_not_found");
  const reviews = new Map((await ownOfOrder(query, customerId, no)).map((row) => [row.line_no, ownOf(row)]));
  const lines = facts.map((line) => ({ line, refusal: refusalOf(line) }));
  const allowed = lines.some(({ refusal }) => refusal === null);
  const [first] = lines;
  return {
    order_no: no,
    allowed,
    reason: allowed || !first?.refusal ? null : WHY_NOT[first.refusal],
    lines: lines.map(({ line, refusal }) => ({
      line_no: line.line_no,
      product_id: String(line.product_id),
      name: line.name,
      spec: line.spec,
      picture: line.picture,
      open: refusal === null,
      review: reviews.get(line.line_no) ?? null,
    })),
  };
}

export function refusalOf(line: ReviewFacts): ReviewRefusal | null {
  return reviewRefusal(
    {
      receivedAt: line.received_at,
      quantity: line.quantity,
      refundedQuantity: line.refunded_quantity,
      reviewed: line.reviewed,
    },
    { now: line.now, days: REVIEW_DAYS },
  );
}
