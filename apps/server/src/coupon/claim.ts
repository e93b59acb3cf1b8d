/** Takes one coupon for one customer. */
import type { CouponGrant } from "@banyan/contract";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { bumpVersion } from "../setting/store.ts";
import { cameByShare } from "../share/received.ts";
import type { GrantRow } from "./grant-store.ts";
import {
  type ClaimFacts,
  countClaim,
  type GrantSource,
  insertGrant,
  selectClaimFacts,
  selectCounter,
} from "./store.ts";
import { grantOf, validityOf } from "./terms.ts";

/** What makes a claim good where the coupon is not for everybody: the key of its link, the share by which one came. */
export interface Proof {
  key?: string | undefined;
  share?: string | undefined;
}

/**
 * Three statements; the shared counter is touched last, so its row is locked for one round trip only.
 * @throws Refusal not_found (also without the proof it asks for), coupon_ended, coupon_new_only, coupon_claimed, coupon_exhausted,
 *   coupon_changed; too_many_requests for a second tap at the same moment
 */
export async function claimCoupon(
  services: Services,
  customerId: bigint,
  couponId: bigint,
  proof: Proof,
): Promise<CouponGrant> {
  const share = proof.share !== undefined && (await cameByShare(services, customerId, proof.share));
  return services.database.transact(async (tx) => {
    const facts = (await selectClaimFacts(tx, customerId, couponId)) ?? refuse("not_found");
    if (!isProven(facts, proof.key, share)) refuse("not_found");
    return take(tx, customerId, facts, {
      source: facts.way === "friend" ? "friend" : "claim",
      eventKey: null,
    });
  });
}

/** Whether what somebody shows is what this coupon asks for. */
export function isProven(
  coupon: Pick<ClaimFacts, "way" | "link_key">,
  key: string | undefined,
  cameByShare: boolean,
): boolean {
  if (coupon.way === "public") return true;
  if (coupon.way === "link") return key !== undefined && key === coupon.link_key;
  return coupon.way === "friend" && cameByShare;
}

/**
 * Gives the coupon, whatever way it is come by. Two statements.
 * @throws Refusal coupon_ended, coupon_new_only, coupon_claimed, coupon_exhausted, coupon_changed, too_many_requests
 */
export async function take(
  tx: Tx,
  customerId: bigint,
  facts: ClaimFacts,
  by: { source: GrantSource; eventKey: string | null },
): Promise<CouponGrant> {
  if (!facts.open) refuse("coupon_ended");
  if (!facts.welcome) refuse("coupon_new_only");
  if (facts.turns >= facts.per_customer) refuse("coupon_claimed");
  const turn = facts.turns + 1;
  const { from, until } = validityOf(facts, facts.now);
  const id = await insertGrant(tx, {
    customerId,
    couponId: facts.id,
    turn,
    source: by.source,
    eventKey: by.eventKey,
    claimedAt: facts.now,
    usableFrom: from,
    expiresAt: until,
  });
  if (id === null) refuse(turn >= facts.per_customer ? "coupon_claimed" : "too_many_requests");
  const counted = await countClaim(tx, facts.id, facts.revision);
  if (counted === null) return refuse(await whyNot(tx, facts.id));
  if (counted.emptied) await bumpVersion(tx, "coupon");
  const row: GrantRow = {
    ...facts,
    id,
    coupon_id: facts.id,
    state: "usable",
    usable_from: from,
    expires_at: until,
    returned: false,
    order_no: null,
    saved_fen: null,
    too_late: false,
    claimed_us: 0n,
  };
  return grantOf(row);
}

async function whyNot(
  tx: Tx,
  couponId: bigint,
): Promise<"coupon_ended" | "coupon_exhausted" | "coupon_changed"> {
  const { stopped, exhausted } = await selectCounter(tx, couponId);
  if (stopped) return "coupon_ended";
  return exhausted ? "coupon_exhausted" : "coupon_changed";
}
