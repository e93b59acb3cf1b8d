/** Sets what customers see of a page by the rule of domain/src/page/live.ts. */
import { liveEdition, nextSwitch } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import type { Services } from "../services.ts";
import { bumpVersion } from "../setting/store.ts";
import { duePage, lastBegun, lockPage, runningSpans, writeLive } from "./store.ts";

/**
 * The moment of a change of what is shown, under the page's lock. Whoever waited for the lock has read the clock before the one who had
 * it; what they do comes after all the same.
 */
export async function momentOf(tx: Tx, pageId: bigint, at: Date): Promise<Date> {
  const begun = await lastBegun(tx, pageId);
  return begun !== null && begun > at ? begun : at;
}

/** Under the page's lock, after whatever changed its editions. @returns the edition shown from now on; null: none */
export async function settlePage(tx: Tx, pageId: bigint, moment: Date): Promise<number | null> {
  const spans = (await runningSpans(tx, pageId, moment)).map(({ no, starts_at, ends_at }) => ({
    no,
    startsAt: starts_at,
    endsAt: ends_at,
  }));
  const liveNo = liveEdition(spans, moment)?.no ?? null;
  await writeLive(tx, { id: pageId, liveNo, dueAt: nextSwitch(spans, moment), at: moment });
  await bumpVersion(tx, "page");
  return liveNo;
}

/** One page a run whose time has come. @returns whether there may be more */
export async function sweepPages(services: Services): Promise<boolean> {
  const due = await duePage(services.database.query);
  if (!due) return false;
  await services.database.transact(async (tx) => {
    if (await lockPage(tx, due.id)) await settlePage(tx, due.id, await momentOf(tx, due.id, due.at));
  });
  await services.versions.refresh();
  return true;
}
