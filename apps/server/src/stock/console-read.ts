/** What the console reads of stock. */
import type { HOLD_STATES, SkuStock, StockHold, StockLogRow, StockMove } from "@banyan/contract";
import type { Context } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { likePatterns } from "../http/like.ts";
import { Refusal } from "../http/refusal.ts";
import { dueOfOrders } from "../order/due.ts";
import { findForConsole } from "../search/list.ts";
import {
  type HoldRow,
  type MoveRow,
  readSummary,
  type SkuStockRow,
  selectHolds,
  selectMoves,
  selectSkuStock,
} from "./console-store.ts";
import { selectLog } from "./store.ts";
import { holdStateText, stockReasonText } from "./words.ts";

interface Paged {
  cursor?: string | undefined;
  limit: number;
}
interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

const idOf = (text: string | undefined): bigint | null => (text === undefined ? null : BigInt(text));

export async function listStock(
  { services }: Context,
  input: Paged & {
    q?: string | undefined;
    stock?: "low" | "out" | "held" | undefined;
    state?: "listed" | "unlisted" | undefined;
    product_id?: string | undefined;
  },
): Promise<Page<SkuStock>> {
  const [available, skuId] = decodeCursor(input.cursor, 2) ?? [];
  const rows = await selectSkuStock(services.database.query, {
    ...(await wordsOf(services, (input.q ?? "").trim())),
    stock: input.stock ?? null,
    lowStock: (await services.settings.get("order")).low_stock,
    state: input.state ?? null,
    productId: idOf(input.product_id),
    after: available === undefined || skuId === undefined ? null : { available, skuId },
    limit: input.limit,
  });
  return pageOf(rows, input.limit, (row) => [BigInt(row.available), row.sku_id], skuStockOf);
}

/**
 * Names are sought in the index of products, which spares reading every SKU. A code or an id means single SKUs: those of the products
 * found that hold it, or, since the index does not know the middle of a code, of all.
 */
async function wordsOf(services: Context["services"], q: string) {
  const found = await findUnlessWarming(services, q);
  const maybeCode = /^[\x21-\x7e]+$/.test(q);
  if (found === null || (maybeCode && found.length === 0) || /^[0-9]+$/.test(q))
    return { patterns: likePatterns(q), products: null };
  return { patterns: maybeCode && /[0-9]/.test(q) ? likePatterns(q) : [], products: found };
}

/** null: no words, or a process that has just started; every SKU is read then. */
async function findUnlessWarming(services: Context["services"], q: string): Promise<bigint[] | null> {
  try {
    return await findForConsole(services, q);
  } catch (error) {
    if (error instanceof Refusal && error.code === "search_warming") return null;
    throw error;
  }
}

const skuStockOf = (row: SkuStockRow): SkuStock => ({
  ...row,
  sku_id: String(row.sku_id),
  product_id: String(row.product_id),
});

export async function stockSummary({ services }: Context) {
  const { low_stock } = await services.settings.get("order");
  return { low_stock, ...(await readSummary(services.database.query, low_stock)) };
}

export async function listMoves(
  { services }: Context,
  input: Paged & {
    reason?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
    staff_id?: string | undefined;
    sku_id?: string | undefined;
    order_no?: string | undefined;
  },
): Promise<Page<StockMove>> {
  const rows = await selectMoves(services.database.query, {
    reason: input.reason ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    staffId: idOf(input.staff_id),
    skuId: idOf(input.sku_id),
    orderNo: input.order_no?.toUpperCase() || null,
    after: placeOf(input.cursor),
    limit: input.limit,
  });
  return pageOf(rows, input.limit, keyOf, (row) => ({
    ...logRowOf(row),
    product_id: String(row.product_id),
    product: row.product,
    code: row.code,
    order_no: row.reason === "sold" || row.reason === "refund" ? row.ref : null,
  }));
}

export async function listProductLog(
  { services }: Context,
  input: Paged & { product_id: string; sku_id?: string | undefined },
): Promise<Page<StockLogRow>> {
  const rows = await selectLog(services.database.query, {
    productId: BigInt(input.product_id),
    skuId: idOf(input.sku_id),
    after: placeOf(input.cursor),
    limit: input.limit,
  });
  return pageOf(rows, input.limit, keyOf, logRowOf);
}

const keyOf = (row: { created_us: bigint; id: bigint }) => [row.created_us, row.id];

function placeOf(cursor: string | undefined): { createdUs: bigint; id: bigint } | null {
  const [createdUs, id] = decodeCursor(cursor, 2) ?? [];
  return createdUs === undefined || id === undefined ? null : { createdUs, id };
}

const logRowOf = (row: Omit<MoveRow, "product_id" | "product" | "code">): StockLogRow => ({
  id: String(row.id),
  sku_id: String(row.sku_id),
  spec: row.spec,
  delta: row.delta,
  on_hand_after: row.on_hand_after,
  reason: row.reason,
  reason_text: stockReasonText(row.reason),
  ref: row.ref,
  note: row.note,
  staff: row.staff,
  created_at: row.created_at.toISOString(),
});

export async function listHolds(
  { services }: Context,
  input: Paged & { sku_id?: string | undefined; order_no?: string | undefined },
): Promise<Page<StockHold>> {
  const { query } = services.database;
  const place = placeOf(input.cursor);
  const rows = await selectHolds(query, {
    skuId: idOf(input.sku_id),
    orderNo: input.order_no?.toUpperCase() || null,
    after: place && { createdUs: place.createdUs, skuId: place.id },
    limit: input.limit,
  });
  const orders = await dueOfOrders(
    query,
    rows.map((row) => row.order_no),
  );
  return pageOf(
    rows,
    input.limit,
    (row) => [row.created_us, row.sku_id],
    (row) => holdOf(row, orders.get(row.order_no)),
  );
}

function holdOf(row: HoldRow, order: { state: string; closeDueAt: Date | null } | undefined): StockHold {
  const state: (typeof HOLD_STATES)[number] =
    order === undefined
      ? "ordering"
      : order.state === "awaiting_payment"
        ? "unpaid"
        : order.state === "closing"
          ? "closing"
          : "paid";
  return {
    sku_id: String(row.sku_id),
    product_id: String(row.product_id),
    product: row.product,
    spec: row.spec,
    order_no: row.order_no,
    quantity: row.quantity,
    since: row.created_at.toISOString(),
    until: (state === "unpaid" ? order?.closeDueAt?.toISOString() : null) ?? null,
    state,
    state_text: holdStateText(state),
  };
}
