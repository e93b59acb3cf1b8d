/** Gives a coupon back. It is spent in the statement that also empties the cart (order/submit-store.ts). */
import type { Tx } from "../db/database.ts";
import { markReturned } from "./store.ts";

/** Gives back the coupon that an order took; a repeat changes nothing. @returns whether it was given back now */
export function returnCoupon(tx: Tx, customerId: bigint, grantId: bigint, orderNo: string): Promise<boolean> {
  return markReturned(tx, customerId, grantId, orderNo);
}
