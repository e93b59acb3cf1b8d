/** Gives a coupon to many at once, and tells them. */
import { businessDate, later } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import { type NewNotice, recordNotices } from "../notice/record.ts";
import { bumpVersion } from "../setting/store.ts";
import { addClaimed, type Given, insertGrants, lockRoom, selectTerms } from "./gift-store.ts";
import { termsOf } from "./terms.ts";

/**
 * Three statements, and two more to tell those who got it: the counter's row first, so that nobody gets what is not there. Each fact brings
 * its coupon and its notice once, whoever repeats it.
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
  if (given.length > 0) {
    await addClaimed(tx, p.couponId, given.length);
    await tell(tx, p, given);
  }
  if (given.length === room) await bumpVersion(tx, "coupon");
  return given.map((one) => one.customer_id);
}

/** Nobody looks for a coupon they have not asked for. */
async function tell(
  tx: Tx,
  p: { couponId: bigint; source: "gift" | "hand" },
  given: readonly Given[],
): Promise<void> {
  const terms = await selectTerms(tx, p.couponId);
  if (terms === null) return;
  const { name, title, scope_text } = termsOf(terms);
  await recordNotices(
    tx,
    given.map(
      (one): NewNotice => ({
        customerId: one.customer_id,
        eventKey: `coupon.given:${one.event_key}`,
        topic: "coupon.given",
        title: p.source === "gift" ? "下单送您一张优惠券" : "商家送您一张优惠券",
        body: `“${name}”${title}，${scope_text}，${periodText(one)}。`,
        link: "/coupon/mine/index",
        at: one.claimed_at,
      }),
    ),
  );
}

/** "有效期至 2026-12-30"; a period that ends at midnight ends with the day before. */
function periodText({ usable_from: from, expires_at: until }: Given): string {
  const last = businessDate(later(until, -1));
  return from === null ? `有效期至 ${last}` : `${businessDate(from)} 至 ${last} 可用`;
}
