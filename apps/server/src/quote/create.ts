/** A quote: the price of some lines for one customer at one moment, kept for 15 minutes. */
import type { Address, Quote, quoteInput } from "@banyan/contract";
import {
  describeFreightPart,
  type FreightBook,
  missingText,
  tellCouponRefusal,
  templateOf,
} from "@banyan/domain";
import { later, MINUTE_MS, toWire } from "@banyan/kernel";
import type { z } from "zod";
import { addressFromFacts } from "../address/from-facts.ts";
import type { Promoting } from "../commission/snapshot.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { type Computed, computeQuote } from "./compute.ts";
import { chosenCoupons, couponsOf } from "./coupons.ts";
import { loadQuoteFacts, type QuoteFacts } from "./facts-store.ts";
import { loadPromoting } from "./promoting.ts";
import { sumsOf } from "./seen.ts";
import { insertQuote, type QuoteRequest } from "./store.ts";

export const QUOTE_MS = 15 * MINUTE_MS;
export type QuoteInput = z.infer<typeof quoteInput>;

/**
 * @param standing the quote that this one would replace: where nothing is left to buy, which is what thousands of a rush are told, it stays
 *   as it is and nothing is written
 * @throws Refusal not_found (another person's address), coupon_unusable
 */
export async function createQuote(
  services: Services,
  customer: CustomerActor,
  input: QuoteInput,
  standing: bigint | null = null,
): Promise<Quote> {
  const lines = input.lines.map((line) => ({ skuId: BigInt(line.sku_id), quantity: line.quantity }));
  const addressId = input.address_id === undefined ? null : BigInt(input.address_id);
  const facts = await loadQuoteFacts(
    services.database.query,
    customer.id,
    lines.map((line) => line.skuId),
    addressId,
  );
  if (addressId !== null && !facts.address)
    refuse("not_found", { field: "address_id", message: "地址不存在" });
  const coupons = chosenCoupons(input.coupon);
  const freight = await services.freight.current();
  const promoting = await loadPromoting(services, facts);
  const computed = computeQuote({ lines, coupons }, facts, freight, promoting);
  if (coupons !== "best" && computed.lines.length > 0) checkChosen(computed, coupons);
  const expiresAt = later(facts.now, QUOTE_MS);
  const write = () =>
    insertQuote(services.database.query, {
      buyerId: customer.id,
      request: {
        source: input.source,
        lines: boughtLines(computed, input),
        choice: input.coupon,
        address_id: computed.needsAddress && facts.address ? String(facts.address.id) : null,
        coupon: null,
        coupons: computed.coupons.map(({ coupon }) => String(coupon.id)),
        seen: sumsOf(computed),
      },
      payableFen: computed.payableFen,
      now: facts.now,
      expiresAt,
    });
  const id = computed.lines.length === 0 && standing !== null ? standing : await write();
  const address = facts.address ? addressFromFacts(services.seal, customer.id, facts.address) : null;
  return {
    ...quoteBodyOf(id, computed, facts, address, expiresAt),
    freight_parts: freightPartsOf(computed, freight),
    referrer: referrerOf(promoting),
  };
}

/** @throws Refusal coupon_unusable with the reason; without one where the buyer has no such coupon to use, whoever else has it */
function checkChosen(computed: Computed, chosen: readonly bigint[]): void {
  const refused = computed.couponRefused;
  if (refused) {
    const message = `“${refused.coupon.shown.name}”不能使用：${tellCouponRefusal(refused)}`;
    refuse("coupon_unusable", { field: "coupon", message });
  }
  if (computed.coupons.length < chosen.length) refuse("coupon_unusable", { field: "coupon" });
}

/** What is left out of the sum is left out of the order too: named once, it does not stand in the way of the rest. */
function boughtLines(computed: Computed, input: QuoteInput): QuoteRequest["lines"] {
  if (computed.lines.length === 0) return input.lines;
  return computed.lines.map(({ sku, quantity }) => ({
    sku_id: String(sku.skuId),
    quantity,
    price_fen: toWire(sku.priceFen),
  }));
}

function quoteBodyOf(
  id: bigint,
  computed: Computed,
  facts: QuoteFacts,
  address: Address | null,
  expiresAt: Date,
): Omit<Quote, "referrer" | "freight_parts"> {
  return {
    id: String(id),
    lines: computed.lines.map(({ sku, quantity, price }, index) => ({
      line_no: index + 1,
      sku_id: String(sku.skuId),
      product_id: String(sku.productId),
      name: sku.name,
      spec: sku.spec,
      picture: sku.picture,
      fulfilment: sku.fulfilment,
      price_fen: toWire(sku.priceFen),
      quantity,
      amount_fen: toWire(price.amountFen),
      discount_fen: toWire(price.discountFen),
      net_fen: toWire(price.netFen),
      self_discount_fen: toWire(price.selfDiscountFen),
    })),
    invalid: computed.invalid,
    ...sumsOf(computed),
    self_before_coupon_fen: toWire(computed.selfBeforeCouponFen),
    freight_hint: freightHintOf(computed),
    payable_fen: toWire(computed.payableFen),
    address: computed.needsAddress ? address : null,
    needs_address: computed.needsAddress,
    ...couponsOf(computed, facts),
    blocked: computed.blocked,
    expires_at: expiresAt.toISOString(),
  };
}

/** What more would waive the freight, where one template charges alone. */
function freightHintOf({ freightParts }: Computed): string {
  const charging = freightParts.filter((part) => part.feeFen > 0n);
  const [only] = charging;
  return only && charging.length === 1 ? missingText(only) : "";
}

function freightPartsOf({ freightParts }: Computed, freight: FreightBook): Quote["freight_parts"] {
  return freightParts.map((part) => ({
    name: part.templateName,
    fee_fen: toWire(part.feeFen),
    reason: describeFreightPart(part, templateOf(freight, part.templateId).unit),
  }));
}

function referrerOf({ referrer }: Promoting): Quote["referrer"] {
  return referrer && { name: referrer.name || "微信用户" };
}
