import type { Fen, Fulfilment } from "@banyan/kernel";
import { takeOff } from "../coupon/apply.ts";
import type { CouponLine, CouponTerms } from "../coupon/rule.ts";
import { type FreightPart, freightOf, templateOf } from "../freight/freight.ts";
import type { FreightBook } from "../freight/template.ts";

export interface PricedInput {
  priceFen: Fen;
  quantity: number;
  fulfilment: Fulfilment;
  /** Freight template of the product; absent or null: the shop's default. */
  templateId?: string | null | undefined;
  /** Of one piece; absent: unknown, 0. */
  weightG?: number | undefined;
  /** What scopes of coupons ask about; absent where none is limited. */
  productId?: bigint | undefined;
  categories?: readonly bigint[] | undefined;
}

/** 自购省 of the line at `index` of the input, in fen: 0 ≤ it ≤ net. */
export type SelfDiscount = (index: number, netFen: Fen) => Fen;

/** One line in fen: amount = price × quantity; net = amount − discount; base = net − 自购省, which is what commission is computed on. */
export interface PricedLine {
  amountFen: Fen;
  /** Σ couponFen */
  discountFen: Fen;
  /** What each coupon takes off this line, in the order of the coupons. */
  couponFen: Fen[];
  netFen: Fen;
  selfDiscountFen: Fen;
  baseFen: Fen;
}

export interface PricedOrder {
  /** In the order of the input. */
  lines: PricedLine[];
  goodsFen: Fen;
  discountFen: Fen;
  /** What each coupon saves, in the order of the coupons. */
  couponFen: Fen[];
  /** Sum of 自购省 over the lines. */
  selfDiscountFen: Fen;
  freightFen: Fen;
  /** Σ feeFen = freightFen; empty where nothing is sent. */
  freightParts: FreightPart[];
  /** goods − discount − self discount + freight */
  payableFen: Fen;
  /** How much more would waive the freight; null where no amount can, and where more than one template charges. */
  missingForFreeFen: Fen | null;
}

/**
 * The two last refusals carry the price all the same, so that it can be shown beside what stands in the way: an address that is not
 * served is priced as for elsewhere.
 */
export type PriceAnswer =
  | ({ kind: "priced" } & PricedOrder)
  | { kind: "refused"; refusal: "nothing_to_buy" | "coupon_unusable" }
  | {
      kind: "refused";
      refusal: "address_not_served";
      /** The lines that cannot be sent there, by their place in the input. */
      unserved: number[];
      price: PricedOrder;
    }
  | { kind: "refused"; refusal: "payable_zero"; price: PricedOrder };

export interface PriceQuestion {
  lines: readonly PricedInput[];
  /** Those that the person uses, in the order in which they are taken off. Whether this person may is `applyCoupons`' to say. */
  coupons: readonly CouponTerms[];
  freight: FreightBook;
  /** Region code of the address, six digits; null prices as for elsewhere. */
  region: string | null;
  /** D of a line by the commission plan; absent: the buyer has none. */
  selfDiscount?: SelfDiscount | undefined;
}

/**
 * Prices an order in the order of docs/COMMISSION.md: price → coupons, allocated to the lines → net → 自购省 → base; freight apart, on
 * what is left of the parcels. The one place where an order's money is computed: quote and submit ask here, clients never compute.
 *
 * Refusals, first to last: nothing_to_buy, coupon_unusable (one of the coupons would save nothing), address_not_served, payable_zero
 * (docs/decisions/2026-11-24-payable-is-never-zero.md).
 *
 * @throws RangeError on a negative price, a quantity that is no positive integer, a 自购省 outside its line: never a person's input by then
 */
export function priceQuote(p: PriceQuestion): PriceAnswer {
  if (p.lines.length === 0) return { kind: "refused", refusal: "nothing_to_buy" };
  const amounts = p.lines.map(amountOf);
  const taken = takeOff(p.coupons, p.lines.map(couponLineOf));
  if (taken.kind === "saves_nothing") return { kind: "refused", refusal: "coupon_unusable" };
  const lines = amounts.map((amountFen, index) => pricedLine(p, index, amountFen, taken.parts));
  const parcels = p.lines.flatMap((line, index) => {
    if (line.fulfilment !== "parcel") return [];
    const { templateId = null, weightG = 0, quantity } = line;
    return [{ index, templateId, weightG, quantity, baseFen: lines[index]?.baseFen ?? 0n }];
  });
  const sent = freightOf(p.freight, { region: p.region, lines: parcels });
  const freight = sent.kind === "fee" ? sent : freightOf(p.freight, { region: null, lines: parcels });
  if (freight.kind !== "fee") throw new RangeError("elsewhere is always served");
  const price = sumUp(lines, p.coupons.length, freight);
  if (sent.kind === "address_not_served") {
    const unserved = parcels.filter((line) =>
      sent.templateIds.includes(templateOf(p.freight, line.templateId).id),
    );
    const indexes = unserved.map(({ index }) => index);
    return { kind: "refused", refusal: "address_not_served", unserved: indexes, price };
  }
  if (price.payableFen === 0n) return { kind: "refused", refusal: "payable_zero", price };
  return { kind: "priced", ...price };
}

function amountOf(line: PricedInput): Fen {
  if (line.priceFen < 0n || !Number.isSafeInteger(line.quantity) || line.quantity < 1) {
    throw new RangeError("a line has a price ≥ 0 and a whole quantity ≥ 1");
  }
  return line.priceFen * BigInt(line.quantity);
}

function couponLineOf(line: PricedInput): CouponLine {
  return { amountFen: amountOf(line), productId: line.productId ?? 0n, categories: line.categories ?? [] };
}

function pricedLine(p: PriceQuestion, index: number, amountFen: Fen, taken: readonly Fen[][]): PricedLine {
  const couponFen = taken.map((parts) => parts[index] ?? 0n);
  const discountFen = total(couponFen);
  const netFen = amountFen - discountFen;
  const selfDiscountFen = p.selfDiscount?.(index, netFen) ?? 0n;
  if (selfDiscountFen < 0n || selfDiscountFen > netFen) throw new RangeError("0 ≤ 自购省 ≤ net");
  return { amountFen, discountFen, couponFen, netFen, selfDiscountFen, baseFen: netFen - selfDiscountFen };
}

function sumUp(
  lines: PricedLine[],
  coupons: number,
  freight: { feeFen: Fen; parts: FreightPart[] },
): PricedOrder {
  const [charging, another] = freight.parts.filter((part) => part.feeFen > 0n);
  return {
    lines,
    goodsFen: total(lines.map((line) => line.amountFen)),
    discountFen: total(lines.map((line) => line.discountFen)),
    couponFen: Array.from({ length: coupons }, (_, at) =>
      total(lines.map((line) => line.couponFen[at] ?? 0n)),
    ),
    selfDiscountFen: total(lines.map((line) => line.selfDiscountFen)),
    freightFen: freight.feeFen,
    freightParts: freight.parts,
    payableFen: total(lines.map((line) => line.baseFen)) + freight.feeFen,
    missingForFreeFen: charging && !another ? charging.missingFen : null,
  };
}

function total(amounts: readonly Fen[]): Fen {
  return amounts.reduce((left, right) => left + right, 0n);
}
