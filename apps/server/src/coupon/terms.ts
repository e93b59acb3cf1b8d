/** A coupon's row → what it promises, for the domain and for people. */
import type { CouponGrant, CouponOffer } from "@banyan/contract";
import { type CouponTerms, couponTitle, tellCouponRefusal } from "@banyan/domain";
import { businessDate, DAY_MS, later, toWire } from "@banyan/kernel";
import type { GrantRow } from "./grant-store.ts";
import type { TermsRow, ValidRow } from "./store.ts";

/** Names of categories that are told; the rest are counted. */
const NAMED = 3;

/** The part of an offer or grant that is the coupon's own. */
export function termsOf(row: TermsRow) {
  const terms: CouponTerms = {
    thresholdFen: row.threshold_fen,
    discountFen: row.discount_fen,
    percentOff: row.percent_off,
  };
  return {
    name: row.name,
    title: couponTitle(terms),
    kind: row.kind,
    threshold_fen: toWire(row.threshold_fen),
    discount_fen: toWire(row.discount_fen),
    percent_off: row.percent_off,
    ceiling_fen: row.ceiling_fen === null ? null : toWire(row.ceiling_fen),
    scope: row.scope,
    scope_text: scopeText(row),
    new_customer: row.new_customer,
    stackable: row.stackable,
  };
}

/** "茶叶、咖啡可用，部分商品除外". */
export function scopeText(
  row: Pick<TermsRow, "scope" | "scope_count" | "excluded_count" | "scope_names">,
): string {
  const but = row.excluded_count > 0 ? "，部分商品除外" : "";
  if (row.scope === "all") return `全店可用${but}`;
  if (row.scope === "products") return `指定 ${row.scope_count} 件商品可用${but}`;
  const names = (row.scope_names ?? []).slice(0, NAMED).join("、");
  const more = row.scope_count > NAMED ? `等 ${row.scope_count} 类` : "";
  return `${names || "指定分类"}${more}可用${but}`;
}

/** From when and until when a coupon that is claimed now can be used; `from` null: at once. */
export function validityOf(row: ValidRow, now: Date): { from: Date | null; until: Date } {
  if (row.usable_until === null) return { from: null, until: later(now, (row.valid_days ?? 0) * DAY_MS) };
  const from = row.usable_from !== null && row.usable_from > now ? row.usable_from : null;
  return { from, until: row.usable_until };
}

export function validText(row: ValidRow): string {
  if (row.usable_until === null) return `领取后 ${row.valid_days} 天内有效`;
  const from = row.usable_from === null ? "" : monthDay(row.usable_from);
  // A period that ends at midnight ends with the day before.
  return `${from}至${monthDay(later(row.usable_until, -1))}可用`;
}

function monthDay(at: Date): string {
  const [, month, day] = businessDate(at).split("-");
  return `${Number(month)}月${Number(day)}日`;
}

export function validDays(row: ValidRow, now: Date): number {
  if (row.usable_until === null) return row.valid_days ?? 0;
  return Math.max(0, Math.ceil((row.usable_until.getTime() - now.getTime()) / DAY_MS));
}

export function grantOf(row: GrantRow): CouponGrant {
  return {
    id: String(row.id),
    coupon_id: String(row.coupon_id),
    ...termsOf(row),
    state: row.state,
    usable_from: row.usable_from?.toISOString() ?? null,
    expires_at: row.expires_at.toISOString(),
    returned: row.returned,
    order_no: row.order_no,
    saved_fen: row.saved_fen === null ? null : toWire(row.saved_fen),
    unusable_reason: row.too_late ? TOO_LATE : null,
  };
}

/** What a coupon for new customers says to who is none any more. */
export const TOO_LATE = tellCouponRefusal({ refusal: "coupon_new_only", missingFen: 0n });

export type OfferTerms = Omit<CouponOffer, "claimed">;
