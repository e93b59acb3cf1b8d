import { api, customerOf } from "../http/context.ts";
import { createQuote } from "./create.ts";

export const quoteRoutes = {
  create: api.quote.create.handler(({ input, context }) =>
    createQuote(context.services, customerOf(context), input),
  ),
};
