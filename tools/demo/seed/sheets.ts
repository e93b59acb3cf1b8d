/** One sheet of products that came in four days ago: what was made, what was changed, and what was left out with its reason. */
import { DAY_MS, MINUTE_MS, yuan } from "@banyan/kernel";
import type pg from "pg";
import { insertRows, type Row } from "./rows.ts";

const DAYS_AGO = 4;
const KEEP_DAYS = 14;
const TITLES = ["商品编码", "商品名称", "分类", "主图", "售价", "库存"];
const [FRESH, CHANGED, SAME] = [4, 3, 2];
/** What somebody typed wrong. */
const BAD: readonly { name: string; category: string; price: string; column: string; reason: string }[] = [
  {
    name: "高黎贡山核桃",
    category: "山野坚果",
    price: "39.9元/斤",
    column: "售价",
    reason: "「39.9元/斤」不是金额",
  },
  {
    name: "石屏豆腐皮",
    category: "豆制品",
    price: "28",
    column: "分类",
    reason: "没有“豆制品”这个分类，请先在「分类」里新建",
  },
];

interface Known {
  id: string;
  code: string;
  name: string;
  category: string;
  price: string;
  skus: number;
  pictures: number;
}

export async function seedSheet(client: pg.ClientBase, p: { operatorId: bigint; now: Date }): Promise<void> {
  const known = await client.query<Known>(
    `SELECT p.id::text, p.code, p.name, c.name AS category, jsonb_array_length(p.gallery) AS pictures,
       (SELECT count(*)::int FROM sku WHERE product_id = p.id AND NOT retired) AS skus,
       (SELECT min(price_fen)::text FROM sku WHERE product_id = p.id AND NOT retired) AS price
     FROM product p JOIN category c ON c.id = p.category_id WHERE p.state = 'listed' ORDER BY p.id DESC LIMIT $1`,
    [FRESH + CHANGED + SAME],
  );
  const products = [...known.rows.map(taken), ...BAD.map(refused)].map((row, ordinal) => ({
    ...row,
    ordinal,
    cells: [{ line: ordinal + 2, cells: row.cells }],
    faults: row.faults.map((fault) => ({ line: ordinal + 2, ...fault })),
  }));
  const at = p.now.getTime() - DAYS_AGO * DAY_MS;
  const count = (kind: string) => products.filter((row) => row.kind === kind).length;
  const made = await client.query<{ id: string }>(
    `INSERT INTO sheet_import (staff_id, state, file_name, titles, rows, fresh, changed, same, bad, applied, created_at, applied_at, ended_at,
       keep_until)
     VALUES ($1, 'done', '冬季山货上新.xlsx', $2, $3, $4, $5, $6, $7, $4::int + $5::int, $8, $9, $10, $11) RETURNING id`,
    [
      ...[p.operatorId, JSON.stringify(TITLES), products.length],
      ...[count("fresh"), count("changed"), count("same"), count("bad")],
      ...[0, 3 * MINUTE_MS, 3 * MINUTE_MS + 2_000, KEEP_DAYS * DAY_MS].map((later) => new Date(at + later)),
    ],
  );
  await insertRows(
    client,
    "sheet_product",
    products.map((row): Row => ({ import_id: made.rows[0]?.id, ...row })),
  );
}

/** A product of the shop as it was brought in, or changed, by that sheet. */
function taken({ id, code, name, category, price, skus, pictures }: Known, at: number) {
  const kind = at < FRESH ? "fresh" : at < FRESH + CHANGED ? "changed" : "same";
  const now = yuan(BigInt(price));
  const changes = [{ what: "售价（默认）", before: yuan((BigInt(price) * 11n) / 10n), after: now }];
  return {
    kind,
    outcome: kind === "same" ? "none" : "applied",
    product_id: id,
    name,
    wanted: kind === "same" ? null : {},
    changes: kind === "changed" ? changes : [],
    notes:
      kind === "fresh" ? [`${skus} 个规格，¥${now}，库存 ${skus * 60}，主图 ${pictures} 张，导入后下架`] : [],
    faults: [],
    cells: [code, name, category, "", now, "60"],
  };
}

function refused({ name, category, price, column, reason }: (typeof BAD)[number], at: number) {
  return {
    kind: "bad",
    outcome: "none",
    product_id: null,
    name,
    wanted: null,
    changes: [],
    notes: [],
    faults: [{ column, reason }],
    cells: [`XP-${at + 1}`, name, category, `${name}.jpg`, price, "60"],
  };
}
