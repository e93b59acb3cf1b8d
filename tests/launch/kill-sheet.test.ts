/**
 * kill -9 of a worker process in the middle of a sheet, and in the middle of a chunk: new products are written, the change of an old one
 * waits for a lock. The next worker finds whole chunks only, and every product is made or changed once.
 */
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { spawnWorker, until } from "../support/child.ts";
import { shelfOf } from "../support/goods.ts";
import { newKey } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

/** Two chunks and a part; the old product stands in the second. */
const FRESH = 120;
const OLD_AT = 70;
/** A process of its own takes its time to start on a machine that is busy. */
const PATIENCE_MS = 60_000;

async function checked(shop: Shop, old: string) {
  const shelf = shelfOf(shop);
  const [picture] = await Promise.all([shelf.picture, shelf.category]);
  const titles = ["商品编号", "商品编码", "商品名称", "分类", "主图", "售价", "库存"];
  const rows = Array.from({ length: FRESH }, (_, at) => [
    "",
    `K${at}`,
    `茶 ${at}`,
    "山货",
    picture,
    "9.90",
    3,
  ]);
  rows.splice(OLD_AT, 0, [old, "OLD", "改过的茶", "山货", picture, "12", 0]);
  return shop.owner.api.console.sheet.check({
    request_key: newKey(),
    file_name: "山货.xlsx",
    rows: [titles, ...rows],
  });
}

/** Holds the row that the old product's change must wait for. */
async function holdSku(shop: Shop, sku: string): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client({ connectionString: shop.databaseUrl });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("BEGIN");
  await client.query("SELECT FROM sku WHERE id = $1 FOR UPDATE", [sku]);
  return { release: async () => void (await client.query("ROLLBACK")) };
}

test("kill -9 between and within chunks: every row of the sheet is applied once", async () => {
  const shop = await openShop({ name: "kill-sheet", worker: false });
  onTestFinished(() => shop.close());
  const old = await shop.product({ price: 1000, stock: 5 });
  const { id } = await checked(shop, old.id);
  const held = await holdSku(shop, old.sku);
  await shop.owner.api.console.sheet.apply({ sheet_id: id });
  const first = await spawnWorker(shop);
  await until(
    "the worker stands in the second chunk",
    async () => {
      const waiting = await shop.sql(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%UPDATE sku%'",
      );
      return waiting.length > 0;
    },
    PATIENCE_MS,
  );
  await first.kill();
  const half = await shop.owner.api.console.sheet.get({ sheet_id: id });
  expect(half).toMatchObject({ state: "applying", applied: 50, refused: 0 });
  await held.release();
  // A minute later nobody believes in the first one any more.
  await shop.sql("UPDATE sheet_import SET lease_until = now() WHERE id = $1", [id]);
  const [made] = await shop.sql<{ n: number }>("SELECT count(*)::int AS n FROM product WHERE code LIKE 'K%'");
  expect(made).toEqual({ n: 50 });
  shop.startWorker();
  await until(
    "the second one is done",
    async () => {
      return (await shop.owner.api.console.sheet.get({ sheet_id: id })).state === "done";
    },
    PATIENCE_MS,
  );
  expect(await shop.owner.api.console.sheet.get({ sheet_id: id })).toMatchObject({
    applied: FRESH + 1,
    refused: 0,
  });
  const [row] = await shop.sql(
    `SELECT count(DISTINCT p.code)::int AS codes, count(p.id)::int AS products, sum(p.version)::int AS versions,
       (SELECT count(*)::int FROM sku s JOIN product p ON p.id = s.product_id WHERE p.code LIKE 'K%') AS skus,
       (SELECT count(*)::int FROM stock_log l JOIN sku s ON s.id = l.sku_id JOIN product p ON p.id = s.product_id
         WHERE p.code LIKE 'K%' AND l.delta = 3) AS opened,
       (SELECT version FROM product WHERE code = 'OLD') AS old,
       (SELECT sum(jsonb_array_length(after -> 'products'))::int FROM audit WHERE action = 'sheet.save') AS written_down
     FROM product p WHERE p.code LIKE 'K%'`,
  );
  const all = FRESH;
  expect(row).toEqual({
    codes: all,
    products: all,
    versions: all,
    skus: all,
    opened: all,
    old: old.version + 1,
    written_down: all + 1,
  });
});
