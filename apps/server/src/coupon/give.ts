/** Gives a coupon to many at once. */
import type { Tx } from "../db/database.ts";
import { bumpVersion } from "../setting/store.ts";
import { addClaimed, insertGrants, lockRoom } from "./gift-store.ts";

/**
 * Three statements: the counter's row first, so that nobody gets what is not there. Each fact brings its coupon once, whoever repeats it.
 * @returns who got it; the others have their share already, or there were no more
 */
export async function giveMany(
  tx: Tx,
  p: {
    couponId: bigint;
    source: "gift" | "hand";
    facts: readonly { customerId: bigint; eventKey: string }[];
  },
): Promise<bigint[]> {
  const room = await lockRoom(tx, p.couponId);
  if (room <= 0) return [];
  const given = await insertGrants(tx, { ...p, room });
  if (given.length > 0) await addClaimed(tx, p.couponId, given.length);
  if (given.length === room) await bumpVersion(tx, "coupon");
  return given;
}
