/** Counts of searches are kept for half a year. */
import type { Services } from "../services.ts";
import { deleteOldCounts } from "./word-store.ts";

const KEPT_DAYS = 180;
const BATCH = 5_000;

/** @returns whether there may be more */
export async function sweepSearches({ database }: Services): Promise<boolean> {
  return (await deleteOldCounts(database.query, KEPT_DAYS, BATCH)) === BATCH;
}
