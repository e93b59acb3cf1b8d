/** What the catalogue does by itself: 定时上架, 定时下架, and what has lain in the recycle bin long enough. */
import type { Services } from "../services.ts";
import { bumpVersion } from "../setting/store.ts";
import { anythingDue, moveDue, purgeDue } from "./due-store.ts";

/** In one go; more follow at once. */
const LIMIT = 1_000;

/** @returns whether there may be more */
export async function sweepShelf(services: Services): Promise<boolean> {
  if (!(await anythingDue(services.database.query))) return false;
  const moved = await services.database.transact(async (tx) => {
    const due = (await moveDue(tx, LIMIT)) + (await purgeDue(tx, LIMIT));
    if (due > 0) await bumpVersion(tx, "catalog");
    return due;
  });
  await services.versions.refresh();
  return moved >= LIMIT;
}
