/** Holds whose order never came: the process ended between the two, or the order was refused and could not give them back. */
import type { Services } from "../services.ts";
import { bumpVersion } from "../setting/store.ts";
import { expireHolds } from "./group-store.ts";

const LIMIT = 1_000;

/** @returns whether there may be more */
export async function sweepHolds(services: Services): Promise<boolean> {
  return services.database.transact(async (tx) => {
    const { freed, refilled } = await expireHolds(tx, LIMIT);
    if (refilled > 0) await bumpVersion(tx, "catalog");
    return freed === LIMIT;
  });
}
