/**
 * Coupons that somebody is given: as the friend who receives a share, after an order, by the operator's hand; what they are told, what
 * becomes of those for new customers, and what can still be claimed at the checkout.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { tally, wordOf } from "../support/client.ts";
import { claim, coupon, heldBy, orderWith, paidWith, refundOne } from "../support/coupon.ts";
import type { Product } from "../support/goods.ts";
import { ship } from "../support/orders.ts";
import { type Buyer, newKey } from "../support/people.ts";
import { makePromoter } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
let tea: Product;
beforeAll(async () => {
  shop = await openShop({
    name: "race_coupon_given",
    settings: { freight: { base_fen: 0, free_over_fen: null, remote: [], unserved: [] } },
  });
  tea = await shop.product({ price: 10_000, stock: 100 });
});
afterAll(() => shop.close());
afterEach(() => expect(shop.errors).toEqual([]));

const told = async (who: Buyer) =>
  (await who.api.notice.list({})).items
    .filter(({ topic }) => topic === "coupon.given")
    .map(({ title, body, link }) => [title, body, link]);

describe("for the friend who receives a share", () => {
  it("is claimed through a share by somebody else, once, however often at once; sharing earns none", async () => {
    const [sharer, other, ...friends] = (await shop.crowd(7)) as [Buyer, Buyer, ...Buyer[]];
    for (const one of [sharer, other]) await makePromoter(shop, one);
    const id = await coupon(shop, { name: "好友礼", way: "friend", total: 4 });
    const { code } = await sharer.api.share.create({ channel: "card", product_id: tea.id });
    const by = (who: Buyer, share?: string) =>
      who.api.coupon.claim({ coupon_id: id, ...(share === undefined ? {} : { share }) });

    expect(await wordOf(by(sharer, code))).toBe("not_found");
    expect((await sharer.api.coupon.friend({ share: code })).coupons).toEqual([]);
    const [first] = friends as [Buyer];
    expect(await wordOf(by(first))).toBe("not_found");
    expect(await wordOf(by(first, "zzzzzzzz"))).toBe("not_found");
    expect((await first.api.coupon.offers({})).coupons.map((one) => one.id)).not.toContain(id);
    expect((await first.api.coupon.friend({ share: code })).coupons.map((one) => one.id)).toEqual([id]);

    const words = await tally(Array.from({ length: 12 }, () => by(first, code)));
    expect(words["ok"]).toBe(1);
    expect((await first.api.coupon.friend({ share: code })).coupons).toMatchObject([{ id, claimed: true }]);
    // Five who came by it at once for the three that are left; the sharer's own is still nothing.
    expect(await tally([other, ...friends.slice(1)].map((who) => by(who, code)))).toEqual({
      ok: 3,
      coupon_exhausted: 2,
    });
    expect(await heldBy(sharer, "usable")).toEqual([]);
    const { items } = await shop.owner.api.console.coupon.claims({ coupon_id: id });
    expect(items.map((row) => row.source)).toEqual(Array.from({ length: 4 }, () => "friend"));
    expect(items.map((row) => row.customer.id)).not.toContain(sharer.id);
  });

  it("asks for a share that is good: not of who may not share any more, nor for goods it does not hold", async () => {
    const cup = await shop.product({ price: 5000, stock: 5 });
    const [sharer, friend] = (await shop.crowd(2)) as [Buyer, Buyer];
    await makePromoter(shop, sharer);
    const { code } = await sharer.api.share.create({ channel: "card" });
    const scoped = { scope: "products" as const, scope_ids: [cup.id] };
    const id = await coupon(shop, { name: "杯友礼", way: "friend", ...scoped });
    const onProduct = async (product: Product) => {
      const { coupons } = await friend.api.coupon.friend({ share: code, product_id: product.id });
      return coupons.map((one) => one.id).includes(id);
    };
    expect([await onProduct(cup), await onProduct(tea)]).toEqual([true, false]);
    await shop.sql("UPDATE promoter SET state = 'frozen' WHERE owner_id = $1", [sharer.id]);
    expect(await wordOf(friend.api.coupon.claim({ coupon_id: id, share: code }))).toBe("not_found");
    expect(await onProduct(cup)).toBe(false);
    await shop.sql("UPDATE promoter SET state = 'active' WHERE owner_id = $1", [sharer.id]);
    await shop.sql(
      "UPDATE share SET expires_at = created_at + interval '1 millisecond' WHERE owner_id = $1",
      [sharer.id],
    );
    expect(await wordOf(friend.api.coupon.claim({ coupon_id: id, share: code }))).toBe("not_found");
  });
});

/** The fact as the outbox has it, once more or too late. */
const tellReceipt = (who: Buyer, no: string) =>
  shop.sql(
    "INSERT INTO outbox (owner_id, consumer, topic, ref, event_at) VALUES ($1, 'coupon', 'order.received', $2, now())",
    [who.id, no],
  );

describe("after an order, on receipt", () => {
  it("comes once though receipt is confirmed by hand, again and by the timer at once; a whole refund takes it back", async () => {
    const gift = await coupon(shop, {
      ...{ name: "收货礼", way: "gift", gift_from_fen: 15_000, gift_when: "received", gift_taken_back: true },
      ...{ per_customer: 9, total: 50 },
    });
    const who = await shop.customer();
    const no = await paidWith(shop, who, tea.sku, [], 2);
    const gifts = async () => (await who.api.coupon.gifts({ no })).coupons.map((one) => one.coupon_id);
    await ship(shop.owner, no);
    await shop.settle();
    expect(await gifts()).toEqual([]);

    await shop.sql("UPDATE orders SET receive_due_at = shipped_at WHERE no = $1", [no]);
    const { receive } = shop.worker().jobs;
    const taps = Array.from({ length: 4 }, () => who.api.order.receive({ no }));
    const [words] = await Promise.all([tally(taps), receive.tick(), receive.tick()]);
    expect(words).toEqual({ ok: 4 });
    await shop.settle();
    expect(await gifts()).toEqual([gift]);
    expect(await told(who)).toEqual([
      [
        "下单送您一张优惠券",
        expect.stringMatching(/^“收货礼”立减10，全店可用，有效期至 \d{4}-\d\d-\d\d。$/),
        "/coupon/mine/index",
      ],
    ]);
    // The fact told once more, and a second order below the threshold, bring nothing.
    await tellReceipt(who, no);
    const small = await paidWith(shop, who, tea.sku);
    await ship(shop.owner, small);
    await who.api.order.receive({ no: small });
    await shop.settle();
    expect(await heldBy(who, "usable")).toHaveLength(1);
    expect(await told(who)).toHaveLength(1);

    await refundOne(shop, no, 10_000);
    expect(await gifts()).toEqual([gift]);
    await refundOne(shop, no, 10_000);
    expect(await gifts()).toEqual([]);
    expect(await heldBy(who, "usable")).toEqual([]);
    const { items } = await shop.owner.api.console.coupon.claims({ coupon_id: gift, state: "void" });
    expect(items.map((row) => row.customer.id)).toEqual([who.id]);
    await shop.owner.api.console.coupon.stop({ coupon_id: gift, stopped: true });
  });

  it("a refund of the whole at the same moment as the receipt leaves nothing, and with the other rule the gift stays", async () => {
    const rule = { way: "gift" as const, gift_from_fen: 0, gift_when: "received" as const, per_customer: 9 };
    const back = await coupon(shop, { name: "收回", ...rule, gift_taken_back: true });
    const kept = await coupon(shop, { name: "留下", ...rule, gift_taken_back: false });
    const who = await shop.customer();
    const [first, second] = [await paidWith(shop, who, tea.sku), await paidWith(shop, who, tea.sku)];
    for (const no of [first, second]) await ship(shop.owner, no);
    const refund = (no: string) =>
      shop.owner.api.console.order.refund({
        ...{ no, request_key: newKey(), lines: [{ line_no: 1, quantity: 1, amount_fen: 10_000 }] },
        ...{ reason: "缺货", confirm_fen: 10_000 },
      });
    await Promise.all([wordOf(who.api.order.receive({ no: first })), refund(first)]);
    await shop.settle();
    await who.api.order.receive({ no: second });
    await shop.settle();
    await refundOne(shop, second, 10_000);
    const mine = (await heldBy(who, "usable")).map((one) => one.coupon_id);
    expect(mine).not.toContain(back);
    expect(mine.filter((id) => id === kept).length).toBeGreaterThanOrEqual(1);
    // Told of only after everything went back: nothing is given for what nobody kept.
    const late = await paidWith(shop, who, tea.sku);
    await refundOne(shop, late, 10_000);
    await tellReceipt(who, late);
    await shop.settle();
    expect((await who.api.coupon.gifts({ no: late })).coupons).toEqual([]);
    for (const id of [back, kept]) await shop.owner.api.console.coupon.stop({ coupon_id: id, stopped: true });
  });
});

it("by hand: told once to each who got it, and to nobody who did not", async () => {
  const id = await coupon(shop, { name: "补偿券", way: "hand", total: 5, threshold_fen: 2_000_000 });
  const [a, b] = (await shop.crowd(2)) as [Buyer, Buyer];
  const grant = { coupon_id: id, request_key: newKey(), customer_ids: [a.id, b.id], note: "内部原因" };
  const { api } = shop.owner;
  const answers = await Promise.all([1, 2, 3].map(() => wordOf(api.console.coupon.grant(grant))));
  expect(answers).toContain("ok");
  expect(
    (await api.console.coupon.grant({ ...grant, request_key: newKey(), customer_ids: [a.id] })).granted,
  ).toBe(0);
  for (const who of [a, b]) {
    const said = await told(who);
    expect(said).toHaveLength(1);
    expect(said[0]?.[0]).toBe("商家送您一张优惠券");
    expect(said[0]?.[1]).toContain("“补偿券”满20000减10，全店可用");
    expect(said[0]?.[1]).not.toContain("内部原因");
  }
});

describe("for new customers", () => {
  it("says after the first paid order that it is over and why, in the wallet, in its count and at the checkout", async () => {
    const id = await coupon(shop, { name: "新人", new_customer: true });
    const who = await shop.customer();
    const grant = await claim(who, id);
    expect(grant.unusable_reason).toBeNull();
    const inHand = async () => (await who.api.coupon.get({ coupon_id: id })).in_hand;
    expect(await inHand()).toBe(true);
    const count = async () => (await who.api.customer.me()).coupon_count;
    expect(await count()).toBe(1);
    await paidWith(shop, who, tea.sku);
    expect(await heldBy(who, "usable")).toEqual([]);
    const why = "仅限新客，您已下过单";
    expect(await heldBy(who, "expired")).toMatchObject([{ id: grant.id, unusable_reason: why }]);
    expect(await count()).toBe(0);
    expect(await inHand()).toBe(false);
    expect((await shop.owner.api.console.customer.get({ customer_id: who.id })).coupons_usable).toBe(0);
    const atDesk = await shop.owner.api.console.coupon.claims({ coupon_id: id, state: "expired" });
    expect(atDesk.items).toMatchObject([{ state: "expired", customer: { id: who.id } }]);
    const quote = await who.quote([{ sku: tea.sku }], "best");
    expect(quote.coupons).toMatchObject([{ id: grant.id, usable: false, reason: why, unusable_reason: why }]);
    expect(await wordOf(who.quote([{ sku: tea.sku }], grant.id))).toBe("coupon_unusable");
  });

  it("two unpaid orders keep the price they were made at; what is quoted but not ordered is refused by name", async () => {
    const id = await coupon(shop, { name: "新人两张", new_customer: true, per_customer: 3 });
    const who = await shop.customer();
    const grants: string[] = [];
    for (let at = 0; at < 3; at += 1) grants.push((await claim(who, id)).id);
    const [a, b, c] = grants as [string, string, string];
    const first = await orderWith(who, tea.sku, [a]);
    const second = await orderWith(who, tea.sku, [b]);
    const third = await who.quote([{ sku: tea.sku }], c);
    await who.pay(first.no);
    await shop.settle();
    const refused = await who.api.order
      .submit({ quote_id: third.id, payable_fen: third.payable_fen })
      .catch((error: { code: string; data: typeof third }) => error);
    expect(refused).toMatchObject({ code: "quote_changed", data: { coupons_used: [], payable_fen: 10_000 } });
    await who.pay(second.no);
    await shop.settle();
    expect(await who.api.order.get({ no: second.no })).toMatchObject({
      state: "awaiting_shipment",
      payable_fen: 9000,
    });
    expect((await heldBy(who, "used")).map((one) => [one.order_no, one.saved_fen]).sort()).toEqual(
      [first.no, second.no].map((no) => [no, 1000]).sort(),
    );
    const search = async (q: string) =>
      (await shop.owner.api.console.coupon.claims({ coupon_id: id, q })).items.map((row) => row.order_no);
    expect(await search(second.no.slice(3).toLowerCase())).toEqual([second.no]);
    expect(await search(who.id)).toHaveLength(3);
    expect(await search("没有这个人%")).toEqual([]);
  });
});

describe("at the checkout", () => {
  it("offers what could be claimed for these goods; once claimed, the best choice is another", async () => {
    const rice = await shop.product({ price: 6000, stock: 50 });
    const of = { scope: "products" as const, scope_ids: [rice.id] };
    const ids = {
      small: await coupon(shop, { name: "减5", discount_fen: 500, ...of }),
      large: await coupon(shop, { name: "减8", discount_fen: 800, ...of }),
      dear: await coupon(shop, { name: "满100", threshold_fen: 10_000, discount_fen: 3000, ...of }),
      friend: await coupon(shop, { name: "好友减", way: "friend", discount_fen: 600, ...of }),
      // Not for these goods, not to be had, had already, of no use yet.
      other: await coupon(shop, { scope: "products", scope_ids: [tea.id] }),
      hidden: await coupon(shop, { way: "link", ...of }),
      had: await coupon(shop, { name: "有了", discount_fen: 100, per_customer: 5, ...of }),
      gone: await coupon(shop, { total: 1, ...of }),
    };
    await claim(await shop.customer(), ids.gone);
    const who = await shop.customer();
    await claim(who, ids.had);
    const [sharer] = (await shop.crowd(1)) as [Buyer];
    await makePromoter(shop, sharer);
    const { code } = await sharer.api.share.create({ channel: "card", product_id: rice.id });
    const quote = await who.quote([{ sku: rice.sku }], "best");
    expect(quote.discount_fen).toBe(100);
    const mine = Object.values(ids);
    const offered = async (share?: string) => {
      const asked = { quote_id: quote.id, ...(share === undefined ? {} : { share }) };
      const { coupons } = await who.api.quote.offers(asked);
      return coupons
        .filter((one) => mine.includes(one.id))
        .map((one) => [one.name, one.saving_fen, one.missing_fen, one.friend]);
    };
    const open = [
      ["减8", 800, 0, false],
      ["减5", 500, 0, false],
      ["满100", 0, 4000, false],
    ];
    expect(await offered()).toEqual(open);
    expect(await offered(code)).toEqual(open.toSpliced(1, 0, ["好友减", 600, 0, true]));
    await claim(who, ids.large);
    expect(await who.api.coupon.get({ coupon_id: ids.large })).toMatchObject({
      claimed: true,
      in_hand: true,
    });
    expect((await offered()).map(([name]) => name)).toEqual(["减5", "满100"]);
    expect((await who.quote([{ sku: rice.sku }], "best")).coupons_used).toMatchObject([{ name: "减8" }]);
    expect(await wordOf(sharer.api.quote.offers({ quote_id: quote.id }))).toBe("not_found");
  });
});

it("the books hold after all this", () => booksHold(shop));
