/** An order as it stands in the book on the day it is submitted. */
import type { BookPrice } from "./price.ts";
import type { Basket, BookOrder } from "./shapes.ts";

export function newOrder(basket: Basket, price: BookPrice, now: number): BookOrder {
  return {
    buyer: basket.buyer,
    coupon: basket.coupon,
    state: "awaiting_payment",
    lines: basket.lines.map(({ sku, quantity }, index) => ({
      lineNo: index + 1,
      sku,
      quantity,
      ...(price.lines[index] ?? { amountFen: 0n, discountFen: 0n, baseFen: 0n }),
      refundedFen: 0n,
      refundedQuantity: 0,
      refundingFen: 0n,
      refundingQuantity: 0,
    })),
    freightFen: price.freightFen,
    payableFen: price.payableFen,
    createdAt: now,
    moneyIn: false,
    shippedAt: null,
    receivedAt: null,
    refundedFen: 0n,
    freightRefundedFen: 0n,
    cases: [],
  };
}
