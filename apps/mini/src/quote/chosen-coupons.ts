import type { Quote } from "@banyan/contract";

type Held = Quote["coupons"][number];

/**
 * What is chosen after a tap on one: a chosen one is put back; a new one joins the others that may stand beside it and takes the place of
 * those that may not. The server has the last word.
 */
export function toggled(held: readonly Held[], tapped: Held): string[] | "none" {
  const chosen = held.filter((coupon) => coupon.chosen && coupon.id !== tapped.id);
  if (tapped.chosen) return chosen.length === 0 ? "none" : chosen.map(({ id }) => id);
  return [...chosen.filter((coupon) => goTogether(coupon, tapped)).map(({ id }) => id), tapped.id];
}

function goTogether(a: Held, b: Held): boolean {
  return a.stackable && b.stackable && (a.scope === "all") !== (b.scope === "all");
}
