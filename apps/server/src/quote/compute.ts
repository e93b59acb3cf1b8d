/** Facts → price, line by line, in the order of docs/COMMISSION.md. Used by the quote and again, on fresh facts, by submit. */
import { type Quote, REFUSALS } from "@banyan/contract";
import {
  bestCoupon,
  type FreightBook,
  type FreightPart,
  type PriceAnswer,
  type PricedLine,
  priceQuote,
} from "@banyan/domain";
import { type Promoting, selfDiscountOf, selfRebateOf } from "../commission/snapshot.ts";
import type { AddressFacts, CouponFacts, QuoteFacts, SkuFacts } from "./facts-store.ts";

export interface ComputedLine {
  sku: SkuFacts;
  quantity: number;
  price: PricedLine;
}
export interface Computed {
  lines: ComputedLine[];
  invalid: Quote["invalid"];
  coupon: CouponFacts | null;
  goodsFen: bigint;
  discountFen: bigint;
  selfDiscountFen: bigint;
  /** 自购省 of the same lines without the coupon. */
  selfBeforeCouponFen: bigint;
  /** 自购返 of the lines as priced. */
  selfRebateFen: bigint;
  freightFen: bigint;
  payableFen: bigint;
  freightParts: FreightPart[];
  missingForFreeFen: bigint | null;
  needsAddress: boolean;
  blocked: {
    code: "nothing_to_buy" | "address_needed" | "address_not_served" | "payable_zero";
    message: string;
  } | null;
}
export interface Wanted {
  lines: readonly { skuId: bigint; quantity: number }[];
  /** "best", a grant's id, or null for none */
  coupon: "best" | bigint | null;
}

/** Lines that cannot be bought are named in `invalid` and left out of the sum. */
export function computeQuote(
  wanted: Wanted,
  facts: QuoteFacts,
  freight: FreightBook,
  promoting: Promoting,
): Computed {
  const { lines, invalid } = sortOut(wanted, facts);
  const goodsFen = lines.reduce((sum, line) => sum + line.sku.priceFen * BigInt(line.quantity), 0n);
  const coupon =
    wanted.coupon === "best"
      ? bestCoupon(facts.coupons, goodsFen)
      : (facts.coupons.find((c) => c.id === wanted.coupon && goodsFen >= c.thresholdFen) ?? null);
  const needsAddress = lines.some((line) => line.sku.fulfilment === "parcel");
  const input = {
    lines: lines.map(({ sku, quantity }) => ({
      priceFen: sku.priceFen,
      quantity,
      fulfilment: sku.fulfilment,
      templateId: sku.freightTemplateId,
      weightG: sku.weightG,
    })),
    coupons: coupon === null ? [] : [coupon],
    freight,
    region: facts.address?.regionCode ?? null,
    selfDiscount: (index: number, netFen: bigint) => {
      const line = lines[index];
      return line ? selfDiscountOf(promoting, line.sku, line.quantity, netFen) : 0n;
    },
  };
  const answer = priceQuote(input);
  const price = answer.kind === "priced" ? answer : "price" in answer ? answer.price : null;
  if (price === null) {
    return { ...NOTHING, invalid, blocked: { code: "nothing_to_buy", message: "没有可以购买的商品" } };
  }
  const priced = lines.map((line, index) => ({ ...line, price: price.lines[index] as PricedLine }));
  return {
    lines: priced,
    invalid,
    coupon,
    goodsFen: price.goodsFen,
    discountFen: price.discountFen,
    selfDiscountFen: price.selfDiscountFen,
    selfBeforeCouponFen: sum(priced, ({ sku, quantity, price }) =>
      selfDiscountOf(promoting, sku, quantity, price.amountFen),
    ),
    selfRebateFen: sum(priced, (line) => selfRebateOf(promoting, line)),
    freightFen: price.freightFen,
    freightParts: price.freightParts,
    payableFen: price.payableFen,
    missingForFreeFen: price.missingForFreeFen,
    needsAddress,
    blocked: blockedBy(answer, needsAddress && !facts.address),
  };
}

/** What stands between the price and an order. */
function blockedBy(answer: PriceAnswer, addressMissing: boolean): Computed["blocked"] {
  if (answer.kind === "refused" && answer.refusal === "address_not_served") {
    return { code: "address_not_served", message: "该地区暂不配送，请更换地址" };
  }
  if (addressMissing) return { code: "address_needed", message: "请选择收货地址" };
  if (answer.kind === "refused" && answer.refusal === "payable_zero") {
    return { code: "payable_zero", message: REFUSALS.payable_zero.message };
  }
  return null;
}

const NOTHING = {
  lines: [],
  coupon: null,
  goodsFen: 0n,
  discountFen: 0n,
  selfDiscountFen: 0n,
  selfBeforeCouponFen: 0n,
  selfRebateFen: 0n,
  freightFen: 0n,
  freightParts: [],
  payableFen: 0n,
  missingForFreeFen: null,
  needsAddress: false,
};

function sum(lines: readonly ComputedLine[], fenOf: (line: ComputedLine) => bigint): bigint {
  return lines.reduce((total, line) => total + fenOf(line), 0n);
}

function sortOut(
  wanted: Wanted,
  facts: QuoteFacts,
): { lines: { sku: SkuFacts; quantity: number }[]; invalid: Quote["invalid"] } {
  const lines: { sku: SkuFacts; quantity: number }[] = [];
  const invalid: Quote["invalid"] = [];
  for (const { skuId, quantity } of wanted.lines) {
    const sku = facts.skus.get(skuId);
    const name = sku ? [sku.name, ...sku.spec].join(" ") : "商品";
    const no = (code: string, message: string) =>
      invalid.push({ sku_id: String(skuId), name, code, message });
    if (!sku?.listed) no("product_gone", "商品已下架");
    else if (sku.available <= 0) no("out_of_stock", "已售罄");
    else if (sku.available < quantity) no("out_of_stock", `仅剩 ${sku.available} 件`);
    else lines.push({ sku, quantity });
  }
  return { lines, invalid };
}

/** The address of the facts when it can be used for these lines. */
export function shippingAddress(computed: Computed, facts: QuoteFacts): AddressFacts | null {
  return computed.needsAddress ? facts.address : null;
}
