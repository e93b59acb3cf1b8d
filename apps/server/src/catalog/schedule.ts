/** 定时上下架: the times at which products go on the shelf and off it by themselves; the worker keeps them (sweep.ts). */
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { setSchedule } from "./write-store.ts";

/** @throws Refusal invalid_input at `field` unless the moment is still to come */
export function requireFuture(moment: Date, now: Date, field: "list_at" | "unlist_at"): void {
  if (moment > now) return;
  refuse("invalid_input", {
    field,
    message: field === "list_at" ? "上架时间要晚于现在" : "下架时间要晚于现在",
  });
}

/**
 * Sets both times, null for none. What is on the shelf stays there and only gets a time to go off; what lies in the recycle bin is
 * passed over.
 * @throws Refusal invalid_input at list_at or unlist_at
 */
export async function scheduleProducts(
  context: Context,
  input: { product_ids: readonly string[]; list_at: string | null; unlist_at: string | null },
): Promise<{ changed: number }> {
  const [listAt, unlistAt] = [momentOf(input.list_at), momentOf(input.unlist_at)];
  const changed = await act(context, {
    action: "product.schedule",
    target: `product:${input.product_ids.length === 1 ? input.product_ids[0] : "many"}`,
    work: async (tx, at) => {
      if (listAt) requireFuture(listAt, at, "list_at");
      if (unlistAt) requireFuture(unlistAt, at, "unlist_at");
      if (listAt && unlistAt && unlistAt <= listAt)
        refuse("invalid_input", { field: "unlist_at", message: "下架时间要晚于上架时间" });
      const by = { staffId: staffOf(context).id, at };
      const rows = await setSchedule(tx, input.product_ids, { listAt, unlistAt }, by);
      if (rows.length > 0) await bumpVersion(tx, "catalog");
      const before = Object.fromEntries(
        rows.map(({ id, list_at, unlist_at }) => [String(id), { list_at, unlist_at }]),
      );
      return { result: rows.length, before, after: { list_at: listAt, unlist_at: unlistAt } };
    },
  });
  await context.services.versions.refresh();
  return { changed };
}

function momentOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
