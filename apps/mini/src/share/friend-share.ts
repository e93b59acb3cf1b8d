import type { CouponOffer } from "@banyan/contract";
import { useSlot } from "../design/slot.ts";
import { call } from "../http/call.ts";
import { arrivalSlot } from "./arrival.ts";

/** The share by which a friend came and that may bring what is for friends; null for the sharer and where nobody shared. */
export function useFriendShare(): string | null {
  const arrival = useSlot(arrivalSlot);
  return arrival !== null && arrival.promoter !== null && arrival.result !== "own" ? arrival.code : null;
}

export interface Open extends CouponOffer {
  /** The share by which a friend came, where the coupon asks for one. */
  share?: string;
}

/** What may be claimed, on one product or anywhere: that of the friend who sent it first, then what is for everybody. */
export async function offersFor(share: string | null, productId?: string): Promise<Open[]> {
  const on = productId === undefined ? {} : { product_id: productId };
  const [all, friend] = await Promise.all([
    call("coupon.offers", on),
    share === null ? { coupons: [] } : call("coupon.friend", { share, ...on }),
  ]);
  const forFriend = share === null ? [] : friend.coupons.map((offer) => ({ ...offer, share }));
  return [...forFriend, ...all.coupons];
}

/** What a coupon for a friend is called among others: it says what it is, once. */
export function friendName(name: string): string {
  return name.includes("好友") ? name : `好友券 ${name}`;
}
