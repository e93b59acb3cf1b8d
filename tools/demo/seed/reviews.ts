/** What buyers of the past say about what they received: the catalogue's example reviews, each on a line of somebody who has that product. */
import { makeNumber } from "@banyan/kernel";
import type pg from "pg";
import { demoReviews } from "../catalogue/index.ts";
import type { DemoReview } from "../catalogue/shapes.ts";
import type { SeededCatalog } from "./catalog.ts";
import { dayOf } from "./heap.ts";
import type { Written } from "./history.ts";
import type { Pictures } from "./pictures.ts";
import { createDice, type Dice } from "./random.ts";
import { insertRows, type Row } from "./rows.ts";

/** Dice of its own: who says what moves no order. */
const SEED = 20_261_201;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ANONYMOUS_PERCENT = 30;
/** Before this nobody adds to a review. */
const ADD_AFTER_MS = 5 * DAY_MS;
const ADD_WITHIN_DAYS = 5;

/** What a person of the shop still has to look at, and what one has hidden. Two speak of parcels: none of them is about a service. */
const DOUBTFUL: readonly { rating: number; text: string; with: Row }[] = [
  { rating: 5, text: "东西不错，想要同款的加微信 shanhuo88，比店里便宜。", with: { checked: "words" } },
  {
    rating: 2,
    text: "等了五天才到，问客服像在跟傻瓜说话。",
    with: { checked: "review", check_label: 20_003 },
  },
  { rating: 4, text: "包装比上次厚实，里外三层，一点没磕着。", with: { checked: "failed" } },
  {
    rating: 5,
    text: "低价转让礼品卡，扫码领取，先到先得！",
    with: {
      checked: "risky",
      check_label: 10_001,
      state: "hidden",
      hidden_reason: "广告引流",
      hidden_note: "与商品无关的推广，已隐藏",
    },
  },
];

/** Goods between one that is doubtful and the next, so that they are not all of the same. */
const APART = 5;

interface Line {
  written: Written;
  lineNo: number;
  receivedAt: Date;
}
interface Place {
  catalog: SeededCatalog;
  pictures: Pictures;
  staffId: bigint;
  now: Date;
}

export async function seedReviews(
  client: pg.ClientBase,
  p: Place & { written: readonly Written[] },
): Promise<void> {
  const dice = createDice(SEED);
  const lines = receivedLines(p.written);
  const rows: Row[] = [];
  for (const review of demoReviews) {
    const line = takeLine(lines.get(String(p.catalog.products.get(review.product))) ?? [], review);
    if (line === null) continue;
    const said = {
      rating: review.stars,
      text: review.text,
      pictures: review.pictures.map(p.pictures.url),
      checked: "passed",
    };
    const first = reviewRow(dice, p, line, said, rows.length);
    const row = { ...first, ...addition(dice, p, first, review.added) };
    rows.push(review.reply ? { ...row, ...answer(p, row, review.reply) } : row);
  }
  for (const [at, { rating, text, with: more }] of DOUBTFUL.entries()) {
    const open = [...lines.values()].filter(
      (rest) => rest.length > 1 && skuOf(rest[0])?.fulfilment === "parcel",
    );
    const line = open[(at * APART) % open.length]?.pop();
    if (line)
      rows.push({
        ...reviewRow(dice, p, line, { rating, text, pictures: [], checked: "passed" }, rows.length),
        state: "waiting",
        ...more,
      });
  }
  await insertRows(client, "review", rows);
  await client.query(`INSERT INTO review_count (product_id, rating, shown, pictured, appended)
    SELECT product_id, rating, count(*), count(*) FILTER (WHERE pictured), count(*) FILTER (WHERE added)
    FROM review WHERE counted GROUP BY product_id, rating`);
}

/** By product; the newest buyers first, so that a product page does not begin with what is long ago. */
function receivedLines(written: readonly Written[]): Map<string, Line[]> {
  const found = new Map<string, Line[]>();
  for (const one of written) {
    const { fate, receivedAt, lines } = one.order;
    if (fate !== "completed" || receivedAt === null) continue;
    for (const [at, { sku }] of lines.entries()) {
      const key = String(sku.productId);
      found.set(key, [...(found.get(key) ?? []), { written: one, lineNo: at + 1, receivedAt }]);
    }
  }
  for (const lines of found.values()) lines.sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime());
  return found;
}

/** Takes a line of the very SKU that is spoken of; the oldest where something was added later. Null: nobody has received one. */
function takeLine(lines: Line[], { spec, added }: DemoReview): Line | null {
  const fits = (line: Line) => skuOf(line)?.spec.join() === spec.join();
  const at = added === null ? lines.findIndex(fits) : lines.findLastIndex(fits);
  return at < 0 ? null : (lines.splice(at, 1)[0] ?? null);
}

const skuOf = (line: Line | undefined) => line?.written.order.lines[line.lineNo - 1]?.sku;

/** What the buyer adds once it is old enough. */
function addition(dice: Dice, { now }: Place, first: Row, text: string | null): Row {
  const createdAt = first["created_at"] as Date;
  const at = new Date(createdAt.getTime() + ADD_AFTER_MS + dice.below(ADD_WITHIN_DAYS) * DAY_MS);
  if (text === null || at >= now) return {};
  return {
    appended_text: text,
    appended_at: at,
    appended_state: "shown",
    appended_checked: "passed",
    appended_key: `demo-added-${String(first["request_key"])}`,
  };
}

const NOTHING_ADDED = {
  appended_text: null,
  appended_at: null,
  appended_state: null,
  appended_checked: null,
  appended_key: null,
} as const;

function reviewRow(
  dice: Dice,
  { now }: Place,
  line: Line,
  said: { rating: number; text: string; pictures: string[]; checked: string },
  at: number,
): Row {
  const { written, lineNo, receivedAt } = line;
  const { no, order } = written;
  const sku = skuOf(line);
  const first = receivedAt.getTime() + (1 + dice.below(70)) * HOUR_MS + dice.below(3600) * 1000;
  const createdAt = new Date(Math.min(first, Math.max(receivedAt.getTime(), now.getTime() - HOUR_MS)));
  return {
    customer_id: order.person.id,
    no: makeNumber("review", order.person.id, dayOf(createdAt), dice.letters),
    order_no: no,
    line_no: lineNo,
    product_id: sku?.productId,
    sku_id: sku?.id,
    spec: sku?.spec,
    ...said,
    anonymous: dice.chance(ANONYMOUS_PERCENT),
    state: "shown",
    check_label: null,
    check_tries: 1,
    hidden_reason: null,
    hidden_note: "",
    request_key: `demo-review-${at}`,
    request_hash: "",
    created_at: createdAt,
    appended_pictures: [],
    revision: 1,
    ...NOTHING_ADDED,
    reply_text: null,
    reply_at: null,
    reply_staff_id: null,
  };
}

function answer({ staffId, now }: Place, row: Row, text: string): Row {
  const said = (row["created_at"] as Date).getTime() + 5 * HOUR_MS;
  return {
    reply_text: text,
    reply_at: new Date(Math.min(said, now.getTime())),
    reply_staff_id: staffId,
    revision: 2,
  };
}
