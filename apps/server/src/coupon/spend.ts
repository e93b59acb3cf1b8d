/** Gives coupons back. They are spent in the statement that also empties the cart (order/submit-store.ts). */
import type { Tx } from "../db/database.ts";
import { markReturned } from "./store.ts";

/** Gives back what an order that was never paid took; a repeat changes nothing. @returns how many were given back now */
export function returnCoupons(tx: Tx, customerId: bigint, orderNo: string): Promise<number> {
  return markReturned(tx, customerId, orderNo);
}
