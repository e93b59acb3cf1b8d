import { ownerOf } from "@banyan/kernel";
import { api, customerOf, sessionOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { applyQuery } from "./apply.ts";
import { startPayment } from "./start.ts";
import { latestAttempt } from "./store.ts";

export const paymentRoutes = {
  start: api.payment.start.handler(({ input, context }) =>
    startPayment(context.services, customerOf(context), sessionOf(context), input.no),
  ),
  check: api.payment.check.handler(async ({ input, context }) => {
    const customer = customerOf(context);
    if (ownerOf("order", input.no) !== customer.id) refuse("not_found");
    const attempt = await latestAttempt(context.services.database.query, customer.id, input.no);
    if (!attempt) return { state: "unpaid" as const };
    if (attempt.state === "paid") return { state: "paid" as const };
    if (attempt.state === "closed" || attempt.state === "late") return { state: "closed" as const };
    return { state: await applyQuery(context.services, customer.id, attempt.no) };
  }),
};
