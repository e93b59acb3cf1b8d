/** A shop of many products in the real tables, a few statements for thousands of them. */
import { drawGoods, type Goods, goodsShelves } from "@banyan/testkit/generate/goods.ts";
import type pg from "pg";

export interface Filled {
  /** In the order of their ids, which begin at 1. */
  readonly goods: readonly Goods[];
}

const BATCH = 5_000;

export async function fillShop(owner: pg.Client, count: number, random: () => number): Promise<Filled> {
  const categories = new Map<string, string>();
  for (const { root, leaves } of goodsShelves()) {
    const parent = await addCategory(owner, root, null);
    categories.set(root, parent);
    for (const leaf of leaves) categories.set(`${root}/${leaf}`, await addCategory(owner, leaf, parent));
  }
  const goods = Array.from({ length: count }, (_, number) => drawGoods(random, number));
  for (let at = 0; at < count; at += BATCH) await insert(owner, goods.slice(at, at + BATCH), at, categories);
  await owner.query("SELECT setval(pg_get_serial_sequence('product', 'id'), $1)", [count]);
  await owner.query("VACUUM ANALYZE");
  return { goods };
}

async function addCategory(owner: pg.Client, name: string, parent: string | null): Promise<string> {
  const made = await owner.query<{ id: string }>(
    "INSERT INTO category (name, parent_id) VALUES ($1, $2) RETURNING id",
    [name, parent],
  );
  return made.rows[0]?.id ?? "";
}

async function insert(
  owner: pg.Client,
  goods: readonly Goods[],
  first: number,
  categories: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = goods.map((one, at) => ({
    ...one,
    id: first + at + 1,
    category: categories.get(`${one.root}/${one.leaf}`),
  }));
  await owner.query(
    `INSERT INTO product (id, category_id, state, fulfilment, name, subtitle, origin, gallery, tags, specs, weight, created_at, updated_at)
     SELECT id, category, 'listed', fulfilment, name, subtitle, origin, '["/media/0.webp"]', tags, specs, weight, now() - id * interval '1 second', now() - interval '1 day'
     FROM jsonb_to_recordset($1::jsonb) AS r (id bigint, category bigint, fulfilment text, name text, subtitle text, origin text, tags jsonb,
       specs jsonb, weight int)`,
    [JSON.stringify(rows)],
  );
  const skus = rows.flatMap(({ id, skus: own }) =>
    own.map((sku, position) => ({ ...sku, product: id, position })),
  );
  await owner.query(
    `WITH made AS (
       INSERT INTO sku (product_id, spec, price_fen, code, position)
       SELECT product, spec, price_fen, code, position FROM jsonb_to_recordset($1::jsonb)
         AS r (product bigint, spec jsonb, price_fen bigint, code text, position int) RETURNING id, code),
     told AS (SELECT m.id, r.stock, r.sold FROM made m JOIN jsonb_to_recordset($1::jsonb) AS r (code text, stock int, sold int) USING (code)),
     stocked AS (INSERT INTO sku_stock (sku_id, on_hand) SELECT id, stock FROM told)
     INSERT INTO sku_sales (sku_id, sold) SELECT id, sold FROM told`,
    [JSON.stringify(skus)],
  );
}
