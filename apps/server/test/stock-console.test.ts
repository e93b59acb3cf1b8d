import type { SkuStock, StockCountRow, StockHold, StockMove } from "@banyan/contract";
import { newNumber } from "@banyan/server/number.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addGoods } from "./goods.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

type Refused = { code: string; field?: string; message: string };
type Page<Row> = { items: Row[]; next_cursor: string | null };
type Preview = { lines: StockCountRow[]; moves: number; refused: number };

let shop: Shop;
let operator: Caller;

beforeAll(async () => {
  shop = await openShop("stock_console");
  operator = await shop.staff("operator");
});
afterAll(() => shop.close());

const read = async <T>(path: string, by = operator) => (await by.call<T>("GET", `/console${path}`)).body;
const post = <T>(path: string, body: unknown, by = operator) => by.call<T>("POST", `/console${path}`, body);
const stockOf = async (sku: bigint | undefined) =>
  (
    await shop.sql<{ on_hand: number; held: number }>(
      "SELECT on_hand, held FROM sku_stock WHERE sku_id = $1",
      [sku],
    )
  )[0];
let codes = 0;
/** Goods with one SKU for each stock, [on hand, held]. */
async function fresh(...stocks: [number, number?][]) {
  codes += 1;
  const code = `K${codes}`;
  const goods = await addGoods(shop, {
    name: `货 ${code}`,
    skus: stocks.map(([stock]) => ({ price: 100, stock })),
  });
  for (const [at, [, held = 0]] of stocks.entries()) {
    await shop.sql("UPDATE sku_stock SET held = $2 WHERE sku_id = $1", [goods.skuIds[at], held]);
    await shop.sql("UPDATE sku SET code = $2 WHERE id = $1", [goods.skuIds[at], `${code}-${at}`]);
  }
  return { ...goods, code };
}
const ids = (rows: readonly { sku_id: string }[]) => rows.map((row) => row.sku_id);
const text = (skuIds: readonly bigint[]) => skuIds.map(String);

describe("the list", () => {
  test("says what is there, held, available and sold, the scarcest first, page by page", async () => {
    const goods = await fresh([9], [5, 5], [7, 1]);
    await shop.sql("INSERT INTO sku_sales (sku_id, sold) VALUES ($1, 12)", [goods.skuIds[2]]);
    const list = `/stock?product_id=${goods.productId}`;
    const { items } = await read<Page<SkuStock>>(list);
    expect(items.map((row) => [row.on_hand, row.held, row.available, row.sold])).toEqual([
      [5, 5, 0, 0],
      [7, 1, 6, 12],
      [9, 0, 9, 0],
    ]);
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await read<Page<SkuStock>>(`${list}&limit=1${cursor}`);
      seen.push(...ids(page.items));
      cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : "";
    } while (cursor);
    expect(seen).toEqual(ids(items));
  });

  test("low by the shop's threshold, sold out, held, by word", async () => {
    const goods = await fresh([3], [2, 2], [90, 1]);
    const [low, out, held] = text(goods.skuIds);
    const of = async (filter: string) => {
      const page = await read<Page<SkuStock>>(`/stock?limit=100&${filter}`);
      return ids(page.items).filter((sku) => text(goods.skuIds).includes(sku));
    };
    const { low_stock, ...before } = await read<{
      low_stock: number;
      low: number;
      out: number;
      held: number;
    }>("/stock/summary");
    expect(low_stock).toBeGreaterThanOrEqual(3);
    expect(await of("stock=low")).toEqual([out, low]);
    expect(await of("stock=out")).toEqual([out]);
    expect(await of("stock=held")).toEqual([out, held]);
    expect(await of(`q=${goods.code}-0`)).toEqual([low]);
    // By its name every SKU, in pinyin too; by a piece of a code only those.
    expect(await of(`q=${encodeURIComponent(`货 ${goods.code}`)}`)).toEqual([out, low, held]);
    expect(await of(`q=${goods.code.slice(1)}-0`)).toEqual([low]);
    expect(await of(`q=${low}`)).toContain(low);
    expect(await of("q=huo")).toEqual([out, low, held]);
    expect(await of("q=%25")).toEqual([]);
    await shop.sql("UPDATE sku_stock SET held = 3 WHERE sku_id = $1", [goods.skuIds[0]]);
    expect(await read("/stock/summary")).toMatchObject({ out: before.out + 1, held: before.held + 3 });
  });
});

test("the log of the shop, by reason, day, staff, SKU and order", async () => {
  const goods = await fresh([10], [10]);
  const [one, two] = text(goods.skuIds);
  const move = (sku: string | undefined, reason: string, by: Caller) =>
    post(`/stock/${sku}/adjust`, { request_key: newKey(), delta: 1, reason, note: "" }, by);
  const other = await shop.staff("operator");
  await move(one, "purchase", operator);
  await move(two, "damage", other);
  const order = newNumber("order", 7n, new Date());
  await shop.sql(
    `INSERT INTO stock_log (sku_id, event_key, delta, on_hand_after, reason, ref, created_at)
     VALUES ($1, 'sold:x', -2, 9, 'sold', $2, '2026-10-01T16:30:00Z')`,
    [one, order],
  );
  const of = async (filter: string) =>
    (await read<Page<StockMove>>(`/stock-log?limit=100&${filter}`)).items
      .filter((row) => row.sku_id === one || row.sku_id === two)
      .map((row) => `${row.reason} ${row.delta}`);
  expect(await of("")).toEqual(["damage 1", "purchase 1", "sold -2"]);
  expect(await of("reason=damage")).toEqual(["damage 1"]);
  expect(await of(`staff_id=${other.id}`)).toEqual(["damage 1"]);
  expect(await of(`sku_id=${one}`)).toEqual(["purchase 1", "sold -2"]);
  expect(await of(`order_no=${order.toLowerCase()}`)).toEqual(["sold -2"]);
  // Half past midnight of the 2nd in Shanghai.
  expect(await of("from=2026-10-02&to=2026-10-02")).toEqual(["sold -2"]);
  expect(await of("to=2026-10-01")).toEqual([]);
  const [row] = (await read<Page<StockMove>>(`/stock-log?order_no=${order}`)).items;
  expect(row).toMatchObject({
    order_no: order,
    reason_text: "售出",
    product: `货 ${goods.code}`,
    staff: null,
  });
});

test("what is held now: by which order, until when", async () => {
  const goods = await fresh([10]);
  const [sku] = goods.skuIds;
  const buyer = await shop.customer();
  const unpaid = newNumber("order", buyer.id, new Date());
  const coming = newNumber("order", buyer.id, new Date());
  await shop.sql(
    `INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, created_at,
       created_date, close_due_at)
     VALUES ($1, $2, 1, 'awaiting_payment', 100, 0, 0, 100, now(), '2026-11-30', '2026-11-30T05:00:00Z')`,
    [buyer.id, unpaid],
  );
  await shop.services.holds.hold(coming, [{ skuId: BigInt(sku ?? 0), quantity: 2 }]);
  await shop.sql(
    `INSERT INTO stock_hold (sku_id, order_no, quantity, created_at) VALUES ($1, $2, 1, now() + interval '1 minute')`,
    [sku, unpaid],
  );
  const { items } = await read<Page<StockHold>>(`/stock-holds?sku_id=${sku}`);
  expect(items.map((row) => [row.order_no, row.quantity, row.state, row.state_text, row.until])).toEqual([
    [unpaid, 1, "unpaid", "待付款", "2026-11-30T05:00:00.000Z"],
    [coming, 2, "ordering", "下单中", null],
  ]);
  const found = await read<Page<StockHold>>(`/stock-holds?order_no=${coming}`);
  expect(found.items).toHaveLength(1);
  const first = await read<Page<StockHold>>(`/stock-holds?sku_id=${sku}&limit=1`);
  const next = await read<Page<StockHold>>(`/stock-holds?sku_id=${sku}&limit=1&cursor=${first.next_cursor}`);
  expect([...first.items, ...next.items].map((row) => row.order_no)).toEqual([unpaid, coming]);
});

describe("counting", () => {
  const preview = (lines: unknown) => post<Preview & Refused>("/stock/count/preview", { lines });
  const count = (lines: unknown, extra: Record<string, unknown> = {}, by = operator) =>
    post<{ moved: number } & Refused>(
      "/stock/count",
      { request_key: newKey(), note: "月末", lines, ...extra },
      by,
    );

  test("a preview by id and by code says before and after and writes nothing; posting does just that", async () => {
    const goods = await fresh([10, 2], [5], [8]);
    const [a, b, c] = text(goods.skuIds);
    const { body } = await preview([
      { sku_id: a, counted: 12 },
      { code: `${goods.code}-1`, counted: 0 },
      { sku_id: c, counted: 8 },
    ]);
    expect(body).toMatchObject({ moves: 2, refused: 0 });
    expect(body.lines.map((row) => [row.sku_id, row.before, row.held, row.after, row.delta])).toEqual([
      [a, 10, 2, 12, 2],
      [b, 5, 0, 0, -5],
      [c, 8, 0, 8, 0],
    ]);
    expect(await stockOf(goods.skuIds[0])).toEqual({ on_hand: 10, held: 2 });
    const lines = body.lines.map((row) => ({ sku_id: row.sku_id, counted: row.after, before: row.before }));
    expect((await count(lines)).body).toEqual({ moved: 2 });
    expect(await stockOf(goods.skuIds[0])).toEqual({ on_hand: 12, held: 2 });
    const { items } = await read<Page<StockMove>>(`/stock-log?reason=count&sku_id=${b}`);
    expect(items).toMatchObject([{ delta: -5, on_hand_after: 0, note: "月末", reason_text: "盘点" }]);
    const [audit] = await shop.sql(
      "SELECT before, after FROM audit WHERE action = 'stock.count' ORDER BY seq DESC",
    );
    expect(audit).toEqual({ before: { [`${a}`]: 10, [`${b}`]: 5 }, after: { [`${a}`]: 12, [`${b}`]: 0 } });
  });

  test("lines that cannot be posted are named in the preview", async () => {
    const goods = await fresh([10, 4], [5], [5]);
    const [held, first, second] = text(goods.skuIds);
    await shop.sql("UPDATE sku SET code = '' WHERE id = $1", [held]);
    await shop.sql("DROP INDEX sku_code");
    await shop.sql("UPDATE sku SET code = 'SAME' WHERE id = ANY ($1)", [[first, second]]);
    const { body } = await preview([
      { sku_id: held, counted: 3 },
      { sku_id: held, counted: 5 },
      { sku_id: "987654321", counted: 1 },
      { code: "NOBODY", counted: 1 },
      { code: "SAME", counted: 1 },
      { code: "", counted: 1 },
    ]);
    expect(body.lines.map((row) => row.refusal?.code)).toEqual([
      "stock_below_zero",
      "twice",
      "not_found",
      "not_found",
      "ambiguous",
      "not_found",
    ]);
    expect(body.refused).toBe(6);
  });

  test("what moved after the preview, what is held, and a SKU twice refuse the whole count", async () => {
    const goods = await fresh([10], [10, 4]);
    const [a, b] = text(goods.skuIds);
    const good = { sku_id: a, counted: 7, before: 10 };
    expect((await count([good, { sku_id: b, counted: 12, before: 9 }])).body).toMatchObject({
      code: "stock_moved",
      field: "lines.1.counted",
      message: expect.stringContaining("预览时 9 件，现在 10 件"),
    });
    expect((await count([good, { sku_id: b, counted: 3, before: 10 }])).body).toMatchObject({
      code: "stock_below_zero",
      field: "lines.1.counted",
    });
    expect((await count([good, good])).body).toMatchObject({
      code: "invalid_input",
      field: "lines.1.counted",
    });
    expect((await count([good, { sku_id: "987654321", counted: 3, before: 0 }])).body).toMatchObject({
      code: "not_found",
    });
    expect(await stockOf(goods.skuIds[0])).toEqual({ on_hand: 10, held: 0 });
  });

  test("a double click counts once; its key for something else is refused; two people at once: one of them", async () => {
    const goods = await fresh([10]);
    const [sku] = text(goods.skuIds);
    const key = { request_key: newKey() };
    const lines = [{ sku_id: sku, counted: 6, before: 10 }];
    const clicks = await Promise.all(Array.from({ length: 5 }, () => count(lines, key)));
    expect(clicks.map(({ body }) => body)).toEqual(clicks.map(() => ({ moved: 1 })));
    expect((await count([{ sku_id: sku, counted: 5, before: 6 }], key)).body.code).toBe("request_key_reused");
    const others = await Promise.all([shop.staff("operator"), shop.staff("operator")]);
    const both = await Promise.all(
      others.map((by, at) => count([{ sku_id: sku, counted: 20 + at, before: 6 }], {}, by)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [sum] = await shop.sql<{ same: boolean }>(
      `SELECT s.on_hand = 10 + sum(l.delta) AS same FROM sku_stock s JOIN stock_log l USING (sku_id)
       WHERE sku_id = $1 GROUP BY s.on_hand`,
      [sku],
    );
    expect(sum?.same).toBe(true);
  });

  test.each([
    ["lines", []],
    ["lines.0.counted", [{ sku_id: "1", counted: -1, before: 0 }]],
    ["lines.0.counted", [{ sku_id: "1", counted: 100_000_001, before: 0 }]],
    ["lines.0.counted", [{ sku_id: "1", counted: 1.5, before: 0 }]],
    ["lines", Array.from({ length: 501 }, (_, at) => ({ sku_id: String(at + 1), counted: 1, before: 0 }))],
  ])("bad input at %s", async (field, lines) => {
    expect(await count(lines)).toMatchObject({ status: 400, body: { code: "invalid_input", field } });
  });

  test("is for those who may write stock", async () => {
    const clerk = await shop.staff("service");
    expect((await count([{ sku_id: "1", counted: 1, before: 0 }], {}, clerk)).status).toBe(403);
  });
});
