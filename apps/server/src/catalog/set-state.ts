/** Puts products on or off the shelf, into the recycle bin or back out of it (as unlisted). */
import type { PRODUCT_STATES } from "@banyan/contract";
import { type Context, staffOf } from "../http/context.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { setStates } from "./write-store.ts";

/** Products that are in that state already, are not there, or would go from the bin straight to the shelf, are passed over. */
export async function setProductStates(
  context: Context,
  productIds: readonly string[],
  state: (typeof PRODUCT_STATES)[number],
): Promise<{ changed: number }> {
  const changed = await act(context, {
    action: "product.state",
    target: `product:${productIds.length === 1 ? productIds[0] : "many"}`,
    work: async (tx, at) => {
      const rows = await setStates(tx, productIds.map(BigInt), state, { staffId: staffOf(context).id, at });
      if (rows.length > 0) await bumpVersion(tx, "catalog");
      const before = Object.fromEntries(rows.map((row) => [String(row.id), row.before]));
      const after = Object.fromEntries(rows.map((row) => [String(row.id), state]));
      return { result: rows.length, before, after };
    },
  });
  await context.services.versions.refresh();
  return { changed };
}
