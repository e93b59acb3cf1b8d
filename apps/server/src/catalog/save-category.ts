/** Creates and changes categories. There are two levels: 一级 and 二级. */
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { requirePictures } from "../media/media.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { type CategoryFacts, selectCategoryFacts, writeCategory } from "./category-store.ts";

interface CategoryForm {
  id?: string | undefined;
  parent_id: string | null;
  name: string;
  icon: string | null;
  sort: number;
}

/** @throws Refusal not_found, invalid_input at parent_id, name or icon */
export async function saveCategory(context: Context, input: CategoryForm): Promise<{ id: string }> {
  await requirePictures(context.services, [{ url: input.icon, field: "icon" }]);
  const id = input.id === undefined ? null : BigInt(input.id);
  const parentId = input.parent_id === null ? null : BigInt(input.parent_id);
  const saved = await act(context, {
    action: "category.save",
    target: id === null ? "category" : `category:${id}`,
    work: async (tx) => {
      const facts = await selectCategoryFacts(tx, { id, parentId, name: input.name });
      checkCategory(facts, id, parentId);
      const { name, icon, sort } = input;
      const written = await writeCategory(tx, { id, parentId, name, icon, sort });
      await bumpVersion(tx, "catalog");
      const after = { parent_id: input.parent_id, name, icon, sort };
      return { result: written, before: facts.before, after, target: `category:${written}` };
    },
  });
  await context.services.versions.refresh();
  return { id: String(saved) };
}

function checkCategory(facts: CategoryFacts, id: bigint | null, parentId: bigint | null): void {
  if (id !== null && facts.before === null) refuse("not_found");
  if (parentId !== null) {
    if (parentId === id || facts.parent === null) {
      refuse("invalid_input", { field: "parent_id", message: "请选择上级分类" });
    }
    if (!facts.parent.is_root) refuse("invalid_input", { field: "parent_id", message: "分类最多两级" });
    if (facts.has_children) {
      refuse("invalid_input", { field: "parent_id", message: "这个分类有下级分类，不能放到别的分类下" });
    }
  }
  if (facts.name_taken) refuse("invalid_input", { field: "name", message: "已有同名分类" });
}
