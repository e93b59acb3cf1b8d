/** Coupons as tests make, claim and spend them. */
import type { CouponGrant, CouponInput } from "@banyan/contract";
import { type Buyer, newKey } from "./people.ts";
import type { Shop } from "./shop.ts";

export const DAY = 86_400_000;
export const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();

/** A coupon that everybody may claim, ¥10 off, unless something else is asked for. */
export async function coupon(shop: Shop, extra: Partial<CouponInput> = {}): Promise<string> {
  const fields = {
    ...{ request_key: newKey(), name: "试一试", threshold_fen: 0, discount_fen: 1000, total: 100 },
    ...{ per_customer: 1, valid_days: 30, starts_at: at(-1), ends_at: at(30) },
  };
  return (await shop.owner.api.console.coupon.create({ ...fields, ...extra })).id;
}

export const claim = (who: Buyer, id: string): Promise<CouponGrant> =>
  who.api.coupon.claim({ coupon_id: id });

/** Quotes and submits with exactly these grants. */
export async function orderWith(who: Buyer, sku: string, coupons: string[], quantity = 1) {
  const quote = await who.api.quote.create({
    ...{ source: "buy_now" as const, lines: [{ sku_id: sku, quantity }], address_id: await who.address() },
    coupon: coupons,
  });
  const placed = await who.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
  return { quote, ...placed };
}

/** @returns the order's number, when everything that hangs on its payment is done */
export async function paidWith(
  shop: Shop,
  who: Buyer,
  sku: string,
  coupons: string[] = [],
  quantity = 1,
): Promise<string> {
  const { no } = await orderWith(who, sku, coupons, quantity);
  await who.pay(no);
  await shop.settle();
  return no;
}

/** One unit of the first line for this amount. */
export async function refundOne(shop: Shop, no: string, fen: number): Promise<void> {
  await shop.owner.api.console.order.refund({
    ...{ no, request_key: newKey(), lines: [{ line_no: 1, quantity: 1, amount_fen: fen }] },
    ...{ reason: "缺货", confirm_fen: fen },
  });
  await shop.settle();
}

export const heldBy = async (who: Buyer, state: "usable" | "used" | "expired") =>
  (await who.api.coupon.mine({ state })).items;
