import { api, customerOf } from "../http/context.ts";
import { createQuote } from "./create.ts";
import { listQuoteOffers } from "./offers.ts";

export const quoteRoutes = {
  create: api.quote.create.handler(({ input, context }) =>
    createQuote(context.services, customerOf(context), input),
  ),
  offers: api.quote.offers.handler(async ({ input, context }) => ({
    coupons: await listQuoteOffers(
      context.services,
      customerOf(context).id,
      BigInt(input.quote_id),
      input.share ?? null,
    ),
  })),
};
