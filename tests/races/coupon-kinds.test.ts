/** Coupons of every kind over HTTP: what they are good for, with which other one, and whose they are. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { type ApiRefusal, tally, wordOf } from "../support/client.ts";
import { claim, coupon, heldBy, orderWith, paidWith } from "../support/coupon.ts";
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
      main: await coupon(shop, { name: "主分类", scope: "categories", scope_ids: [String(main?.id)] }),
      shelf: await coupon(shop, { name: "陈列分类", scope: "categories", scope_ids: [String(shelf?.id)] }),
      above: await coupon(shop, { name: "上级", scope: "categories", scope_ids: [String(above?.id)] }),
      product: await coupon(shop, { name: "商品", scope: "products", scope_ids: [tea.id] }),
      but: await coupon(shop, { name: "除外", excluded_ids: [tea.id] }),
      dear: await coupon(shop, { name: "太贵", threshold_fen: 11_200 }),
      fresh: await coupon(shop, { name: "新客", new_customer: true }),
    };
    const who = await shop.customer();
    for (const id of Object.values(ids)) await claim(who, id);
    await paidWith(shop, who, cup.sku);
    const quote = await who.quote([{ sku: tea.sku }]);
    const reason = (id: string) => quote.coupons.find((one) => one.coupon_id === id)?.reason ?? null;
    expect(Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, reason(id)]))).toEqual({
      ...{ main: null, shelf: "不含此商品", above: "不含此商品", product: null, but: "不含此商品" },
      ...{ dear: "还差 ¥12", fresh: "仅限新客，您已下过单" },
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
    const wide = await claim(who, await coupon(shop, { name: "全店", stackable: true, discount_fen: 500 }));
    const fold = await claim(
      who,
      await coupon(shop, {
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
    await claim(who, await coupon(shop, { name: "单用", discount_fen: 1900 }));
    const best = await who.quote([{ sku: tea.sku }], "best");
    expect(best.coupons_used.map((one) => [one.name, one.taken_fen])).toEqual([
      ["打折", 1500],
      ["全店", 500],
    ]);
    expect(best).toMatchObject({ discount_fen: 2000, payable_fen: 8000 });
    const { no } = await orderWith(who, tea.sku, [wide.id, fold.id]);
    expect((await who.api.order.get({ no })).coupons).toMatchObject([
      { name: "打折", discount_fen: 1500 },
      { name: "全店", discount_fen: 500 },
    ]);
    expect((await shop.owner.api.console.order.get({ no })).coupons).toHaveLength(2);
    expect((await heldBy(who, "used")).map((one) => one.name).sort()).toEqual(["全店", "打折"]);
    await who.api.order.cancel({ no });
    expect(await heldBy(who, "usable")).toHaveLength(3);
    expect(await wordOf(orderWith(who, tea.sku, [wide.id, (await heldBy(who, "usable"))[0]?.id ?? ""]))).toBe(
      "coupon_unusable",
    );
  });

  it("two tabs with one of two grants in common: one order has it", async () => {
    const tea = await shop.product({ price: 10_000, stock: 50 });
    const ids = [
      await coupon(shop, { stackable: true }),
      await coupon(shop, { stackable: true, scope: "products", scope_ids: [tea.id] }),
      await coupon(shop, { stackable: true, scope: "products", scope_ids: [tea.id] }),
    ];
    for (let round = 0; round < 5; round += 1) {
      const who = await shop.customer();
      const [wide, a, b] = await Promise.all(ids.map(async (id) => (await claim(who, id)).id));
      const tabs = [
        orderWith(who, tea.sku, [wide ?? "", a ?? ""]),
        orderWith(who, tea.sku, [wide ?? "", b ?? ""]),
      ];
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
    const grant = await claim(owner, await coupon(shop));
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
    const id = await coupon(shop, { new_customer: true });
    const who = await shop.customer();
    const grant = await claim(who, id);
    const quote = await who.quote([{ sku: tea.sku }], grant.id);
    await paidWith(shop, who, tea.sku);
    expect(await wordOf(who.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen }))).toBe(
      "quote_changed",
    );
    const old = await shop.customer();
    await paidWith(shop, old, tea.sku);
    expect(await wordOf(claim(old, id))).toBe("coupon_new_only");
    expect((await old.api.coupon.offers({})).coupons.map((one) => one.id)).not.toContain(id);
  });

  it("a link asks for its key", async () => {
    const made = await coupon(shop, { way: "link" });
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

it("the books hold after all this", () => booksHold(shop));
