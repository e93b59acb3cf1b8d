/** What must hold between commissions, transfers and accounts, asked in SQL of the tests' own: the product's books are not their own witness. */
import { expect } from "vitest";
import type { Shop } from "./shop.ts";

const OFFENCES: Record<string, string> = {
  "an account is the sum of its transfers": `
    SELECT a.owner_id::text FROM account a
    WHERE (a.estimated_fen, a.held_fen, a.available_fen, a.withdrawing_fen, -a.debt_fen) <> (
      SELECT ${["estimated", "held", "available", "withdrawing", "debt"]
        .map(
          (name) =>
            `coalesce(sum(CASE '${name}' WHEN t.credit THEN t.amount_fen WHEN t.debit THEN -t.amount_fen END), 0)::bigint`,
        )
        .join(", ")}
      FROM ledger t WHERE t.owner_id = a.owner_id)`,
  "who owes has nothing available":
    "SELECT owner_id::text FROM account WHERE debt_fen > 0 AND available_fen > 0",
  "kept = floor(fen × (B − R) / B) of everything refunded so far": `
    SELECT c.order_no || ':' || c.line_no || ':' || c.position FROM commission c
      JOIN order_line l ON l.buyer_id = c.buyer_id AND l.order_no = c.order_no AND l.line_no = c.line_no
    WHERE c.refunded_fen <> l.refunded_fen OR c.base_fen <> l.base_fen
      OR c.kept_fen <> floor(c.fen::numeric * (l.base_fen - l.refunded_fen) / l.base_fen)`,
  "transfers of a commission add up to what is kept": `
    SELECT c.order_no || ':' || c.line_no || ':' || c.position FROM commission c
    WHERE c.kept_fen <> (
      SELECT coalesce(sum(CASE WHEN t.debit = 'commission_expense' THEN t.amount_fen WHEN t.credit = 'commission_expense' THEN -t.amount_fen END), 0)
      FROM ledger t WHERE t.owner_id = c.owner_id
        AND starts_with(t.key, concat_ws(':', c.order_no, c.line_no, c.position, c.kind) || ':'))`,
  "estimated and held are the commissions that stand there": `
    SELECT a.owner_id::text FROM account a
    WHERE (a.estimated_fen, a.held_fen) <> (
      SELECT coalesce(sum(kept_fen) FILTER (WHERE held_at IS NULL AND settled_at IS NULL), 0)::bigint,
        coalesce(sum(kept_fen) FILTER (WHERE held_at IS NOT NULL), 0)::bigint
      FROM commission c WHERE c.owner_id = a.owner_id)`,
  "paid in time with shares ⇔ commissions, as snapshotted": `
    SELECT l.order_no || ':' || l.line_no FROM orders o
      JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
    WHERE (SELECT count(*) FROM commission c WHERE c.buyer_id = o.buyer_id AND c.order_no = o.no AND c.line_no = l.line_no)
      <> CASE WHEN o.paid_at IS NULL THEN 0 ELSE jsonb_array_length(l.shares) END`,
  "withdrawing is the sum of withdrawals under way": `
    SELECT a.owner_id::text FROM account a
    WHERE a.withdrawing_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM withdrawal w WHERE w.owner_id = a.owner_id
      AND w.state NOT IN ('paid', 'refused', 'cancelled', 'failed', 'expired'))`,
  "what was paid out is what the successful bills say": `
    SELECT w.no FROM withdrawal w
    WHERE (SELECT coalesce(sum(amount_fen), 0) FROM ledger t WHERE t.owner_id = w.owner_id AND t.ref = w.no AND t.kind = 'payout')
      <> (SELECT coalesce(sum(amount_fen), 0) FROM payout p WHERE p.owner_id = w.owner_id AND p.withdrawal_no = w.no AND p.state = 'success')`,
};

/** Fails with each sentence that does not hold and who breaks it. For a shop at rest: posting must have caught up. */
export async function ledgerHolds(shop: Pick<Shop, "sql">): Promise<void> {
  const found: Record<string, string[]> = {};
  for (const [sentence, offences] of Object.entries(OFFENCES)) {
    const rows = await shop.sql(offences);
    if (rows.length > 0) found[sentence] = rows.slice(0, 5).map((row) => String(Object.values(row)[0]));
  }
  expect(found).toEqual({});
}
