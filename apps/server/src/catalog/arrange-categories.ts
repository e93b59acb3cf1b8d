/** The order of categories, taking one away, and moving many products between them. */
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import {
  type CategoryUse,
  lockCategory,
  markRemoved,
  moveProducts,
  selectUse,
  writeOrder,
} from "./category-store.ts";
import { holdCategories, touchProducts } from "./write-store.ts";

/** Ids that are not of this level are passed over: somebody may have moved or removed one meanwhile. */
export async function orderCategories(
  context: Context,
  input: { parent_id: string | null; ids: readonly string[] },
): Promise<{ changed: number }> {
  const parentId = input.parent_id === null ? null : BigInt(input.parent_id);
  const changed = await act(context, {
    action: "category.order",
    target: parentId === null ? "category" : `category:${parentId}`,
    work: async (tx) => {
      const moved = await writeOrder(tx, parentId, input.ids);
      if (moved > 0) await bumpVersion(tx, "catalog");
      return { result: moved, before: null, after: { ids: input.ids } };
    },
  });
  await context.services.versions.refresh();
  return { changed };
}

/** @throws Refusal not_found, category_in_use with what stands in it */
export async function removeCategory(context: Context, categoryId: string): Promise<{ id: string }> {
  const id = BigInt(categoryId);
  await act(context, {
    action: "category.remove",
    target: `category:${id}`,
    work: async (tx) => {
      const category = (await lockCategory(tx, id)) ?? refuse("not_found");
      const use = await selectUse(tx, id);
      const reason = whyInUse(category.name, use);
      if (reason !== null) refuse("category_in_use", { message: reason, data: use });
      await markRemoved(tx, id);
      await bumpVersion(tx, "catalog");
      return { result: null, before: category, after: null };
    },
  });
  await context.services.versions.refresh();
  return { id: categoryId };
}

/** "“普洱”下还有 12 件商品（冰岛古树、易武早春 等），请先移到别的分类"; null: nothing stands in it. */
function whyInUse(name: string, { children, products, recycled, names }: CategoryUse): string | null {
  if (children > 0) return `“${name}”下还有 ${children} 个下级分类，请先删除它们`;
  const some = `${names.map((one) => `“${one}”`).join("、")}${products + recycled > names.length ? " 等" : ""}`;
  if (products > 0) return `“${name}”下还有 ${products} 件商品（${some}），请先移到别的分类`;
  if (recycled > 0) return `“${name}”的 ${recycled} 件商品还在回收站（${some}），恢复或到期后才能删除分类`;
  return null;
}

/** @throws Refusal invalid_input at category_id */
export async function setProductCategory(
  context: Context,
  input: { product_ids: readonly string[]; category_id: string; how: "main" | "add" | "remove" },
): Promise<{ changed: number }> {
  const changed = await act(context, {
    action: "product.category",
    target: `product:${input.product_ids.length === 1 ? input.product_ids[0] : "many"}`,
    work: async (tx, at) => {
      const known = await holdCategories(tx, [input.category_id]);
      if (!known.has(input.category_id))
        refuse("invalid_input", { field: "category_id", message: "请选择分类" });
      const ids = await moveProducts(tx, input.product_ids, BigInt(input.category_id), input.how);
      if (ids.length > 0) {
        await touchProducts(tx, ids, { staffId: staffOf(context).id, at });
        await bumpVersion(tx, "catalog");
      }
      return {
        result: ids.length,
        before: null,
        after: { how: input.how, category_id: input.category_id, ids },
      };
    },
  });
  await context.services.versions.refresh();
  return { changed };
}
