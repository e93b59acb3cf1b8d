/** Coupons that could still be claimed for what somebody is about to buy. */
import type { QuoteOffer } from "@banyan/contract";
import { applyCoupons } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import { type ClaimableCoupon, listOffersHolding } from "../coupon/offers.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { type QuotedLine, selectQuotedLines } from "./store.ts";

/**
 * At the prices of now; a quote that has run out answers too. What cannot help these lines, whatever is added, is left out.
 * @param share by which the customer came; null without one
 * @throws Refusal not_found, also for another person's quote
 */
export async function listQuoteOffers(
  services: Services,
  customerId: bigint,
  quoteId: bigint,
  share: string | null,
): Promise<QuoteOffer[]> {
  const quoted =
    (await selectQuotedLines(services.database.query, customerId, quoteId)) ?? refuse("not_found");
  const products = [...new Set(quoted.lines.map((line) => line.productId))];
  if (products.length === 0) return [];
  const claimable = await listOffersHolding(services, customerId, products, share);
  return claimable
    .flatMap((each) => helpOf(each, quoted.lines, quoted.now) ?? [])
    .sort((a, b) => b.saving_fen - a.saving_fen || a.missing_fen - b.missing_fen);
}

function helpOf(
  { offer, friend, held }: ClaimableCoupon,
  lines: readonly QuotedLine[],
  now: Date,
): QuoteOffer | null {
  const question = lines.map(({ productId, amountFen }) => ({ productId, amountFen, categories: [] }));
  // Whoever is no new customer is offered nothing that asks for one.
  const answer = applyCoupons([held], question, { now, isNew: true });
  if (answer.kind === "applied") {
    return { ...offer, friend, saving_fen: toWire(answer.discountFen), missing_fen: 0 };
  }
  if (answer.refusal !== "coupon_below_threshold") return null;
  return { ...offer, friend, saving_fen: 0, missing_fen: toWire(answer.missingFen) };
}
