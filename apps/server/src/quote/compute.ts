/** Facts → price, line by line, in the order of docs/COMMISSION.md. Used by the quote and again, on fresh facts, by submit. */

import { type Quote, REFUSALS } from "@banyan/contract";
import {
  type AppliedCoupon,
  applyCoupons,
  bestCoupons,
  type CouponBuyer,
  type CouponLine,
  type CouponsAnswer,
  type FreightBook,
  type FreightPart,
  type PriceAnswer,
  type PricedLine,
  type PriceQuestion,
  priceQuote,
} from "@banyan/domain";
import { goodsText } from "@banyan/kernel";
import { regionName } from "../address/regions.ts";
import { type Promoting, selfDiscountOf, selfRebateOf } from "../commission/snapshot.ts";
import type { CouponFacts } from "./coupon-facts-store.ts";
import type { AddressFacts, QuoteFacts, SkuFacts } from "./facts-store.ts";

export interface ComputedLine {
  sku: SkuFacts;
  quantity: number;
  price: PricedLine;
}
export interface Computed {
  lines: ComputedLine[];
  invalid: Quote["invalid"];
  /** In the order in which they were taken off. */
  coupons: AppliedCoupon<CouponFacts>[];
  /** Why the chosen ones cannot be used; then none is. */
  couponRefused: Extract<CouponsAnswer<CouponFacts>, { kind: "refused" }> | null;
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
    /** Those in question, where only some are. */
    sku_ids?: string[];
  } | null;
}
export interface Wanted {
  lines: readonly { skuId: bigint; quantity: number }[];
  /** "best", or the ids of grants: none, one or two */
  coupons: "best" | readonly bigint[];
}

/** Lines that cannot be bought are named in `invalid` and left out of the sum. */
export function computeQuote(
  wanted: Wanted,
  facts: QuoteFacts,
  freight: FreightBook,
  promoting: Promoting,
): Computed {
  const { lines, invalid } = sortOut(wanted, facts);
  const needsAddress = lines.some((line) => line.sku.fulfilment === "parcel");
  const input: PriceQuestion = {
    lines: lines.map(({ sku, quantity }) => ({
      priceFen: sku.priceFen,
      quantity,
      fulfilment: sku.fulfilment,
      templateId: sku.freightTemplateId,
      weightG: sku.weightG,
      productId: sku.productId,
    })),
    coupons: [],
    freight,
    region: facts.address?.regionCode ?? null,
    selfDiscount: (index: number, netFen: bigint) => {
      const line = lines[index];
      return line ? selfDiscountOf(promoting, line.sku, line.quantity, netFen) : 0n;
    },
  };
  const used = useCoupons(wanted.coupons, facts, input);
  const answer = priceQuote({ ...input, coupons: used.coupons.map(({ coupon }) => coupon.rule) });
  const price = answer.kind === "priced" ? answer : "price" in answer ? answer.price : null;
  if (price === null) {
    return { ...NOTHING, invalid, blocked: { code: "nothing_to_buy", message: "没有可以购买的商品" } };
  }
  const priced = lines.map((line, index) => ({ ...line, price: price.lines[index] as PricedLine }));
  return {
    lines: priced,
    invalid,
    coupons: used.coupons,
    couponRefused: used.refused,
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
    blocked: blockedBy(answer, lines, needsAddress ? facts.address : "none_needed"),
  };
}

/** Whom the buyer's coupons are asked for, and of what. */
export function couponQuestion(
  facts: QuoteFacts,
  lines: readonly { priceFen: bigint; quantity: number; productId?: bigint | undefined }[],
): { lines: CouponLine[]; buyer: CouponBuyer } {
  return {
    lines: lines.map(({ priceFen, quantity, productId = 0n }) => ({
      amountFen: priceFen * BigInt(quantity),
      productId,
      // The facts say of each coupon which of these products it holds.
      categories: [],
    })),
    buyer: { now: facts.now, isNew: facts.isNew },
  };
}

/** Those that were chosen, or those after which least is to be paid, freight and 自购省 included. */
function useCoupons(
  wanted: Wanted["coupons"],
  facts: QuoteFacts,
  input: PriceQuestion,
): { coupons: AppliedCoupon<CouponFacts>[]; refused: Computed["couponRefused"] } {
  const { lines, buyer } = couponQuestion(facts, input.lines);
  if (wanted === "best") {
    const best = bestCoupons(facts.coupons, lines, buyer, ({ coupons }) => {
      const answer = priceQuote({ ...input, coupons: coupons.map(({ coupon }) => coupon.rule) });
      const price = answer.kind === "priced" ? answer : "price" in answer ? answer.price : null;
      // What comes to nothing cannot be ordered: as good as no discount.
      return price === null ? 0n : price.payableFen || price.goodsFen + price.freightFen;
    });
    return { coupons: best.coupons, refused: null };
  }
  const chosen = facts.coupons.filter(({ id }) => wanted.includes(id));
  const answer = applyCoupons(chosen, lines, buyer);
  if (answer.kind === "refused") return { coupons: [], refused: answer };
  return { coupons: answer.coupons, refused: null };
}

/** What stands between the price and an order. */
function blockedBy(
  answer: PriceAnswer,
  lines: readonly { sku: SkuFacts }[],
  address: AddressFacts | null | "none_needed",
): Computed["blocked"] {
  if (answer.kind === "refused" && answer.refusal === "address_not_served") {
    const skus = answer.unserved.flatMap((at) => lines[at]?.sku ?? []);
    return {
      code: "address_not_served",
      message: unservedText(skus, lines.length, address),
      sku_ids: skus.map((sku) => String(sku.skuId)),
    };
  }
  if (address === null) return { code: "address_needed", message: "请选择收货地址" };
  if (answer.kind === "refused" && answer.refusal === "payable_zero") {
    return { code: "payable_zero", message: REFUSALS.payable_zero.message };
  }
  return null;
}

/** 「“松茸”等 2 种商品不配送到西藏自治区，请更换地址，或先移出它们」: what, where, and what to do. */
function unservedText(
  skus: readonly SkuFacts[],
  lines: number,
  address: AddressFacts | null | "none_needed",
): string {
  const code = address === null || address === "none_needed" ? "" : address.regionCode;
  const where = regionName(code.slice(0, 4)) || "该地区";
  const all = skus.length === lines;
  const more = skus.length > 1 ? `等 ${skus.length} 种商品` : "";
  const what = all ? "" : `“${skus[0]?.name ?? ""}”${more}`;
  return `${what}暂不配送到${where}，请更换地址${all ? "" : "，或先移出这些商品"}`;
}

const NOTHING = {
  lines: [],
  coupons: [],
  couponRefused: null,
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
    const name = sku ? goodsText(sku.name, sku.spec) : "商品";
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
