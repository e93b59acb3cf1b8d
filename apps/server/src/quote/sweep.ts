/** Quotes that became no order go a day after their end: they say what somebody wanted, and there are many for every order. */
import type { Services } from "../services.ts";
import { deleteLapsed } from "./sweep-store.ts";

const SWEEP = 5_000;

export async function sweepQuotes(services: Services): Promise<void> {
  while ((await deleteLapsed(services.database.query, SWEEP)) === SWEEP);
}
