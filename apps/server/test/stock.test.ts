import type { StockLogRow } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addGoods } from "./goods.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

type Stock = { on_hand: number; held: number; code: string; field?: string; message: string };

let shop: Shop;
let operator: Caller;

beforeAll(async () => {
  shop = await openShop("stock");
  operator = await shop.staff("operator");
});
afterAll(() => shop.close());

const adjust = (
  skuId: bigint | undefined,
  delta: unknown,
  extra: Record<string, unknown> = {},
  by = operator,
) =>
  by.call<Stock>("POST", `/console/stock/${skuId}/adjust`, {
    request_key: newKey(),
    delta,
    reason: "count",
    note: "",
    ...extra,
  });
const stockOf = async (skuId: bigint | undefined) =>
  (
    await shop.sql<{ on_hand: number; held: number }>(
      "SELECT on_hand, held FROM sku_stock WHERE sku_id = $1",
      [skuId],
    )
  )[0];
const logSum = async (skuId: bigint | undefined) =>
  Number(
    (
      await shop.sql<{ sum: string }>(
        "SELECT coalesce(sum(delta), 0) AS sum FROM stock_log WHERE sku_id = $1",
        [skuId],
      )
    )[0]?.sum,
  );
const catalogVersion = async () =>
  (await shop.sql<{ version: string }>("SELECT version FROM page_version WHERE topic = 'catalog'"))[0]
    ?.version;

async function fresh(stock: number, held = 0) {
  const goods = await addGoods(shop, { name: "货", skus: [{ price: 100, stock }] });
  const [skuId] = goods.skuIds;
  if (held > 0) await shop.sql("UPDATE sku_stock SET held = $2 WHERE sku_id = $1", [skuId, held]);
  return { ...goods, skuId };
}

test("moves stock, logs who and why, and writes the audit row", async () => {
  const { productId, skuId } = await fresh(10);
  const { body } = await adjust(skuId, -3, { reason: "damage", note: "破损三饼" });
  expect(body).toEqual({ on_hand: 7, held: 0 });
  const log = await operator.call<{ items: StockLogRow[] }>(
    "GET",
    `/console/products/${productId}/stock-log`,
  );
  expect(log.body.items).toMatchObject([
    {
      delta: -3,
      on_hand_after: 7,
      reason: "damage",
      reason_text: "报损",
      note: "破损三饼",
      staff: expect.stringMatching(/^operator-/),
    },
  ]);
  const audit = await shop.sql("SELECT before, after FROM audit WHERE target = $1", [`sku:${skuId}`]);
  expect(audit).toEqual([
    { before: { on_hand: 10, held: 0 }, after: { on_hand: 7, held: 0, delta: -3, reason: "damage" } },
  ]);
});

test("what is held cannot be taken away", async () => {
  const { skuId } = await fresh(10, 4);
  const { status, body } = await adjust(skuId, -7);
  expect({ status, code: body.code, field: body.field }).toEqual({
    status: 409,
    code: "stock_below_zero",
    field: "delta",
  });
  expect(body.message).toBe("现有 10 件，其中 4 件已被订单占用，最多减 6 件");
  expect((await adjust(skuId, -6)).body).toEqual({ on_hand: 4, held: 4 });
});

describe("races", () => {
  test("fifty hands take one each from twenty: twenty succeed", async () => {
    const { skuId } = await fresh(20);
    const staff = await Promise.all(Array.from({ length: 10 }, () => shop.staff("operator")));
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => adjust(skuId, -1, {}, staff[at % 10])),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(answers.filter(({ body }) => body.code === "stock_below_zero")).toHaveLength(30);
    expect(await stockOf(skuId)).toEqual({ on_hand: 0, held: 0 });
    expect(await logSum(skuId)).toBe(-20);
  });

  test("twenty tries with one key move once", async () => {
    const { skuId } = await fresh(5);
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => adjust(skuId, 7, { request_key: key })),
    );
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => ({ on_hand: 12, held: 0 })));
    expect(await logSum(skuId)).toBe(7);
  });

  test("the same key for another amount or SKU is refused", async () => {
    const [one, two] = [await fresh(5), await fresh(5)];
    const key = newKey();
    await adjust(one.skuId, 1, { request_key: key });
    expect(await adjust(one.skuId, 2, { request_key: key })).toMatchObject({
      body: { code: "request_key_reused" },
    });
    expect(await adjust(two.skuId, 1, { request_key: key })).toMatchObject({
      body: { code: "request_key_reused" },
    });
    expect((await stockOf(two.skuId))?.on_hand).toBe(5);
  });
});

test("cached pages are dropped only when something sells out or comes back", async () => {
  const { skuId } = await fresh(5, 2);
  const start = Number(await catalogVersion());
  const steps: number[] = [];
  for (const delta of [-1, -2, 1, 1]) {
    await adjust(skuId, delta);
    steps.push(Number(await catalogVersion()) - start);
  }
  // 5→4 of which 2 held; 4→2 sells out; 2→3 comes back; 3→4 says nothing new.
  expect(steps).toEqual([0, 1, 2, 2]);
});

test("the log, page by page and by SKU", async () => {
  const goods = await addGoods(shop, { name: "两种", skus: [{ price: 1 }, { price: 2 }] });
  for (const delta of [1, 2, 3]) await adjust(goods.skuIds[0], delta);
  await adjust(goods.skuIds[1], 4);
  const seen: number[] = [];
  let query = "?limit=1";
  for (;;) {
    const { body } = await operator.call<{ items: StockLogRow[]; next_cursor: string | null }>(
      "GET",
      `/console/products/${goods.productId}/stock-log${query}`,
    );
    seen.push(...body.items.map((row) => row.delta));
    if (body.next_cursor === null) break;
    query = `?limit=1&cursor=${body.next_cursor}`;
  }
  expect(seen).toEqual([4, 3, 2, 1]);
  const one = await operator.call<{ items: StockLogRow[] }>(
    "GET",
    `/console/products/${goods.productId}/stock-log?sku_id=${goods.skuIds[1]}`,
  );
  expect(one.body.items.map((row) => row.delta)).toEqual([4]);
});

describe("bad input", () => {
  test.each([
    ["delta", 0],
    ["delta", 1.5],
    ["delta", "many"],
    ["delta", 1_000_001],
    ["reason", "sold"],
    ["note", "长".repeat(101)],
    ["request_key", ""],
  ])("%s: %j", async (field, value) => {
    const { skuId } = await fresh(5);
    const { status, body } = await adjust(skuId, 1, { [field]: value });
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 400,
      code: "invalid_input",
      field,
    });
    expect(await stockOf(skuId)).toEqual({ on_hand: 5, held: 0 });
  });

  test("more than any shelf holds", async () => {
    const { skuId } = await fresh(99_500_000);
    expect(await adjust(skuId, 1_000_000)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "delta" },
    });
  });

  test("an unknown SKU; staff without the right", async () => {
    expect(await adjust(999_999n, 1)).toMatchObject({ status: 404, body: { code: "not_found" } });
    const { skuId } = await fresh(5);
    expect(await adjust(skuId, 1, {}, await shop.staff("service"))).toMatchObject({ status: 403 });
  });
});
