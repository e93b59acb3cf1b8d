import type { Cart } from "@banyan/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addManyToCart } from "../src/cart/add-many.ts";
import { addGoods, type Goods } from "./goods.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let who: Caller;
let tea: Goods;
let ham: Goods;
let many: Goods;
let hidden: Goods;

beforeAll(async () => {
  shop = await openShop("cart");
  tea = await addGoods(shop, {
    name: "普洱",
    skus: [
      { spec: ["一饼"], price: 6800, stock: 5 },
      { spec: ["一提"], price: 40000, stock: 0 },
      { spec: ["旧版"], price: 100, retired: true },
    ],
  });
  ham = await addGoods(shop, { name: "火腿", skus: [{ price: 19900 }] });
  hidden = await addGoods(shop, { name: "未上架", state: "unlisted" });
  many = await addGoods(shop, {
    name: "百种",
    skus: Array.from({ length: 105 }, (_, at) => ({ spec: [String(at)], price: 100 })),
  });
});
beforeEach(async () => {
  who = await shop.customer();
});
afterAll(() => shop.close());

const sku = (goods: Goods, at = 0) => String(goods.skuIds[at]);
const add = (id: string, quantity: unknown = 1, key = newKey(), by = who) =>
  by.call<{ count: number; quantity: number; code: string; field?: string }>("POST", "/cart/lines", {
    sku_id: id,
    quantity,
    request_key: key,
  });
const read = async (by = who) => (await by.call<Cart>("GET", "/cart")).body;
const quantities = (cart: Cart) => Object.fromEntries(cart.lines.map((line) => [line.sku_id, line.quantity]));

describe("add", () => {
  test("adds up, answers with both counts, costs two statements", async () => {
    expect((await add(sku(tea), 2)).body).toEqual({ count: 1, quantity: 2 });
    expect((await add(sku(tea), 3)).body).toEqual({ count: 1, quantity: 5 });
    // Session, lock, write.
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(3);
    expect((await add(sku(ham))).body).toEqual({ count: 2, quantity: 1 });
    expect(quantities(await read())).toEqual({ [sku(tea)]: 5, [sku(ham)]: 1 });
  });

  test("a retry with the same key adds nothing, twenty at once add once", async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(sku(tea), 2, key)));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body)))).toEqual(
      new Set(['{"count":1,"quantity":2}']),
    );
    expect(quantities(await read())).toEqual({ [sku(tea)]: 2 });
  });

  test("parallel adds with their own keys all count", async () => {
    await Promise.all(Array.from({ length: 20 }, () => add(sku(tea))));
    expect(quantities(await read())).toEqual({ [sku(tea)]: 20 });
  });

  test("a hundred lines and no more, however many taps come at once", async () => {
    await shop.sql(
      "INSERT INTO cart_line (customer_id, sku_id, quantity) SELECT $1, unnest($2::bigint[]), 1",
      [who.id, many.skuIds.slice(0, 95).map(String)],
    );
    const answers = await Promise.all(many.skuIds.slice(95).map((id) => add(String(id))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(answers.filter(({ body }) => body.code === "cart_full")).toHaveLength(5);
    expect((await read()).count).toBe(100);
    expect((await add(sku(many), 1)).body).toEqual({ count: 100, quantity: 2 });
  });

  test("999 of one kind and no more", async () => {
    await add(sku(tea), 998);
    expect(await add(sku(tea), 2)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "quantity" },
    });
    expect((await add(sku(tea), 1)).body.quantity).toBe(999);
  });

  test.each([
    ["not listed", () => sku(hidden)],
    ["retired", () => sku(tea, 2)],
    ["unknown", () => "999999"],
  ])("%s is gone", async (_case, id) => {
    expect(await add(id())).toMatchObject({ status: 404, body: { code: "product_gone" } });
    expect((await read()).lines).toEqual([]);
  });

  test.each([[0], [-1], [1000], [1.5], ["两"], [null], [1e300]])("refuses quantity %j", async (quantity) => {
    expect(await add(sku(tea), quantity)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "quantity" },
    });
  });

  test("nobody has no cart", async () => {
    expect(await add(sku(tea), 1, newKey(), shop.visitor)).toMatchObject({ status: 401 });
  });
});

test("the whole cart in one statement, newest first, with what is wrong in words", async () => {
  await add(sku(tea), 9);
  await add(sku(tea, 1), 1);
  const gone = await addGoods(shop, { name: "将下架" });
  await add(sku(gone));
  const old = await addGoods(shop, { name: "将停售", skus: [{ price: 1 }, { price: 2 }] });
  await add(sku(old));
  await shop.sql("UPDATE product SET state = 'recycled' WHERE id = $1", [gone.productId]);
  await shop.sql("UPDATE sku SET retired = true WHERE id = $1", [old.skuIds[0]]);
  const cart = await read();
  expect(shop.requests.at(-1)?.statements).toBe(1);
  expect(cart.count).toBe(4);
  expect(cart.lines.map((line) => [line.sku_id, line.invalid?.code ?? null, line.notice])).toEqual([
    [sku(old), "sku_gone", null],
    [sku(gone), "product_gone", null],
    [sku(tea, 1), "out_of_stock", null],
    [sku(tea), null, "仅剩 5 件"],
  ]);
});

test("set, remove, and another person's cart", async () => {
  const other = await shop.customer();
  await add(sku(tea), 2);
  await add(sku(ham), 1);
  const set = await who.call<Cart>("PUT", `/cart/lines/${sku(tea)}`, { quantity: 7 });
  expect(quantities(set.body)).toEqual({ [sku(tea)]: 7, [sku(ham)]: 1 });
  const foreign = await other.call("PUT", `/cart/lines/${sku(tea)}`, { quantity: 1 });
  expect(foreign).toMatchObject({ status: 404, body: { code: "not_found" } });
  await other.call("POST", "/cart/remove", { sku_ids: [sku(tea)] });
  const removed = await who.call<Cart>("POST", "/cart/remove", { sku_ids: [sku(ham), "999999"] });
  expect(quantities(removed.body)).toEqual({ [sku(tea)]: 7 });
  expect(await who.call("POST", "/cart/remove", { sku_ids: [] })).toMatchObject({ status: 400 });
});

describe("change", () => {
  const change = (from: string, to: string, quantity = 1) =>
    who.call<Cart & { code: string; field?: string }>("POST", `/cart/lines/${from}/change`, {
      to_sku_id: to,
      quantity,
    });

  test("puts the other SKU in the line's place", async () => {
    await add(sku(tea), 2);
    await add(sku(ham));
    const { body } = await change(sku(tea), sku(tea, 1), 3);
    expect(body.lines.map((line) => [line.sku_id, line.quantity])).toEqual([
      [sku(ham), 1],
      [sku(tea, 1), 3],
    ]);
  });

  test("merges with a line that is there; the same SKU only changes its quantity", async () => {
    await add(sku(tea), 2);
    await add(sku(tea, 1), 4);
    expect(quantities((await change(sku(tea), sku(tea, 1), 3)).body)).toEqual({ [sku(tea, 1)]: 7 });
    expect(quantities((await change(sku(tea, 1), sku(tea, 1), 2)).body)).toEqual({ [sku(tea, 1)]: 2 });
  });

  test("refuses another product's SKU, a retired one, too many, and what is not in the cart", async () => {
    await add(sku(tea), 2);
    expect(await change(sku(tea), sku(ham))).toMatchObject({
      body: { code: "invalid_input", field: "to_sku_id" },
    });
    expect(await change(sku(tea), sku(tea, 2))).toMatchObject({
      body: { code: "product_gone", field: "to_sku_id" },
    });
    expect(await change(sku(tea, 1), sku(tea))).toMatchObject({ status: 404 });
    await add(sku(tea, 1), 999);
    expect(await change(sku(tea), sku(tea, 1))).toMatchObject({
      body: { code: "invalid_input", field: "quantity" },
    });
    expect(quantities(await read())).toEqual({ [sku(tea)]: 2, [sku(tea, 1)]: 999 });
  });

  test("there and back at once leaves one line", async () => {
    await add(sku(tea), 1);
    await add(sku(tea, 1), 1);
    await Promise.all([change(sku(tea), sku(tea, 1)), change(sku(tea, 1), sku(tea))]);
    // Whoever comes second moves what the first has merged and sets the quantity it saw.
    expect(Object.values(quantities(await read()))).toEqual([1]);
  });
});

test("buying again adds all or none", async () => {
  await add(sku(tea), 998);
  const want = (goods: Goods, quantity: number, at = 0) => ({ skuId: goods.skuIds[at] ?? 0n, quantity });
  await addManyToCart(shop.services, who.id, [want(ham, 2), want(ham, 1), want(tea, 5)]);
  // A line that would grow past 999 stays as it is.
  expect(quantities(await read())).toEqual({ [sku(tea)]: 998, [sku(ham)]: 3 });
  const hundred = many.skuIds.slice(0, 99).map((skuId) => ({ skuId, quantity: 1 }));
  await expect(addManyToCart(shop.services, who.id, hundred)).rejects.toMatchObject({ code: "cart_full" });
  expect((await read()).count).toBe(2);
});
