/** A quote: the price of some lines for one customer at one moment, kept for 15 minutes. */
import type { Address, CouponGrant, Quote, quoteInput } from "@banyan/contract";
import { later, MINUTE_MS, toWire, yuan } from "@banyan/kernel";
import type { z } from "zod";
import { addressFromFacts } from "../address/from-facts.ts";
import type { Promoting } from "../commission/snapshot.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { type Computed, computeQuote } from "./compute.ts";
import { type CouponFacts, loadQuoteFacts, type QuoteFacts } from "./facts-store.ts";
import { loadPromoting } from "./promoting.ts";
import { sumsOf } from "./seen.ts";
import { insertQuote } from "./store.ts";

export const QUOTE_MS = 15 * MINUTE_MS;
export type QuoteInput = z.infer<typeof quoteInput>;

/** @throws Refusal not_found (another person's address), coupon_unusable */
export async function createQuote(
  services: Services,
  customer: CustomerActor,
  input: QuoteInput,
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
  const coupon = input.coupon === "best" ? "best" : input.coupon === "none" ? null : BigInt(input.coupon);
  const freight = await services.freight.current();
  const promoting = await loadPromoting(services, facts);
  const computed = computeQuote({ lines, coupon }, facts, freight, promoting);
  if (typeof coupon === "bigint" && computed.coupon === null && computed.lines.length > 0) {
    refuse("coupon_unusable", { field: "coupon" });
  }
  const expiresAt = later(facts.now, QUOTE_MS);
  const id = await insertQuote(services.database.query, {
    buyerId: customer.id,
    request: {
      source: input.source,
      lines: boughtLines(computed, input),
      address_id: computed.needsAddress && facts.address ? String(facts.address.id) : null,
      coupon: computed.coupon ? String(computed.coupon.id) : null,
      seen: sumsOf(computed),
    },
    payableFen: computed.payableFen,
    now: facts.now,
    expiresAt,
  });
  const address = facts.address ? addressFromFacts(services.seal, customer.id, facts.address) : null;
  return { ...quoteBodyOf(id, computed, facts, address, expiresAt), referrer: referrerOf(promoting) };
}

/** What is left out of the sum is left out of the order too: named once, it does not stand in the way of the rest. */
function boughtLines(computed: Computed, input: QuoteInput): QuoteInput["lines"] {
  if (computed.lines.length === 0) return input.lines;
  return computed.lines.map(({ sku, quantity }) => ({ sku_id: String(sku.skuId), quantity }));
}

function quoteBodyOf(
  id: bigint,
  computed: Computed,
  facts: QuoteFacts,
  address: Address | null,
  expiresAt: Date,
): Omit<Quote, "referrer"> {
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
    self_rebate_fen: toWire(computed.selfRebateFen),
    freight_hint: computed.missingForFreeFen === null ? "" : `还差 ¥${yuan(computed.missingForFreeFen)} 包邮`,
    payable_fen: toWire(computed.payableFen),
    address: computed.needsAddress ? address : null,
    needs_address: computed.needsAddress,
    coupon: computed.coupon && grantOf(computed.coupon),
    coupons: facts.coupons.map((coupon) => {
      const usable = computed.goodsFen >= coupon.thresholdFen;
      const missing = coupon.thresholdFen - computed.goodsFen;
      return { ...grantOf(coupon), usable, reason: usable ? null : `还差 ¥${yuan(missing)} 可用` };
    }),
    blocked: computed.blocked,
    expires_at: expiresAt.toISOString(),
  };
}

function referrerOf({ referrer }: Promoting): Quote["referrer"] {
  return referrer && { name: referrer.name || "微信用户" };
}

function grantOf(coupon: CouponFacts): CouponGrant {
  return {
    id: String(coupon.id),
    coupon_id: String(coupon.couponId),
    name: coupon.name,
    threshold_fen: toWire(coupon.thresholdFen),
    discount_fen: toWire(coupon.discountFen),
    state: "usable",
    expires_at: coupon.expiresAt.toISOString(),
  };
}
