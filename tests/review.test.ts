/** Reviews from receipt to the desk: who may write what, what the checks of words do, and figures that stay right under two hands. */
import type { OwnReview } from "@banyan/contract";
import { DAY_MS, MINUTE_MS } from "@banyan/kernel";
import { planOf } from "@banyan/server/worker/worker.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { booksHold } from "./support/books.ts";
import { wordOf } from "./support/client.ts";
import { askRefund, paidOrder, ship, together } from "./support/orders.ts";
import { type Buyer, type Clerk, newKey } from "./support/people.ts";
import { putOne } from "./support/setup.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
let clerk: Clerk;
let who: Buyer;
let sku: string;
let other: string;
let product: string;

beforeAll(async () => {
  shop = await openShop({ name: "review", worker: false });
  clerk = await shop.staff("service");
});
beforeEach(async () => {
  const made = await shop.product({
    skus: [
      { price: 1000, stock: 100 },
      { price: 2000, stock: 100 },
    ],
  });
  product = made.id;
  [sku, other] = [made.skus[0] ?? "", made.skus[1] ?? ""];
  who = await shop.customer();
  await who.api.customer.update({ nickname: "段茶生", avatar: null });
});
afterAll(async () => {
  await booksHold(shop);
  await shop.close();
});

async function received(buyer = who, wants = [{ sku }]): Promise<string> {
  const { no } = await paidOrder(shop, buyer, wants);
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  return no;
}
const line = (more: object = {}) => ({ line_no: 1, rating: 5, text: "汤色透亮", ...more });
const write = (no: string, more: object = {}, by = who, request_key = newKey()) =>
  by.api.review.create({ request_key, order_no: no, reviews: [line(more)] });
async function written(more: object = {}): Promise<OwnReview> {
  const [review] = (await write(await received(), more)).reviews;
  if (!review) throw new Error("no review was made");
  return review;
}
/** The worker asks WeChat. */
const checked = () => planOf(shop.workerServices).reviews.work();
const list = (filter: "all" | "pictures" | "good" | "middle" | "bad" | "appended" = "all") =>
  shop.owner.api.review.list({ product_id: product, filter });
const desk = (review: { id: string }) => clerk.api.console.review.get({ review_id: review.id });
const target = async (review: { id: string }) => ({
  review_id: review.id,
  revision: (await desk(review)).revision,
  request_key: newKey(),
});
async function shown(more: object = {}): Promise<OwnReview> {
  const review = await written(more);
  await checked();
  return review;
}

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

describe("afterwards", () => {
  it("it is added to once, in time, and what is added is checked by itself", async () => {
    const review = await shown();
    await shop.advance(3 * DAY_MS);
    const request_key = newKey();
    const add = (text = "喝了三天，还是香") =>
      who.api.review.append({ review_id: review.id, request_key, text });
    expect((await add()).appended).toMatchObject({ state: "waiting", days_after: 3 });
    expect(await add()).toMatchObject({ can_append: false });
    expect(await wordOf(add("别的话"))).toBe("request_key_reused");
    const more = { review_id: review.id, request_key: newKey(), text: "再来" };
    expect(await wordOf(who.api.review.append(more))).toBe("review_appended");
    expect((await list()).items[0]?.appended).toBeNull();
    await checked();
    expect((await list("appended")).items[0]?.appended).toMatchObject({
      text: "喝了三天，还是香",
      days_after: 3,
    });
    expect((await list()).summary.appended).toBe(1);
    await clerk.api.console.review.hide({
      ...(await target(review)),
      part: "appended",
      reason: "与商品无关",
    });
    expect((await list()).summary).toMatchObject({ count: 1, appended: 0 });
    expect(await wordOf((await shop.customer()).api.review.append(more))).toBe("not_found");
    const old = await shown();
    await shop.advance(181 * DAY_MS);
    expect(await wordOf(who.api.review.append({ ...more, review_id: old.id }))).toBe("review_late");
  });

  it("hidden with a reason its author reads; not by whoever wrote it", async () => {
    const review = await shown({ rating: 1, text: "泡不开" });
    const hiding = { ...(await target(review)), reason: "辱骂攻击" as const, note: "请文明用语" };
    await shop.owner.api.console.staff.link({ staff_id: clerk.id, customer_id: who.id });
    expect(await wordOf(clerk.api.console.review.hide(hiding))).toBe("own_matter");
    await shop.owner.api.console.staff.link({ staff_id: clerk.id, customer_id: null });
    await clerk.api.console.review.hide(hiding);
    expect(await clerk.api.console.review.hide(hiding)).toMatchObject({ state: "hidden" });
    expect(await wordOf(clerk.api.console.review.hide({ ...hiding, request_key: newKey() }))).toBe(
      "already_changed",
    );
    const [mine] = (await who.api.review.mine({})).items;
    expect(mine).toMatchObject({
      state_text: "已隐藏",
      hidden_reason: "辱骂攻击",
      hidden_note: "请文明用语",
      can_append: false,
    });
    const { items } = await who.api.notice.list({});
    expect(items[0]).toMatchObject({ title: "评价未展示" });
    expect(items[0]?.body).toContain("辱骂攻击");
    expect((await list()).summary).toMatchObject({ count: 0, good_percent: null });
    const more = { review_id: review.id, request_key: newKey(), text: "再来" };
    expect(await wordOf(who.api.review.append(more))).toBe("review_hidden");
    await clerk.api.console.review.show(await target(review));
    expect((await list()).summary.bad).toBe(1);
    expect(await wordOf((await shop.staff("finance")).api.console.review.list({}))).toBe("not_allowed");
  });

  it("the shop answers, changes its answer and takes it back", async () => {
    const review = await shown();
    const reply = async (text: string) =>
      (await clerk.api.console.review.reply({ ...(await target(review)), text })).reply?.text ?? null;
    expect([await reply("谢谢"), await reply("多谢惠顾")]).toEqual(["谢谢", "多谢惠顾"]);
    expect((await list()).items[0]?.reply?.text).toBe("多谢惠顾");
    expect((await clerk.api.console.review.list({ product_id: product, replied: "yes" })).items).toHaveLength(
      1,
    );
    expect(await reply("")).toBeNull();
    expect((await clerk.api.console.review.list({ product_id: product, replied: "no" })).items).toHaveLength(
      1,
    );
    const by = { target: `review:${review.id}`, action: "review.reply" };
    expect((await shop.owner.api.console.audit.list(by)).items).toHaveLength(3);
  });

  it("its author takes it back for good", async () => {
    const review = await shown();
    const stranger = await shop.customer();
    expect(await wordOf(stranger.api.review.remove({ review_id: review.id }))).toBe("not_found");
    await who.api.review.remove({ review_id: review.id });
    await who.api.review.remove({ review_id: review.id });
    expect((await list()).summary.count).toBe(0);
    expect((await who.api.review.mine({})).items).toEqual([]);
    expect(await wordOf(desk(review))).toBe("not_found");
    expect(await wordOf(write(review.order_no))).toBe("review_done");
    expect(await shop.sql("SELECT text FROM review WHERE no = $1", [review.id])).toEqual([{ text: "" }]);
  });

  it("the desk finds it by its words, goods, number and nickname", async () => {
    const review = await shown({ text: "兰花香 100%" });
    const found = async (q: string) =>
      (await clerk.api.console.review.list({ q, product_id: product })).items.map(({ id }) => id);
    for (const q of ["兰花香", "100%", review.order_no, review.product.name, "段茶 兰花"])
      expect([q, await found(q)]).toEqual([q, [review.id]]);
    expect(await found("桂花_")).toEqual([]);
    const day = review.created_at.slice(0, 10);
    expect((await clerk.api.console.review.list({ from: "2020-01-01", to: "2020-01-02" })).items).toEqual([]);
    expect((await clerk.api.console.review.list({ product_id: product, from: day })).items.length).toBe(1);
  });
});

it("a closed account leaves its words nameless and without pictures", async () => {
  const review = await shown();
  await shop.sql("UPDATE review SET pictures = $2, revision = revision + 1 WHERE no = $1", [
    review.id,
    JSON.stringify([`/media/${"a".repeat(64)}.webp`]),
  ]);
  await shop.sql("UPDATE review_count SET pictured = 1 WHERE product_id = $1", [product]);
  await who.api.customer.close({ confirm: "注销账号" });
  const { items, summary } = await list();
  expect(items[0]).toMatchObject({
    text: "汤色透亮",
    pictures: [],
    author: { name: "匿名用户", avatar: null },
  });
  expect(summary).toMatchObject({ count: 1, pictures: 0 });
});

it("hiding, adding, checking, answering and removing at once leave the figures right", async () => {
  for (let round = 0; round < 4; round += 1) {
    const review = await shown();
    const seen = await target(review);
    const acts: (() => Promise<unknown>)[] = [
      () => wordOf(clerk.api.console.review.hide({ ...seen, reason: "广告引流" })),
      () => wordOf(who.api.review.append({ review_id: review.id, request_key: newKey(), text: "追评" })),
      () => wordOf(shop.owner.api.console.review.reply({ ...seen, request_key: newKey(), text: "谢谢" })),
      () => checked(),
      ...(round % 2 ? [() => wordOf(who.api.review.remove({ review_id: review.id }))] : []),
    ];
    await Promise.all(acts.map((one) => one()));
    await checked();
    await booksHold(shop);
  }
});
