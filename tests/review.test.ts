/** Reviews from receipt to the page: who may write what, and what the checks of words do. */
import { DAY_MS, MINUTE_MS } from "@banyan/kernel";
import { planOf } from "@banyan/server/worker/worker.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { booksHold } from "./support/books.ts";
import { wordOf } from "./support/client.ts";
import { askRefund, paidOrder, ship, together } from "./support/orders.ts";
import { type Buyer, type Clerk, newKey } from "./support/people.ts";
import { type Cast, freshCast, line, openReviews, reviewing } from "./support/reviews.ts";
import { putOne } from "./support/setup.ts";
import type { Shop } from "./support/shop.ts";

let cast: Cast;
let shop: Shop;
let clerk: Clerk;
let who: Buyer;
let sku: string;
let other: string;
let product: string;
const { received, write, written, checked, list, desk, target } = reviewing(() => cast);

beforeAll(async () => {
  cast = await openReviews("review");
});
beforeEach(async () => {
  cast = await freshCast(cast);
  ({ shop, clerk, who, sku, other, product } = cast);
});
afterAll(async () => {
  await booksHold(shop);
  await shop.close();
});

describe("writing", () => {
  it("is for what was received, once, in time, and not for what was given back", async () => {
    const { no } = await paidOrder(shop, who, [{ sku }, { sku: other }]);
    expect(await wordOf(write(no))).toBe("review_not_yet");
    expect((await who.api.review.lines({ no })).allowed).toBe(false);
    await ship(shop.owner, no);
    await who.api.order.receive({ no });
    expect((await who.api.review.due({})).items.map(({ line_no }) => line_no).sort()).toEqual([1, 2]);
    await write(no);
    expect(await wordOf(write(no))).toBe("review_done");
    expect(await wordOf(write(no, { line_no: 9 }))).toBe("order_not_found");
    const lines = await who.api.review.lines({ no });
    expect(lines.lines.map(({ open, review }) => [open, review?.rating ?? null])).toEqual([
      [false, 5],
      [true, null],
    ]);
    const back = await askRefund(who, no, [{ line_no: 2, quantity: 1, amount_fen: 2000 }]);
    await shop.owner.api.console.aftersale.approve({ no: back, confirm_fen: 2000 });
    await planOf(shop.workerServices).refunds.work();
    await shop.advance(MINUTE_MS);
    await shop.simulator.control.pump();
    expect(await wordOf(write(no, { line_no: 2 }))).toBe("review_refunded");
    expect((await who.api.review.due({})).items).toEqual([]);
    expect(await wordOf(write(no, {}, await shop.customer()))).toBe("order_not_found");

    const late = await received();
    await shop.advance(91 * DAY_MS);
    expect(await wordOf(write(late))).toBe("review_late");
    expect((await who.api.review.lines({ no: late })).reason).toContain("90 天");
  });

  it("the same key answers the same, another content is refused; a picture must be one of ours", async () => {
    const no = await received();
    const key = newKey();
    const first = await write(no, {}, who, key);
    expect(await write(no, {}, who, key)).toEqual(first);
    expect(await wordOf(write(no, { rating: 1 }, who, key))).toBe("request_key_reused");
    const fresh = await received();
    expect(await wordOf(write(fresh, {}, who, key))).toBe("request_key_reused");
    const picture = `/media/${"0".repeat(64)}.webp`;
    expect(
      await who.raw("POST", "/reviews", {
        request_key: newKey(),
        order_no: fresh,
        reviews: [line({ pictures: [picture] })],
      }),
    ).toMatchObject({ status: 400, body: { code: "invalid_input", field: "reviews.0.pictures.0" } });
  });

  it.each([
    ["rating", { rating: 0 }],
    ["rating", { rating: 6 }],
    ["rating", { rating: 4.5 }],
    ["text", { text: "好".repeat(501) }],
    ["text", { text: "好\u0000" }],
    ["pictures", { pictures: Array.from({ length: 10 }, (_, at) => `/media/${String(at).repeat(64)}.webp`) }],
    ["pictures.0", { pictures: ["https://elsewhere.cn/a.webp"] }],
    ["line_no", { line_no: 0 }],
  ])("refuses a wrong %s: %j", async (field, more) => {
    const body = { request_key: newKey(), order_no: "D261124111AAAAAAAAAA", reviews: [line(more)] };
    expect(await who.raw("POST", "/reviews", body)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: `reviews.0.${field}` },
    });
  });

  it("from two devices at once makes one review, and a double tap one answer", async () => {
    for (let round = 0; round < 2; round += 1) {
      const no = await received(who, [{ sku }, { sku: other }]);
      const key = newKey();
      const both = { request_key: key, order_no: no, reviews: [line(), line({ line_no: 2 })] };
      const [first, second] = await together(
        () => who.api.review.create(both),
        () => who.api.review.create(both),
      );
      expect(second).toEqual(first);
      const third = await received();
      const words = await together(
        () => wordOf(write(third, { text: "" })),
        () => wordOf(write(third, { text: "", rating: 1 })),
      );
      expect(words.filter((word) => word !== "review_done")).toHaveLength(1);
    }
    await checked();
    await booksHold(shop);
  });
});

describe("what is shown", () => {
  it("stars alone at once; words when WeChat has passed them; the summary counts what is shown", async () => {
    await write(await received(), { text: "", rating: 3 });
    expect((await list()).summary).toMatchObject({ count: 1, middle: 1, good_percent: 0 });
    const review = await written({ anonymous: true });
    expect(review).toMatchObject({ state: "waiting", state_text: "待审核", can_append: true });
    expect((await list()).items).toHaveLength(1);
    await checked();
    const { items, summary } = await list();
    expect(summary).toEqual({
      count: 2,
      good_percent: 50,
      pictures: 0,
      good: 1,
      middle: 1,
      bad: 0,
      appended: 0,
    });
    expect(items[0]).toMatchObject({ text: "汤色透亮", author: { name: "段**生", avatar: null } });
    expect(items[1]?.author.name).toBe("段茶生");
    expect((await list("good")).items.map(({ rating }) => rating)).toEqual([5]);
    expect((await list("bad")).items).toEqual([]);
    const first = await shop.owner.api.review.list({ product_id: product, limit: 1 });
    const second = await shop.owner.api.review.list({
      product_id: product,
      limit: 1,
      ...(first.next_cursor ? { cursor: first.next_cursor } : {}),
    });
    expect([first.items[0]?.id, second.items[0]?.id]).toEqual(items.map(({ id }) => id));
    expect(second.next_cursor).toBeNull();
  });

  it("the shop's own words and WeChat's doubts wait for a person, who shows them", async () => {
    const own = await written({ text: "加 V 信领红包" });
    const doubtful = await written({ text: "卖家是傻瓜" });
    const bad = await written({ text: "来赌博" });
    await checked();
    expect([(await desk(own)).check, (await desk(doubtful)).check, (await desk(bad)).check]).toEqual([
      "words",
      "review",
      "risky",
    ]);
    expect((await desk(bad)).check_text).toBe("微信认为有风险：违法犯罪");
    expect((await list()).items).toEqual([]);
    await clerk.api.console.review.show(await target(doubtful));
    expect((await list()).summary.count).toBe(1);
  });

  it("before anybody has looked, nothing is shown in 先审后发", async () => {
    await putOne(shop, "review", { mode: "before" });
    await write(await received(), { text: "" });
    const review = await written();
    await checked();
    expect((await list()).items).toEqual([]);
    expect(await desk(review)).toMatchObject({ state: "waiting", check: "passed", check_text: null });
    const { items } = await clerk.api.console.review.list({ state: "waiting", product_id: product });
    const all = items.map(({ id, revision }) => ({ review_id: id, revision }));
    const key = newKey();
    const stale = [...all.slice(1), { review_id: all[0]?.review_id ?? "", revision: 99 }];
    const once = () => clerk.api.console.review.showMany({ request_key: key, reviews: stale });
    expect(await once()).toEqual({ shown: 1, changed: 1 });
    await once();
    expect((await list()).summary.count).toBe(1);
    await putOne(shop, "review", { mode: "after" });
  });

  it("what WeChat cannot check goes to a person; what it does not answer is asked again, not for ever", async () => {
    const { control } = shop.simulator;
    const match = who.openid;
    const inactive = await written();
    await control.setFault({ name: "text_refused", match });
    await checked();
    expect(await desk(inactive)).toMatchObject({ check: "failed", state: "waiting" });
    const former = await written();
    await control.setFault({ name: "text_refused", match, reason: "87014" });
    await checked();
    expect((await desk(former)).check).toBe("risky");

    const later = () => shop.sql("UPDATE review SET check_due_at = now() WHERE check_due_at IS NOT NULL", []);
    const asked = await written();
    const faults = [
      { name: "text_refused", match, reason: "45009" },
      { name: "code_busy", match: "msg_sec_check" },
      { name: "error_500_after_commit", match: "msg_sec_check" },
    ] as const;
    for (const fault of faults) {
      await control.setFault(fault);
      await checked();
      expect(await desk(asked)).toMatchObject({ check: "asked", state: "waiting" });
      await later();
    }
    await checked();
    expect(await desk(asked)).toMatchObject({ check: "passed", state: "shown" });

    const never = await written();
    await control.setFault({ name: "code_busy", match: "msg_sec_check", times: 5 });
    for (let tries = 0; tries < 5; tries += 1) {
      await later();
      await checked();
    }
    expect(await desk(never)).toMatchObject({ check: "failed", state: "waiting" });
    expect(await shop.sql("SELECT 1 FROM review WHERE check_due_at IS NOT NULL")).toEqual([]);
  });
});

it("WeChat says what it thinks of a text, and where it cannot", async () => {
  const { control } = shop.simulator;
  const { client } = (await shop.services.wechat.current()) ?? {};
  if (!client) throw new Error("the shop has no WeChat");
  const check = (content: string, openid = who.openid) => client.checkText({ openid, scene: 2, content });
  expect(await check("汤色透亮🍵")).toEqual({ kind: "ok", value: { suggest: "pass", label: 100 } });
  expect(await check("来赌博")).toEqual({ kind: "ok", value: { suggest: "risky", label: 20_006 } });
  await control.setFault({ name: "text_review", match: who.openid, reason: "20012" });
  expect(await check("很好")).toEqual({ kind: "ok", value: { suggest: "review", label: 20_012 } });
  expect(await check("很好", `o${"0".repeat(27)}`)).toMatchObject({ kind: "refused", code: "40003" });
  expect(await check("好".repeat(2_501))).toMatchObject({ kind: "refused", code: "44004" });
  await control.setFault({ name: "text_refused", match: who.openid });
  expect(await check("很好")).toMatchObject({ kind: "refused", code: "61010" });
  await control.setFault({ name: "text_refused", match: who.openid, reason: "45009" });
  expect(await check("很好")).toMatchObject({ kind: "unknown" });
});
