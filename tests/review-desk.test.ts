/** What becomes of a review afterwards: added to, hidden, answered, taken back; and figures that stay right under several hands. */
import { DAY_MS } from "@banyan/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { booksHold } from "./support/books.ts";
import { wordOf } from "./support/client.ts";
import { type Buyer, type Clerk, newKey } from "./support/people.ts";
import { type Cast, freshCast, openReviews, reviewing } from "./support/reviews.ts";
import type { Shop } from "./support/shop.ts";

let cast: Cast;
let shop: Shop;
let clerk: Clerk;
let who: Buyer;
let product: string;
const { write, checked, list, desk, target, shown } = reviewing(() => cast);

beforeAll(async () => {
  cast = await openReviews("review_desk");
});
beforeEach(async () => {
  cast = await freshCast(cast);
  ({ shop, clerk, who, product } = cast);
});
afterAll(async () => {
  await booksHold(shop);
  await shop.close();
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
