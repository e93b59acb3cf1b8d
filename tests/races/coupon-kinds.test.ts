/** Coupons of every kind over HTTP: what they are good for, who gets them, what brings them back; and everybody at once. */
import type { CouponInput } from "@banyan/contract";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { type ApiRefusal, tally, wordOf } from "../support/client.ts";
import { type Buyer, newKey } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({
    name: "race_coupon_kinds",
    settings: { freight: { base_fen: 0, free_over_fen: null, remote: [], unserved: [] } },
  });
});
afterAll(() => shop.close());
afterEach(() => expect(shop.errors).toEqual([]));

const DAY = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();

/** A coupon that everybody may claim, ¥10 off, unless something else is asked for. */
async function coupon(extra: Partial<CouponInput> = {}): Promise<string> {
  const fields = {
    ...{
      request_key: newKey(),
      name: "试一试",
      threshold_fen: 0,
      discount_fen: 1000,
      total: 100,
      per_customer: 1,
    },
    ...{ valid_days: 30, starts_at: at(-1), ends_at: at(30) },
  };
  return (await shop.owner.api.console.coupon.create({ ...fields, ...extra })).id;
}
const claim = (who: Buyer, id: string) => who.api.coupon.claim({ coupon_id: id });

/** Quotes and submits with exactly these grants. */
async function order(who: Buyer, sku: string, coupons: string[], quantity = 1) {
  const quote = await who.api.quote.create({
    ...{ source: "buy_now" as const, lines: [{ sku_id: sku, quantity }], address_id: await who.address() },
    coupon: coupons,
  });
  const placed = await who.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
  return { quote, ...placed };
}

async function paidOrder(who: Buyer, sku: string, coupons: string[] = [], quantity = 1): Promise<string> {
  const { no } = await order(who, sku, coupons, quantity);
  await who.pay(no);
  await shop.settle();
  return no;
}

async function refundAll(no: string, fen: number): Promise<void> {
  await shop.owner.api.console.order.refund({
    ...{ no, request_key: newKey(), lines: [{ line_no: 1, quantity: 1, amount_fen: fen }] },
    ...{ reason: "缺货", confirm_fen: fen },
  });
  await shop.settle();
}

const mine = async (who: Buyer, state: "usable" | "used" | "expired") =>
  (await who.api.coupon.mine({ state })).items;

describe("scope", () => {
  it("goes by main and display category, what stands above them, product and exclusion; every reason is told", async () => {
    const [tea, cup] = [
      await shop.product({ price: 10_000, stock: 50 }),
      await shop.product({ price: 5000, stock: 50 }),
    ];
    const [main] = await shop.sql<{ id: string; above: string }>(
      "SELECT c.id, c.parent_id AS above FROM product p JOIN category c ON c.id = p.category_id WHERE p.id = $1",
      [tea.id],
    );
    const [shelf] = await shop.sql<{ id: string }>(
      `WITH above AS (INSERT INTO category (name, sort) VALUES ('陈列', 1) RETURNING id)
       INSERT INTO category (parent_id, name, sort) SELECT id, '茶席', 1 FROM above RETURNING id`,
    );
    const [above] = await shop.sql<{ id: string }>("SELECT parent_id AS id FROM category WHERE id = $1", [
      shelf?.id,
    ]);
    await shop.sql("INSERT INTO product_category (product_id, category_id) VALUES ($1, $2)", [
      cup.id,
      shelf?.id,
    ]);
    const ids = {
      main: await coupon({ name: "主分类", scope: "categories", scope_ids: [String(main?.id)] }),
      shelf: await coupon({ name: "陈列分类", scope: "categories", scope_ids: [String(shelf?.id)] }),
      above: await coupon({ name: "上级", scope: "categories", scope_ids: [String(above?.id)] }),
      product: await coupon({ name: "商品", scope: "products", scope_ids: [tea.id] }),
      but: await coupon({ name: "除外", excluded_ids: [tea.id] }),
      dear: await coupon({ name: "太贵", threshold_fen: 11_200 }),
      fresh: await coupon({ name: "新客", new_customer: true }),
    };
    const who = await shop.customer();
    for (const id of Object.values(ids)) await claim(who, id);
    await paidOrder(who, cup.sku);
    const quote = await who.quote([{ sku: tea.sku }]);
    const reason = (id: string) => quote.coupons.find((one) => one.coupon_id === id)?.reason ?? null;
    expect(Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, reason(id)]))).toEqual({
      ...{ main: null, shelf: "不含此商品", above: "不含此商品", product: null, but: "不含此商品" },
      ...{ dear: "还差 ¥12", fresh: "仅限新客" },
    });
    const other = await who.quote([{ sku: cup.sku }]);
    const usable = other.coupons.filter((one) => one.usable).map((one) => one.name);
    expect(usable.sort()).toEqual(["上级", "主分类", "陈列分类", "除外"].sort());
    // The strip on a product's page, and the products behind 去使用, go by the same scope.
    const onTea = (await shop.owner.raw("GET", `/coupons?product_id=${tea.id}`)).body as {
      coupons: { name: string }[];
    };
    expect(onTea.coupons.map(({ name }) => name).sort()).toEqual(["主分类", "商品", "太贵", "新客"].sort());
    const goods = await who.api.coupon.products({ coupon_id: ids.above });
    expect(goods.items.map((card) => card.id)).toEqual([cup.id]);
    const rest = await who.api.coupon.products({ coupon_id: ids.but });
    expect(rest.items.map((card) => card.id)).toContain(cup.id);
    expect(rest.items.map((card) => card.id)).not.toContain(tea.id);
  });
});

describe("together", () => {
  it("one scoped and one shop-wide; the best pair is suggested, spent, named on the order, and comes back with it", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const who = await shop.customer();
    const wide = await claim(who, await coupon({ name: "全店", stackable: true, discount_fen: 500 }));
    const fold = await claim(
      who,
      await coupon({
        ...{
          name: "打折",
          kind: "percent",
          discount_fen: 0,
          percent_off: 20,
          ceiling_fen: 1500,
          stackable: true,
        },
        ...{ scope: "products", scope_ids: [tea.id] },
      }),
    );
    await claim(who, await coupon({ name: "单用", discount_fen: 1900 }));
    const best = await who.quote([{ sku: tea.sku }], "best");
    expect(best.coupons_used.map((one) => [one.name, one.taken_fen])).toEqual([
      ["打折", 1500],
      ["全店", 500],
    ]);
    expect(best).toMatchObject({ discount_fen: 2000, payable_fen: 8000 });
    const { no } = await order(who, tea.sku, [wide.id, fold.id]);
    expect((await who.api.order.get({ no })).coupons).toMatchObject([
      { name: "打折", discount_fen: 1500 },
      { name: "全店", discount_fen: 500 },
    ]);
    expect((await shop.owner.api.console.order.get({ no })).coupons).toHaveLength(2);
    expect((await mine(who, "used")).map((one) => one.name).sort()).toEqual(["全店", "打折"]);
    await who.api.order.cancel({ no });
    expect(await mine(who, "usable")).toHaveLength(3);
    expect(await wordOf(order(who, tea.sku, [wide.id, (await mine(who, "usable"))[0]?.id ?? ""]))).toBe(
      "coupon_unusable",
    );
  });

  it("two tabs with one of two grants in common: one order has it", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const ids = [
      await coupon({ stackable: true }),
      await coupon({ stackable: true, scope: "products", scope_ids: [tea.id] }),
      await coupon({ stackable: true, scope: "products", scope_ids: [tea.id] }),
    ];
    for (let round = 0; round < 5; round += 1) {
      const who = await shop.customer();
      const [wide, a, b] = await Promise.all(ids.map(async (id) => (await claim(who, id)).id));
      const tabs = [order(who, tea.sku, [wide ?? "", a ?? ""]), order(who, tea.sku, [wide ?? "", b ?? ""])];
      const words = await tally(tabs);
      expect(words["ok"]).toBe(1);
      const spent = await shop.sql("SELECT FROM coupon_grant WHERE customer_id = $1 AND state = 'used'", [
        who.id,
      ]);
      expect(spent).toHaveLength(2);
    }
  });
});

describe("whose", () => {
  it("another person's coupon is refused as one that does not exist", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const [owner, thief] = [await shop.customer(), await shop.customer()];
    const grant = await claim(owner, await coupon());
    const answers = await Promise.all(
      [grant.id, "999999999999"].map((id) =>
        thief
          .quote([{ sku: tea.sku }], id)
          .catch((error: ApiRefusal) => [error.code, error.field, error.message]),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toContain("coupon_unusable");
  });

  it("for new customers: asked at the claim, and again at submit", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const id = await coupon({ new_customer: true });
    const who = await shop.customer();
    const grant = await claim(who, id);
    const quote = await who.quote([{ sku: tea.sku }], grant.id);
    await paidOrder(who, tea.sku);
    expect(await wordOf(who.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen }))).toBe(
      "quote_changed",
    );
    const old = await shop.customer();
    await paidOrder(old, tea.sku);
    expect(await wordOf(claim(old, id))).toBe("coupon_new_only");
    expect((await old.api.coupon.offers({})).coupons.map((one) => one.id)).not.toContain(id);
  });

  it("a link asks for its key", async () => {
    const made = await coupon({ way: "link" });
    const { link_key: key } = await shop.owner.api.console.coupon.get({ coupon_id: made });
    const who = await shop.customer();
    for (const wrong of [undefined, "0123456789abcdef"]) {
      const proof = wrong === undefined ? {} : { key: wrong };
      expect(await wordOf(who.api.coupon.get({ coupon_id: made, ...proof }))).toBe("not_found");
      expect(await wordOf(who.api.coupon.claim({ coupon_id: made, ...proof }))).toBe("not_found");
    }
    expect((await who.api.coupon.get({ coupon_id: made, key: key ?? "" })).claimed).toBe(false);
    await who.api.coupon.claim({ coupon_id: made, key: key ?? "" });
    expect((await who.api.coupon.offers({})).coupons.map((one) => one.id)).not.toContain(made);
  });
});

describe("codes", () => {
  const codesOf = async (id: string) =>
    (await shop.owner.api.console.coupon.codes({ coupon_id: id, limit: 1000 })).items.map((row) => row.code);

  it("a one-time code redeemed fifty times at once is good once, for the others it is no code", async () => {
    const id = await coupon({ way: "codes", total: 3 });
    const codes = await codesOf(id);
    expect(new Set(codes).size).toBe(3);
    const people = await shop.crowd(50);
    const words = await tally(people.map((who) => who.api.coupon.redeem({ code: codes[0] ?? "" })));
    expect(words).toEqual({ ok: 1, coupon_code_unknown: 49 });
    const [row] = await shop.sql<{ taken_by: string }>("SELECT taken_by FROM coupon_code WHERE code = $1", [
      codes[0],
    ]);
    const winner = people.find((who) => who.id === String(row?.taken_by)) as Buyer;
    // Again by the same person, in small letters with spaces: the same coupon.
    const again = await winner.api.coupon.redeem({ code: ` ${codes[0]?.toLowerCase()} ` });
    expect([again.id]).toEqual((await mine(winner, "usable")).map((one) => one.id));
  });

  it("a code for all is good as often as it is meant to be, once for each", async () => {
    const code = `ALL${newKey().slice(0, 8).toUpperCase()}`;
    await coupon({ way: "code", code, total: 10 });
    const people = await shop.crowd(50);
    expect(await tally(people.map((who) => who.api.coupon.redeem({ code })))).toEqual({
      ok: 10,
      coupon_exhausted: 40,
    });
    const [first] = people.filter((_, index) => index < 1);
    const greedy = await shop.customer();
    await coupon({ way: "code", code: `${code}B`, total: 100 });
    const words = await tally(
      Array.from({ length: 6 }, () => greedy.api.coupon.redeem({ code: `${code}B` })),
    );
    expect(words["ok"]).toBe(1);
    expect(first).toBeDefined();
    expect(
      await wordOf(
        shop.owner.api.console.coupon.create({
          ...{
            request_key: newKey(),
            name: "同码",
            threshold_fen: 0,
            discount_fen: 1,
            total: 1,
            per_customer: 1,
          },
          ...{ valid_days: 1, starts_at: at(-1), ends_at: at(1), way: "code", code },
        }),
      ),
    ).toBe("coupon_code_taken");
  });

  it("guessing ends after a few, however many at once; an hour later it may go on", async () => {
    const code = `SECRET${newKey().slice(0, 6).toUpperCase()}`;
    await coupon({ way: "code", code });
    const who = await shop.customer();
    const guesses = Array.from({ length: 30 }, (_, index) => `GUESS${100 + index}`);
    expect(await tally(guesses.map((guess) => who.api.coupon.redeem({ code: guess })))).toEqual({
      coupon_code_unknown: 8,
      coupon_guesses: 22,
    });
    expect(await wordOf(who.api.coupon.redeem({ code }))).toBe("coupon_guesses");
    await shop.advance(61 * 60_000);
    expect(await wordOf(who.api.coupon.redeem({ code }))).toBe("ok");
  });
});

describe("gifts and returns", () => {
  it("an order of enough brings its gift once; a full refund takes it back and returns what was spent", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const gift = await coupon({
      ...{ name: "礼", way: "gift", gift_from_fen: 9000, gift_when: "paid", gift_taken_back: true },
    });
    const who = await shop.customer();
    const back = await claim(who, await coupon({ name: "退回", returned_days: 40 }));
    const no = await paidOrder(who, tea.sku, [back.id]);
    expect((await who.api.coupon.gifts({ no })).coupons.map((one) => one.coupon_id)).toEqual([gift]);
    // The fact told once more brings nothing.
    await shop.sql(
      "INSERT INTO outbox (owner_id, consumer, topic, ref, event_at) VALUES ($1, 'coupon', 'order.paid', $2, now())",
      [who.id, no],
    );
    await shop.settle();
    expect((await who.api.coupon.gifts({ no })).coupons).toHaveLength(1);
    expect(await wordOf((await shop.customer()).api.coupon.gifts({ no }))).toBe("not_found");
    await refundAll(no, 9000);
    expect((await who.api.coupon.gifts({ no })).coupons).toEqual([]);
    const [returned] = await mine(who, "usable");
    expect(returned).toMatchObject({ id: back.id, returned: true });
    const days = (Date.parse(returned?.expires_at ?? "") - Date.now()) / DAY;
    expect(days).toBeGreaterThan(39);
    const small = await shop.product({ price: 8000, stock: 5 });
    const cheap = await paidOrder(who, small.sku);
    expect((await who.api.coupon.gifts({ no: cheap })).coupons).toEqual([]);
    await shop.owner.api.console.coupon.stop({ coupon_id: gift, stopped: true });
  });

  it("a partial refund returns nothing, nor does a full one where the coupon says so", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const who = await shop.customer();
    const kept = await claim(who, await coupon({ name: "不退", returned_days: null }));
    const part = await claim(who, await coupon({ name: "部分", returned_days: 3 }));
    await refundAll(await paidOrder(who, tea.sku, [kept.id]), 9000);
    const no = await paidOrder(who, tea.sku, [part.id], 2);
    await shop.owner.api.console.order.refund({
      ...{ no, request_key: newKey(), lines: [{ line_no: 1, quantity: 1, amount_fen: 9500 }] },
      ...{ reason: "补差", confirm_fen: 9500 },
    });
    await shop.settle();
    expect(await mine(who, "usable")).toEqual([]);
    expect((await mine(who, "used")).map((one) => one.name).sort()).toEqual(["不退", "部分"].sort());
  });
});

describe("the desk", () => {
  it("a stop that was answered holds: claims at the same moment count before it or not at all", async () => {
    const id = await coupon({ total: 1000 });
    const people = await shop.crowd(40);
    const claims = people.map((who) => wordOf(claim(who, id)));
    const stop = shop.owner.api.console.coupon.stop({ coupon_id: id, stopped: true }).then(async () => {
      const [row] = await shop.sql<{ claimed: number }>(
        "SELECT claimed FROM coupon_counter WHERE coupon_id = $1",
        [id],
      );
      return row?.claimed;
    });
    const words = await Promise.all(claims);
    const claimed = await stop;
    const got = words.filter((word) => word === "ok").length;
    expect(new Set(words.filter((word) => word !== "ok"))).toEqual(
      new Set(got === 40 ? [] : ["coupon_ended"]),
    );
    expect(claimed).toBe(got);
    expect(await wordOf(claim(await shop.customer(), id))).toBe("coupon_ended");
  });

  it("terms stay once somebody has it; the rest may change, by one at a time", async () => {
    const id = await coupon();
    const { api } = shop.owner;
    const now = await api.console.coupon.get({ coupon_id: id });
    const input = (extra: Partial<CouponInput>) => ({
      ...{ coupon_id: id, request_key: newKey(), revision: now.revision, name: "试一试", threshold_fen: 0 },
      ...{
        discount_fen: 1000,
        total: 100,
        per_customer: 1,
        valid_days: 30,
        starts_at: at(-1),
        ends_at: at(30),
      },
      ...extra,
    });
    const changed = await api.console.coupon.update(input({ discount_fen: 2000 }));
    expect(changed).toMatchObject({ discount_fen: 2000, revision: now.revision + 1 });
    expect(await wordOf(api.console.coupon.update(input({ discount_fen: 3000 })))).toBe("coupon_changed");
    await claim(await shop.customer(), id);
    const revision = changed.revision;
    const next = (extra: Partial<CouponInput>) => ({ ...input({ discount_fen: 2000, ...extra }), revision });
    expect(await wordOf(api.console.coupon.update(next({ discount_fen: 1 })))).toBe("coupon_terms_fixed");
    expect(await wordOf(api.console.coupon.update(next({ way: "hand" })))).toBe("invalid_input");
    const renamed = await api.console.coupon.update(next({ name: "新名字", total: 50 }));
    expect(renamed).toMatchObject({ name: "新名字", total: 50, terms_fixed: true });
  });

  it("by hand: each their share, counted, told apart, and once", async () => {
    const id = await coupon({ way: "hand", total: 3 });
    const [a, b, c] = await shop.crowd(3);
    const { api } = shop.owner;
    const body = { coupon_id: id, request_key: newKey(), note: "补偿" };
    const first = await api.console.coupon.grant({
      ...body,
      customer_ids: [a?.id ?? "", b?.id ?? "", "999999999"],
    });
    expect(first).toEqual({
      granted: 2,
      passed_over: [{ customer_id: "999999999", message: "没有这位顾客" }],
    });
    expect(await wordOf(claim(c as Buyer, id))).toBe("not_found");
    const second = await api.console.coupon.grant({
      ...{ ...body, request_key: newKey(), customer_ids: [a?.id ?? "", c?.id ?? ""] },
    });
    expect(second.granted).toBe(1);
    expect(second.passed_over).toEqual([{ customer_id: a?.id, message: "已有 1 张，达到每人限领" }]);
    const claims = await api.console.coupon.claims({ coupon_id: id });
    expect(claims.items.map((row) => row.source)).toEqual(["hand", "hand", "hand"]);
    expect((await api.console.coupon.get({ coupon_id: id })).phase).toBe("exhausted");
  });
});

it("the books hold after all this", () => booksHold(shop));
