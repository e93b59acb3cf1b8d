/** SQL of what the console shows of stock: every SKU, every movement, what is held now. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface SkuStockRow {
  sku_id: bigint;
  product_id: bigint;
  product: string;
  picture: string;
  spec: string[];
  code: string;
  state: "listed" | "unlisted" | "recycled";
  on_hand: number;
  held: number;
  available: number;
  sold: number;
}

export interface SkuStockFilter {
  /** All of them stand in the name, the code or the id. */
  patterns: readonly string[];
  /** Only SKUs of these; null: of whichever. */
  products: readonly bigint[] | null;
  stock: "low" | "out" | "held" | null;
  lowStock: number;
  state: "listed" | "unlisted" | null;
  productId: bigint | null;
  after: { available: bigint; skuId: bigint } | null;
  limit: number;
}

/** SKUs that can be sold or are about to be: retired ones and those in the recycle bin are left out. */
const ON_SHELF = sql`NOT s.retired AND p.state IN ('listed', 'unlisted')`;

/** What is scarcest first, so the filtered list needs no sorting by hand. */
export async function selectSkuStock(query: Query, filter: SkuStockFilter): Promise<SkuStockRow[]> {
  const matching =
    filter.patterns.length === 0
      ? sql``
      : sql`AND concat_ws(E'\n', p.name, s.code, s.id) ILIKE ALL (${[...filter.patterns]}::text[])`;
  const found =
    filter.products === null ? sql`` : sql`AND s.product_id = ANY (${filter.products.map(String)}::bigint[])`;
  const stock = {
    low: sql`AND t.on_hand - t.held <= ${filter.lowStock}`,
    out: sql`AND t.on_hand - t.held = 0`,
    held: sql`AND t.held > 0`,
    all: sql``,
  }[filter.stock ?? "all"];
  const state = filter.state === null ? sql`` : sql`AND p.state = ${filter.state}`;
  const product = filter.productId === null ? sql`` : sql`AND s.product_id = ${filter.productId}`;
  const after =
    filter.after === null
      ? sql``
      : sql`AND (t.on_hand - t.held, t.sku_id) > (${filter.after.available}::bigint, ${filter.after.skuId}::bigint)`;
  const result = await sql<SkuStockRow>`
    SELECT t.sku_id, p.id AS product_id, p.name AS product, coalesce(s.picture, p.gallery ->> 0, '') AS picture, s.spec, s.code,
      p.state, t.on_hand, t.held, t.on_hand - t.held AS available, coalesce(sales.sold, 0) AS sold
    FROM sku_stock t JOIN sku s ON s.id = t.sku_id JOIN product p ON p.id = s.product_id
      LEFT JOIN sku_sales sales ON sales.sku_id = t.sku_id
    WHERE ${ON_SHELF} ${stock} ${state} ${product} ${found} ${matching} ${after}
    ORDER BY t.on_hand - t.held, t.sku_id LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}

/** The figures above the list; low and out count what is on sale, as the cockpit does. */
export async function readSummary(
  query: Query,
  lowStock: number,
): Promise<{ low: number; out: number; held: number }> {
  const result = await sql<{ low: number; out: number; held: number }>`
    SELECT (count(*) FILTER (WHERE p.state = 'listed' AND t.on_hand - t.held <= ${lowStock}))::int AS low,
      (count(*) FILTER (WHERE p.state = 'listed' AND t.on_hand - t.held = 0))::int AS out,
      coalesce(sum(t.held), 0)::int AS held
    FROM sku_stock t JOIN sku s ON s.id = t.sku_id JOIN product p ON p.id = s.product_id
    -- Most have plenty and wait for nobody: they are left out before anything is joined.
    WHERE (t.on_hand - t.held <= ${lowStock} OR t.held > 0) AND ${ON_SHELF}`.execute(query);
  return result.rows[0] ?? { low: 0, out: 0, held: 0 };
}

export interface MoveRow {
  id: bigint;
  sku_id: bigint;
  product_id: bigint;
  product: string;
  spec: string[];
  code: string;
  delta: number;
  on_hand_after: number;
  reason: string;
  ref: string;
  note: string;
  staff: string | null;
  created_at: Date;
  created_us: bigint;
}

export interface MoveFilter {
  reason: string | null;
  /** Business days, both inclusive. */
  from: string | null;
  to: string | null;
  staffId: bigint | null;
  skuId: bigint | null;
  orderNo: string | null;
  after: { createdUs: bigint; id: bigint } | null;
  limit: number;
}

export async function selectMoves(query: Query, filter: MoveFilter): Promise<MoveRow[]> {
  const reason = filter.reason === null ? sql`` : sql`AND l.reason = ${filter.reason}`;
  const from = filter.from === null ? sql`` : sql`AND l.created_at >= ${startOf(filter.from)}`;
  const to = filter.to === null ? sql`` : sql`AND l.created_at < ${startOf(filter.to)} + interval '1 day'`;
  const staff = filter.staffId === null ? sql`` : sql`AND l.staff_id = ${filter.staffId}`;
  const sku = filter.skuId === null ? sql`` : sql`AND l.sku_id = ${filter.skuId}`;
  const order = filter.orderNo === null ? sql`` : sql`AND l.ref = ${filter.orderNo} AND l.ref <> ''`;
  const after = filter.after
    ? sql`AND (l.created_at, l.id) < (timestamptz 'epoch' + ${filter.after.createdUs}::bigint * interval '1 microsecond', ${filter.after.id})`
    : sql``;
  const result = await sql<MoveRow>`
    SELECT l.id, l.sku_id, s.product_id, p.name AS product, s.spec, s.code, l.delta, l.on_hand_after, l.reason, l.ref, l.note,
      staff.name AS staff, l.created_at, (extract(epoch FROM l.created_at) * 1000000)::bigint AS created_us
    FROM stock_log l JOIN sku s ON s.id = l.sku_id JOIN product p ON p.id = s.product_id
      LEFT JOIN staff ON staff.id = l.staff_id
    WHERE true ${reason} ${from} ${to} ${staff} ${sku} ${order} ${after}
    ORDER BY l.created_at DESC, l.id DESC LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}

/** The first moment of a business day. */
const startOf = (day: string) => sql`(${day}::date::timestamp AT TIME ZONE 'Asia/Shanghai')`;

export interface HoldRow {
  sku_id: bigint;
  product_id: bigint;
  product: string;
  spec: string[];
  order_no: string;
  quantity: number;
  created_at: Date;
  created_us: bigint;
  expires_at: Date | null;
}

export async function selectHolds(
  query: Query,
  filter: {
    skuId: bigint | null;
    orderNo: string | null;
    after: { createdUs: bigint; skuId: bigint } | null;
    limit: number;
  },
): Promise<HoldRow[]> {
  const sku = filter.skuId === null ? sql`` : sql`AND h.sku_id = ${filter.skuId}`;
  const order = filter.orderNo === null ? sql`` : sql`AND h.order_no = ${filter.orderNo}`;
  const after = filter.after
    ? sql`AND (h.created_at, h.sku_id) < (timestamptz 'epoch' + ${filter.after.createdUs}::bigint * interval '1 microsecond', ${filter.after.skuId})`
    : sql``;
  const result = await sql<HoldRow>`
    SELECT h.sku_id, s.product_id, p.name AS product, s.spec, h.order_no, h.quantity, h.created_at, h.expires_at,
      (extract(epoch FROM h.created_at) * 1000000)::bigint AS created_us
    FROM stock_hold h JOIN sku s ON s.id = h.sku_id JOIN product p ON p.id = s.product_id
    WHERE h.state = 'held' ${sku} ${order} ${after}
    ORDER BY h.created_at DESC, h.sku_id DESC, h.order_no DESC LIMIT ${filter.limit + 1}`.execute(query);
  return result.rows;
}
