/** The books of a test shop, read as `npm run books` reads them. */
import { checkBooks } from "@banyan/server/reconciliation/check.ts";
import { expect } from "vitest";
import type { Shop } from "./shop.ts";

/** Fails with every sentence that does not hold, and with whoever breaks it. */
export async function booksHold(shop: Shop): Promise<void> {
  const broken = (await checkBooks(shop.workerServices.database.query)).filter((check) => !check.ok);
  expect(broken).toEqual([]);
}
