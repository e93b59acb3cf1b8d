/** What the bookkeeper says no to, and in which order. */
import { mostFor } from "./price.ts";
import type { Ask, Basket, BookCoupon, BookOrder, BookStock, Shop } from "./shapes.ts";

/** The pages of the book that a refusal looks at. */
export interface Book {
  readonly shop: Shop;
  readonly stock: readonly BookStock[];
  readonly coupons: readonly BookCoupon[];
  readonly now: number;
}

/** Every refusal that applies to a basket. Which of several a person is told first is not a matter of the books. */
export function refuseBasket(book: Book, basket: Basket): string[] {
  if (basket.lines.length === 0) return ["nothing_to_buy"];
  const words = new Set<string>();
  let goodsFen = 0n;
  let parcels = 0;
  for (const line of basket.lines) {
    const sku = known(book.shop.shelf[line.sku]);
    const { onHand, held } = known(book.stock[line.sku]);
    if (onHand - held < line.quantity) words.add("out_of_stock");
    if (sku.fulfilment === "parcel") parcels += 1;
    goodsFen += sku.priceFen * BigInt(line.quantity);
  }
  if (basket.coupon !== null) {
    const coupon = known(book.coupons[basket.coupon]);
    const free = coupon.buyer === basket.buyer && coupon.usedBy === null && coupon.expiresAfterMs > book.now;
    if (!free || goodsFen < coupon.thresholdFen) words.add("coupon_unusable");
  }
  if (parcels > 0 && book.shop.rules.unserved.includes(basket.province)) words.add("address_not_served");
  return [...words];
}

/** The first refusal of a request for a refund, or null. */
export function refuseAsk(
  book: Book,
  order: BookOrder,
  asks: readonly Ask[],
  p: { byShop: boolean },
): string | null {
  if (
    order.state !== "awaiting_shipment" &&
    order.state !== "awaiting_receipt" &&
    order.state !== "completed"
  ) {
    return "refund_nothing";
  }
  if (openCase(order)) return "aftersale_open";
  const over = order.receivedAt !== null && book.now >= order.receivedAt + book.shop.rules.aftersaleMs;
  if (over && !p.byShop) return "aftersale_too_late";
  if (asks.length === 0) return "refund_nothing";
  const named: number[] = [];
  for (const ask of asks) {
    const line = order.lines[ask.lineNo - 1];
    if (line === undefined || ask.quantity < 1 || ask.amountFen < 1n) return "refund_nothing";
    const unitsLeft = line.quantity - line.refundedQuantity;
    if (unitsLeft === 0 || mostFor(line, unitsLeft) === 0n) return "refund_nothing";
    const most = mostFor(line, ask.quantity);
    if (named.includes(ask.lineNo) || most === null || ask.amountFen > most) return "refund_exceeds";
    // Units that are not sent are given back whole.
    if (order.state === "awaiting_shipment" && ask.amountFen < most) return "refund_short";
    named.push(ask.lineNo);
  }
  return null;
}

/** Whether the order's newest case still waits for the shop or for WeChat. */
export function openCase(order: BookOrder): boolean {
  const state = order.cases.at(-1)?.state;
  return state === "requested" || state === "refunding";
}

/** @throws RangeError where a step names what is not in the books: a mistake of the test, not of the shop */
export function known<T>(value: T | undefined): T {
  if (value === undefined)
    throw new RangeError("the bookkeeper was asked about something that is not in its books");
  return value;
}
