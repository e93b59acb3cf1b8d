/** Stock of SKUs that are new: for the action that creates them. */
import type { Tx } from "../db/database.ts";
import { insertStock } from "./store.ts";

/** One statement; an opening of zero leaves no line in the log. */
export async function openStock(
  tx: Tx,
  staffId: bigint,
  skus: readonly { skuId: bigint; onHand: number }[],
): Promise<void> {
  if (skus.length > 0) await insertStock(tx, staffId, skus);
}
