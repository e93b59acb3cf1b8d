/**
 * Reads the books against themselves: each sentence that must hold for orders, money, stock and coupons, with whoever breaks it.
 * It finds and tells; it never repairs.
 */
import { verifyAudit } from "../audit/verify.ts";
import type { Database, Tx } from "../db/database.ts";
import { ADJUSTMENT_BOOKS } from "./adjustment-store.ts";
import type { Book } from "./book.ts";
import { COMMISSION_BOOKS } from "./commission-store.ts";
import { COUPON_BOOKS } from "./coupon-store.ts";
import { CUSTOMER_BOOKS } from "./customer-store.ts";
import { LEDGER_BOOKS } from "./ledger-store.ts";
import { ORDER_BOOKS } from "./order-store.ts";
import { PAYMENT_BOOKS } from "./payment-store.ts";
import { PROCESS_BOOKS } from "./process-store.ts";
import { verifyShares } from "./recompute.ts";
import { REFERRED_BOOKS } from "./referred-store.ts";
import { REFUND_BOOKS } from "./refund-store.ts";
import { REVIEW_BOOKS } from "./review-store.ts";
import { findOffences } from "./run-store.ts";
import { STOCK_BOOKS } from "./stock-store.ts";
import { TIER_BOOKS } from "./tier-store.ts";
import { WITHDRAWAL_BOOKS } from "./withdrawal-store.ts";

export interface Check {
  key: string;
  /** Chinese: what must hold. */
  name: string;
  ok: boolean;
  /** How many break it. */
  count: number;
  /** Up to five of them: business numbers, SKU or coupon ids. */
  sample: string[];
}

export const BOOKS: readonly Book[] = [
  ...ORDER_BOOKS,
  ...PAYMENT_BOOKS,
  ...REFUND_BOOKS,
  ...STOCK_BOOKS,
  ...COUPON_BOOKS,
  ...COMMISSION_BOOKS,
  ...LEDGER_BOOKS,
  ...WITHDRAWAL_BOOKS,
  ...ADJUSTMENT_BOOKS,
  ...TIER_BOOKS,
  ...REFERRED_BOOKS,
  ...REVIEW_BOOKS,
  ...CUSTOMER_BOOKS,
  ...PROCESS_BOOKS,
];
const AUDIT = { key: "audit_chain", name: "操作日志的哈希链完整，没有被改动或抽走" };
const RECOMPUTED = { key: "commission_recomputed", name: "每个订单行的自购省与佣金都能由快照重算，分毫不差" };
/** Sentences that SQL alone cannot tell. */
export const COMPUTED_BOOKS = [AUDIT.key, RECOMPUTED.key];
const SAMPLE = 5;

/** All checks on one snapshot, so that a shop which goes on selling is never caught between two statements. */
export function checkBooks(query: Database["query"]): Promise<Check[]> {
  return query
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((tx) => readBooks(tx));
}

/** The same inside a transaction of the caller, on what that transaction sees. */
export async function readBooks(tx: Tx): Promise<Check[]> {
  const found = await findOffences(tx, BOOKS, SAMPLE);
  const checks = BOOKS.map(({ key, name }): Check => {
    const { count = 0, sample = [] } = found.get(key) ?? {};
    return { key, name, ok: count === 0, count, sample };
  });
  checks.push(checkOf(RECOMPUTED, await verifyShares(tx)), checkOf(AUDIT, (await verifyAudit(tx)).broken));
  return checks;
}

function checkOf(book: { key: string; name: string }, broken: readonly string[]): Check {
  return { ...book, ok: broken.length === 0, count: broken.length, sample: broken.slice(0, SAMPLE) };
}
