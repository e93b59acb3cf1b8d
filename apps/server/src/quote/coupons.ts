/** The coupons of a quote as the checkout shows them: those used with their part, all that are held with why not, and what is best. */
import type { CouponGrant, Quote } from "@banyan/contract";
import { applyCoupons, tellCouponRefusal } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import { TOO_LATE } from "../coupon/terms.ts";
import { type Computed, couponQuestion } from "./compute.ts";
import type { CouponFacts } from "./coupon-facts-store.ts";
import type { QuoteFacts } from "./facts-store.ts";

/** "best" or the grants' ids, as a quote asks for them. */
export function chosenCoupons(coupon: string | readonly string[]): "best" | bigint[] {
  if (coupon === "best") return "best";
  if (coupon === "none") return [];
  return (typeof coupon === "string" ? [coupon] : coupon).map(BigInt);
}

/** Usable ones first, the largest saving first; among equals the one that expires first. */
export function couponsOf(
  computed: Computed,
  facts: QuoteFacts,
): Pick<Quote, "coupon" | "coupons" | "coupons_used"> {
  const { lines, buyer } = couponQuestion(
    facts,
    computed.lines.map(({ sku, quantity }) => ({
      priceFen: sku.priceFen,
      quantity,
      productId: sku.productId,
    })),
  );
  const used = computed.coupons.map(({ coupon, discountFen }) => ({
    ...grantOf(coupon, facts.isNew),
    taken_fen: toWire(discountFen),
  }));
  const held = facts.coupons.map((coupon) => {
    const answer = applyCoupons([coupon], lines, buyer);
    const usable = answer.kind === "applied" && lines.length > 0;
    return {
      ...grantOf(coupon, facts.isNew),
      usable,
      reason: answer.kind === "refused" ? tellCouponRefusal(answer) : null,
      saving_fen: answer.kind === "applied" ? toWire(answer.discountFen) : 0,
      chosen: computed.coupons.some((one) => one.coupon.id === coupon.id),
    };
  });
  held.sort(
    (a, b) =>
      Number(b.usable) - Number(a.usable) ||
      b.saving_fen - a.saving_fen ||
      Date.parse(a.expires_at) - Date.parse(b.expires_at),
  );
  return { coupon: used[0] ?? null, coupons: held, coupons_used: used };
}

function grantOf(coupon: CouponFacts, isNew: boolean): CouponGrant {
  return {
    id: String(coupon.id),
    coupon_id: String(coupon.couponId),
    ...coupon.shown,
    state: "usable",
    usable_from: coupon.usableFrom?.toISOString() ?? null,
    expires_at: coupon.expiresAt.toISOString(),
    returned: coupon.returned,
    order_no: null,
    saved_fen: null,
    unusable_reason: coupon.rule.newCustomer && !isNew ? TOO_LATE : null,
  };
}
