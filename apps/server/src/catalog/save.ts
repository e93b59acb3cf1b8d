/** Creates and changes products with their SKUs. */
import type { ConsoleProduct } from "@banyan/contract";
import { businessTime } from "@banyan/kernel";
import { type Tx, violates } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { requirePictures } from "../media/media.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { openStock } from "../stock/opening.ts";
import { loadConsoleProduct } from "./console-read.ts";
import { findProductByRequest } from "./console-store.ts";
import { checkForm, mediaOf, type ProductForm, type SkuForm } from "./product-form.ts";
import { requireFuture } from "./schedule.ts";
import {
  holdCategories,
  insertProduct,
  insertSkus,
  retireOthers,
  type SkuWrite,
  selectCodeOwner,
  selectLastSave,
  selectTakenCodes,
  updateProduct,
  updateSkus,
  writeShelves,
} from "./write-store.ts";

/**
 * Once per request key. With a time to go on the shelf it stays off until then.
 * @throws Refusal invalid_input and duplicate_code at the field, request_key_reused
 */
export async function createProduct(
  context: Context,
  input: ProductForm & { listed: boolean; list_at?: string | null | undefined; request_key: string },
): Promise<ConsoleProduct> {
  checkForm(input);
  const noId = input.skus.findIndex((sku) => sku.id !== undefined);
  if (noId >= 0) refuse("invalid_input", { field: `skus.${noId}.id`, message: "新商品的规格没有编号" });
  await requirePictures(context.services, mediaOf(input));
  const staffId = staffOf(context).id;
  const requestKey = `${staffId}:${input.request_key}`;
  const listAt = input.list_at ? new Date(input.list_at) : null;
  return saving(context, () =>
    act(context, {
      action: "product.create",
      target: "product",
      once: { requestKey: input.request_key, repeat: () => loadByRequest(context, requestKey, input) },
      work: async (tx, at) => {
        if (listAt) requireFuture(listAt, at, "list_at");
        await checkReferences(tx, input, null);
        const listed = input.listed && listAt === null;
        const id = await insertProduct(tx, input, { listed, listAt, requestKey, staffId, at });
        await writeShelves(tx, id, shelvesOf(input) ?? []);
        await addSkus(context, tx, id, input.skus.map(toWrite));
        await bumpVersion(tx, "catalog");
        const result = await loadConsoleProduct(tx, id);
        return { result, before: null, after: result, target: `product:${id}` };
      },
    }),
  );
}

/**
 * SKUs that the form leaves out are retired: they leave the shop, while orders, carts and the stock log keep what they point at.
 * @throws Refusal not_found, already_changed (with who changed it and when), invalid_input and duplicate_code at the field
 */
export async function changeProduct(
  context: Context,
  input: ProductForm & { product_id: string; version: number },
): Promise<ConsoleProduct> {
  checkForm(input);
  const id = BigInt(input.product_id);
  const before = await loadConsoleProduct(context.services.database.query, id);
  await requirePictures(context.services, newMedia(input, before));
  const staffId = staffOf(context).id;
  return saving(context, () =>
    act(context, {
      action: "product.update",
      target: `product:${id}`,
      work: async (tx, at) => {
        await checkReferences(tx, input, id);
        if (
          before.version !== input.version ||
          !(await updateProduct(tx, id, input.version, input, { staffId, at }))
        ) {
          await refuseStale(tx, id);
        }
        const shelves = shelvesOf(input);
        if (shelves) await writeShelves(tx, id, shelves);
        await writeSkus(context, tx, id, input.skus, before);
        await bumpVersion(tx, "catalog");
        const result = await loadConsoleProduct(tx, id);
        return { result, before, after: result };
      },
    }),
  );
}

async function writeSkus(
  context: Context,
  tx: Tx,
  productId: bigint,
  skus: readonly SkuForm[],
  before: ConsoleProduct,
): Promise<void> {
  const known = new Set(before.skus.map((sku) => sku.id));
  const foreign = skus.findIndex((sku) => sku.id !== undefined && !known.has(sku.id));
  if (foreign >= 0) refuse("invalid_input", { field: `skus.${foreign}.id`, message: "这个商品没有这个规格" });
  const rows = skus.map(toWrite);
  const kept = rows.flatMap((row) => (row.id === undefined ? [] : [{ ...row, id: row.id }]));
  await retireOthers(
    tx,
    productId,
    kept.map((row) => row.id),
  );
  if (kept.length > 0) await updateSkus(tx, productId, kept);
  await addSkus(
    context,
    tx,
    productId,
    rows.filter((row) => row.id === undefined),
  );
}

type Row = SkuWrite & { id: string | undefined; stock: number };

function toWrite(sku: SkuForm, position: number): Row {
  const { id, spec, price_fen, market_price_fen, cost_fen, code, weight_g, picture, stock } = sku;
  return { id, spec, price_fen, market_price_fen, cost_fen, code, weight_g, picture, stock, position };
}

async function addSkus(context: Context, tx: Tx, productId: bigint, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = await insertSkus(tx, productId, rows);
  const opening = rows.flatMap((row) => {
    const skuId = ids.get(row.position);
    return skuId === undefined ? [] : [{ skuId, onHand: row.stock }];
  });
  await openStock(tx, staffOf(context).id, opening);
}

/** Somebody saved first: says who and when, so that the two can talk. */
async function refuseStale(tx: Tx, id: bigint): Promise<never> {
  const last = await selectLastSave(tx, id);
  if (!last) refuse("not_found");
  const who = last.name ?? "别人";
  refuse("already_changed", {
    message: `${who}在 ${businessTime(last.at)} 改过这个商品，您看到的不是最新内容`,
    data: { by: last.name, at: last.at.toISOString() },
  });
}

/** Further shelves, each once and never the main category again; undefined: as they are. */
function shelvesOf(form: ProductForm): string[] | undefined {
  return form.shelf_ids && [...new Set(form.shelf_ids)].filter((id) => id !== form.category_id);
}

async function checkReferences(tx: Tx, form: ProductForm, productId: bigint | null): Promise<void> {
  const shelves = form.shelf_ids ?? [];
  const known = await holdCategories(tx, [form.category_id, ...shelves]);
  if (!known.has(form.category_id)) refuse("invalid_input", { field: "category_id", message: "请选择分类" });
  const gone = shelves.findIndex((id) => !known.has(id));
  if (gone >= 0)
    refuse("invalid_input", { field: `shelf_ids.${gone}`, message: "展示分类不存在了，请重新选择" });
  if (form.code) {
    const other = await selectCodeOwner(tx, form.code, productId);
    if (other !== null)
      refuse("duplicate_code", {
        field: "code",
        message: `商品编码 ${form.code} 已被商品“${other}”使用`,
      });
  }
  const codes = form.skus.map((sku) => sku.code);
  if (codes.every((code) => code === "")) return;
  const taken = new Set(await selectTakenCodes(tx, codes, productId));
  const index = codes.findIndex((code) => taken.has(code));
  if (index >= 0)
    refuse("duplicate_code", { field: `skus.${index}.code`, message: `编码 ${codes[index]} 已被使用` });
}

/** Two forms that take the same code at the same moment pass each other's check; the index stops the second. */
async function saving(context: Context, save: () => Promise<ConsoleProduct>): Promise<ConsoleProduct> {
  const product = await save().catch((error: unknown) => {
    if (violates(error, "product_freight_template_id_fkey"))
      refuse("freight_gone", { field: "freight_template_id" });
    if (violates(error, "product_code")) refuse("duplicate_code", { field: "code" });
    if (violates(error, "sku_code")) refuse("duplicate_code", { field: "skus" });
    throw error;
  });
  await context.services.versions.refresh();
  return product;
}

/** Pictures and films that stood there before need no second look. */
function newMedia(form: ProductForm, before: ConsoleProduct): { url: string | null; field: string }[] {
  const known = new Set(mediaOf(before).map(({ url }) => url));
  return mediaOf(form).filter(({ url }) => !known.has(url));
}

async function loadByRequest(
  context: Context,
  requestKey: string,
  form: ProductForm,
): Promise<ConsoleProduct> {
  const { query } = context.services.database;
  const id = (await findProductByRequest(query, requestKey)) ?? refuse("request_key_reused");
  const product = await loadConsoleProduct(query, id);
  if (product.name !== form.name) refuse("request_key_reused");
  return product;
}
