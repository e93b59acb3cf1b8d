/** Saves many products in one transaction: a fixed number of statements, and a named reason for each one that cannot be saved. */
import { businessTime } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import { holdTemplates } from "../freight/book.ts";
import { bumpVersion } from "../setting/store.ts";
import { openStock } from "../stock/opening.ts";
import {
  type BulkSku,
  emptyCodes,
  insertAllSkus,
  insertProducts,
  lockVersions,
  selectCodeOwners,
  type TakenCode,
  updateAllSkus,
  updateProducts,
  writeAllShelves,
} from "./bulk-store.ts";
import type { ProductForm } from "./product-form.ts";
import { holdCategories } from "./write-store.ts";

export interface BulkProduct {
  /** Names it in the answer; a new product keeps it as its request key, so that it is made once. */
  requestKey: string;
  /** null: a new one. */
  id: string | null;
  /** That it was read at. */
  version: number | null;
  code: string;
  /** Of a new one. */
  listed: boolean;
  /** All SKUs that stay have their id; none is retired. */
  form: ProductForm;
}

/** product_id, or why not. */
export type BulkOutcome = { requestKey: string } & ({ productId: string } | { refused: string });

/**
 * At most 13 statements, whatever the number. SKUs that exist keep their stock; new ones open with theirs.
 * @throws 23505 sku_code, product_code where somebody else takes a code in this very moment
 */
export async function saveProducts(
  tx: Tx,
  products: readonly BulkProduct[],
  by: { staffId: bigint; at: Date },
): Promise<BulkOutcome[]> {
  const locked = await lockVersions(
    tx,
    products.flatMap(({ id }) => (id === null ? [] : [id])),
  );
  const categories = await holdCategories(tx, [
    ...new Set(products.flatMap(({ form }) => [form.category_id, ...(form.shelf_ids ?? [])])),
  ]);
  const templates = await holdTemplates(tx, [
    ...new Set(products.flatMap(({ form }) => form.freight_template_id ?? [])),
  ]);
  const owners = await selectCodeOwners(tx, {
    products: products.map(({ code }) => code),
    skus: products.flatMap(({ form }) => form.skus.map(({ code }) => code)),
  });
  const outcomes: BulkOutcome[] = [];
  const good: BulkProduct[] = [];
  for (const product of products) {
    const refused =
      staleReason(product, locked, by.at) ??
      goneReason(product, categories, templates) ??
      takenReason(product, owners);
    if (refused === null) good.push(product);
    else outcomes.push({ requestKey: product.requestKey, refused });
  }
  if (good.length > 0) outcomes.push(...(await write(tx, good, by)));
  return outcomes;
}

function staleReason(
  { id, version }: BulkProduct,
  locked: ReadonlyMap<string, { version: number; state: string }>,
  at: Date,
): string | null {
  if (id === null) return null;
  const now = locked.get(id);
  if (!now || now.state === "deleted") return "商品已被删除";
  if (now.version === version) return null;
  return `检查表格之后有人改过这个商品（${businessTime(at)} 发现），请重新导出再改`;
}

function goneReason(
  { form }: BulkProduct,
  categories: ReadonlySet<string>,
  templates: ReadonlySet<string>,
): string | null {
  const all = [form.category_id, ...(form.shelf_ids ?? [])];
  if (!all.every((id) => categories.has(id))) return "分类在检查表格之后被删除了";
  const template = form.freight_template_id ?? null;
  return template === null || templates.has(template) ? null : "运费模板在检查表格之后被删除了";
}

/** Why a code of it belongs to another product of the shop; null: none does. */
export function takenReason(
  { id, code, form }: Pick<BulkProduct, "id" | "code" | "form">,
  owners: readonly TakenCode[],
): string | null {
  const codes = new Set(form.skus.map((sku) => sku.code));
  const other = owners.find(
    (owner) =>
      owner.product_id !== id && (owner.kind === "product" ? owner.code === code : codes.has(owner.code)),
  );
  if (!other) return null;
  return `${other.kind === "product" ? "商品" : "规格"}编码 ${other.code} 已被商品“${other.name}”使用`;
}

async function write(
  tx: Tx,
  products: readonly BulkProduct[],
  by: { staffId: bigint; at: Date },
): Promise<BulkOutcome[]> {
  const old = products.filter(({ id }) => id !== null);
  const fresh = products.filter(({ id }) => id === null);
  const made = fresh.length > 0 ? await insertProducts(tx, fresh, by) : new Map<string, string>();
  if (old.length > 0) await updateProducts(tx, old, by);
  const idOf = ({ id, requestKey }: BulkProduct): string => {
    const known = id ?? made.get(requestKey);
    if (known === undefined) throw new Error("the product was not written");
    return known;
  };
  await writeAllShelves(
    tx,
    products.map((product) => ({ product_id: idOf(product), category_ids: product.form.shelf_ids ?? [] })),
  );
  const skus = products.flatMap((product) => skusOf(product, idOf(product)));
  await emptyCodes(
    tx,
    old.map((product) => idOf(product)),
  );
  const kept = skus.filter(({ id }) => id !== null);
  if (kept.length > 0) await updateAllSkus(tx, kept);
  const added = skus.filter(({ id }) => id === null);
  if (added.length > 0) {
    const ids = await insertAllSkus(tx, added);
    const opening = added.flatMap((sku) => {
      const skuId = ids.get(`${sku.product_id}:${sku.position}`);
      return skuId === undefined ? [] : [{ skuId, onHand: sku.stock }];
    });
    await openStock(tx, by.staffId, opening);
  }
  await bumpVersion(tx, "catalog");
  return products.map((product) => ({ requestKey: product.requestKey, productId: idOf(product) }));
}

function skusOf({ form }: BulkProduct, productId: string): (BulkSku & { stock: number })[] {
  return form.skus.map(({ id, ...sku }, position) => ({
    ...sku,
    id: id ?? null,
    product_id: productId,
    position,
  }));
}
