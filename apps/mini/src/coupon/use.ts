import type { CouponGrant } from "@banyan/contract";
import { go, goHome } from "@/navigation.ts";

/** Where a coupon is used: the products it is good for, or the shop where that is everything. */
export function goUse({ coupon_id, scope }: Pick<CouponGrant, "coupon_id" | "scope">): void {
  if (scope === "all") goHome();
  else go(`/coupon/usable/index?id=${coupon_id}`);
}
