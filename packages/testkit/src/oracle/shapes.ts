/** What the bookkeeper writes down. Money is bigint fen, time is ms; SKUs, buyers, coupons and orders are plain indexes from 0. */
import type { AftersaleState, Fulfilment, OrderState } from "@banyan/kernel";

/** The settings of the shop that decide about orders. */
export interface ShopRules {
  baseFen: bigint;
  freeOverFen: bigint | null;
  remote: readonly { province: string; feeFen: bigint }[];
  unserved: readonly string[];
  unpaidMs: number;
  receiveMs: number;
  aftersaleMs: number;
}

export interface ShelfSku {
  priceFen: bigint;
  fulfilment: Fulfilment;
  onHand: number;
}

/** A coupon in the hands of one buyer. */
export interface HeldCoupon {
  buyer: number;
  thresholdFen: bigint;
  discountFen: bigint;
  /** ms after the start */
  expiresAfterMs: number;
}

/** The world at the start of a run. */
export interface Shop {
  rules: ShopRules;
  shelf: readonly ShelfSku[];
  coupons: readonly HeldCoupon[];
  buyers: number;
}

export interface Basket {
  buyer: number;
  lines: readonly { sku: number; quantity: number }[];
  coupon: number | null;
  province: string;
}

export interface BookLine {
  lineNo: number;
  sku: number;
  quantity: number;
  amountFen: bigint;
  discountFen: bigint;
  /** What the buyer pays for the line. */
  baseFen: bigint;
  refundedFen: bigint;
  refundedQuantity: number;
  refundingFen: bigint;
  refundingQuantity: number;
}

/** So many units of a line, and so much money for them. */
export interface Ask {
  lineNo: number;
  quantity: number;
  amountFen: bigint;
}

export interface BookCase {
  state: AftersaleState;
  lines: readonly Ask[];
  freightFen: bigint;
  restock: boolean;
}

export interface BookOrder {
  buyer: number;
  coupon: number | null;
  /** Never `closing`: between two steps nothing is on its way. */
  state: OrderState;
  lines: BookLine[];
  freightFen: bigint;
  payableFen: bigint;
  createdAt: number;
  /** The buyer's money is at WeChat. */
  moneyIn: boolean;
  shippedAt: number | null;
  receivedAt: number | null;
  /** Lines and freight. */
  refundedFen: bigint;
  freightRefundedFen: bigint;
  /** The last is the newest; only that one can be open. */
  cases: BookCase[];
}

/** Money that the shop has to give back. */
export interface Obligation {
  order: number;
  cause: "aftersale" | "late_payment";
  amountFen: bigint;
  state: "owed" | "done" | "failed";
}

export interface BookStock {
  initial: number;
  onHand: number;
  held: number;
}

export interface BookCoupon extends HeldCoupon {
  /** The order that has it, until that closes. */
  usedBy: number | null;
}
