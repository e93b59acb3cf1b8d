import type { Fen, Fulfilment } from "@banyan/kernel";
import { allocate } from "../coupon/allocate.ts";
import { type CouponTerms, couponSaving } from "../coupon/coupon.ts";
import { type FreightPolicy, freightOf } from "../freight/freight.ts";

export interface PricedInput {
  priceFen: Fen;
  quantity: number;
  fulfilment: Fulfilment;
}

/** 自购省 of the line at `index` of the input, in fen: 0 ≤ it ≤ net. */
export type SelfDiscount = (index: number, netFen: Fen) => Fen;

/** One line in fen: amount = price × quantity; net = amount − discount; base = net − 自购省, which is what commission is computed on. */
export interface PricedLine {
  amountFen: Fen;
  discountFen: Fen;
  netFen: Fen;
  selfDiscountFen: Fen;
  baseFen: Fen;
}

export type PriceAnswer =
  | {
      kind: "priced";
      /** In the order of the input. */
      lines: PricedLine[];
      goodsFen: Fen;
      discountFen: Fen;
      /** Sum of 自购省 over the lines. */
      selfDiscountFen: Fen;
      freightFen: Fen;
      /** goods − discount − self discount + freight */
      payableFen: Fen;
      missingForFreeFen: Fen | null;
    }
  | { kind: "refused"; refusal: "nothing_to_buy" | "coupon_unusable" | "address_not_served" };

/**
 * Prices an order in the order of docs/COMMISSION.md: price → coupon, allocated to the lines → net → base; freight apart.
 * Refusals, first to last: nothing_to_buy, coupon_unusable (the coupon would save nothing), address_not_served.
 *
 * @param p.selfDiscount D of a line by the commission plan; absent: the buyer has none
 * @param p.province first two digits of the region code; null prices as for an ordinary address
 * @throws RangeError on a negative price or a quantity that is no positive integer: never a person's input by then
 */
export function priceQuote(p: {
  lines: readonly PricedInput[];
  coupon: CouponTerms | null;
  freight: FreightPolicy;
  province: string | null;
  selfDiscount?: SelfDiscount | undefined;
}): PriceAnswer {
  if (p.lines.length === 0) return { kind: "refused", refusal: "nothing_to_buy" };
  const amounts = p.lines.map(amountOf);
  const goodsFen = total(amounts);
  const discountFen = p.coupon === null ? 0n : couponSaving(p.coupon, goodsFen);
  if (p.coupon !== null && discountFen === 0n) return { kind: "refused", refusal: "coupon_unusable" };

  const parts = allocate(discountFen, amounts);
  const lines = amounts.map((amountFen, index) => {
    const couponFen = parts[index] ?? 0n;
    return priced(amountFen, couponFen, p.selfDiscount?.(index, amountFen - couponFen) ?? 0n);
  });
  const selfDiscountFen = total(lines.map((line) => line.selfDiscountFen));
  const parcels = lines.filter((_, index) => p.lines[index]?.fulfilment === "parcel");
  const freight = freightOf(p.freight, {
    province: p.province,
    parcelFen: total(parcels.map((line) => line.baseFen)),
    hasParcel: parcels.length > 0,
  });
  if (freight.kind === "address_not_served") return { kind: "refused", refusal: "address_not_served" };

  return {
    kind: "priced",
    lines,
    goodsFen,
    discountFen,
    selfDiscountFen,
    freightFen: freight.feeFen,
    payableFen: goodsFen - discountFen - selfDiscountFen + freight.feeFen,
    missingForFreeFen: freight.missingForFreeFen,
  };
}

function amountOf(line: PricedInput): Fen {
  if (line.priceFen < 0n || !Number.isSafeInteger(line.quantity) || line.quantity < 1) {
    throw new RangeError("a line has a price ≥ 0 and a whole quantity ≥ 1");
  }
  return line.priceFen * BigInt(line.quantity);
}

function priced(amountFen: Fen, discountFen: Fen, selfDiscountFen: Fen): PricedLine {
  const netFen = amountFen - discountFen;
  return { amountFen, discountFen, netFen, selfDiscountFen, baseFen: netFen - selfDiscountFen };
}

function total(amounts: readonly Fen[]): Fen {
  return amounts.reduce((left, right) => left + right, 0n);
}
