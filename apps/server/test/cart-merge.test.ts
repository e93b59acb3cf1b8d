/** A cart that was filled before signing in, and lines that come back. */
import type { Cart } from "@banyan/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addGoods, type Goods } from "./goods.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let who: Caller;
let tea: Goods;
let ham: Goods;
let many: Goods;
let hidden: Goods;

beforeAll(async () => {
  shop = await openShop("cart_merge");
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
  const skus = Array.from({ length: 105 }, (_, at) => ({ spec: [String(at)], price: 100 }));
  many = await addGoods(shop, { name: "百种", skus });
});
beforeEach(async () => {
  who = await shop.customer();
});
afterAll(() => shop.close());

const sku = (goods: Goods, at = 0) => String(goods.skuIds[at]);
const add = (id: string, quantity = 1) =>
  who.call("POST", "/cart/lines", { sku_id: id, quantity, request_key: newKey() });
const read = async () => (await who.call<Cart>("GET", "/cart")).body;
const quantities = (cart: Cart) => Object.fromEntries(cart.lines.map((line) => [line.sku_id, line.quantity]));

describe("a cart of before signing in", () => {
  type Merged = {
    cart: Cart;
    merged: boolean;
    left_out: { sku_id: string; message: string }[];
    code?: string;
  };
  const merge = (lines: Record<string, unknown>[], key = newKey(), by = who) =>
    by.call<Merged>("POST", "/cart/merge", { lines, request_key: key });
  const line = (goods: Goods, quantity: unknown = 1, at = 0) => ({ sku_id: sku(goods, at), quantity });

  test("is shown without signing in, with what has become of it", async () => {
    const lines = [
      line(ham, 2),
      line(tea, 9),
      line(tea, 1, 1),
      line(tea, 1, 2),
      line(hidden),
      { sku_id: "999999999", quantity: 1 },
    ];
    const { body } = await shop.visitor.call<Cart>("POST", "/cart/preview", { lines });
    expect(
      body.lines.map(({ name, quantity, invalid, notice, worth }) => [
        name,
        quantity,
        invalid?.code,
        notice,
        worth,
      ]),
    ).toEqual([
      ["火腿", 2, undefined, null, null],
      ["普洱", 9, undefined, "仅剩 5 件", null],
      ["普洱", 1, "out_of_stock", null, null],
      ["普洱", 1, "sku_gone", null, null],
      ["未上架", 1, "product_gone", null, null],
    ]);
  });

  test("comes to what the server says, without what cannot be bought", async () => {
    const lines = [line(ham, 2), line(tea, 9), line(tea, 1, 1), line(tea, 1, 2), line(hidden)];
    const { body } = await shop.visitor.call("POST", "/cart/total", { lines });
    const goods_fen = 2 * 19_900 + 9 * 6800;
    expect(body).toEqual({ pieces: 11, goods_fen, self_discount_fen: 0, total_fen: goods_fen });
  });

  test("adds up with what another device put there, up to the most a line may hold", async () => {
    await add(sku(tea), 3);
    await add(sku(ham), 990);
    const { body } = await merge([line(tea, 2), line(ham, 20), line(hidden)]);
    expect(body).toMatchObject({ merged: true, left_out: [{ sku_id: sku(hidden), message: "商品已下架" }] });
    expect(quantities(body.cart)).toEqual({ [sku(tea)]: 5, [sku(ham)]: 999 });
  });

  test("joins once, however often and by whomever it is sent", async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => merge([line(tea, 2)], key)));
    expect(answers.filter(({ body }) => body.merged)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await add(sku(tea), 1);
    expect(quantities((await merge([line(tea, 2)], key)).body.cart)).toEqual({ [sku(tea)]: 3 });
    const other = await shop.customer();
    expect((await merge([line(tea, 2)], key, other)).body).toMatchObject({
      merged: false,
      cart: { count: 0 },
    });
  });

  test("leaves out what has no room", async () => {
    await shop.sql(
      "INSERT INTO cart_line (customer_id, sku_id, quantity) SELECT $1, unnest($2::bigint[]), 1",
      [who.id, many.skuIds.slice(0, 99).map(String)],
    );
    const { body } = await merge([line(tea, 2), line(ham), line(many, 4)]);
    expect(body.left_out).toEqual([{ sku_id: sku(ham), message: "购物车最多放 100 种商品" }]);
    expect(body.cart.count).toBe(100);
    expect(quantities(body.cart)).toMatchObject({ [sku(tea)]: 2, [sku(many)]: 5 });
  });

  test.each<[string, Record<string, unknown>[]]>([
    ["nothing", []],
    ["a line twice", [line2("1"), line2("1")]],
    ["too many of one", [{ sku_id: "1", quantity: 1000 }]],
    ["none of one", [{ sku_id: "1", quantity: 0 }]],
    ["too many lines", Array.from({ length: 101 }, (_, at) => line2(String(at + 1)))],
  ])("refuses %s", async (_, lines) => {
    expect(await merge(lines)).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    expect((await shop.visitor.call("POST", "/cart/preview", { lines })).status).toBe(400);
  });
});

function line2(sku_id: string) {
  return { sku_id, quantity: 1 };
}

test("what was removed comes back where it stood, once", async () => {
  for (const goods of [tea, ham]) await add(sku(goods), 2);
  await add(sku(many));
  await shop.sql("INSERT INTO cart_line (customer_id, sku_id, quantity) VALUES ($1, $2, 1)", [
    who.id,
    sku(hidden),
  ]);
  const before = await read();
  const gone = before.lines.filter((line) => [sku(ham), sku(hidden)].includes(line.sku_id));
  await who.call("POST", "/cart/remove", { sku_ids: gone.map((line) => line.sku_id) });
  const lines = gone.map(({ sku_id, quantity, added_at }) => ({ sku_id, quantity, added_at }));
  const body = { lines, request_key: newKey() };
  await Promise.all([who.call("POST", "/cart/restore", body), who.call("POST", "/cart/restore", body)]);
  expect(await read()).toEqual(before);
});
