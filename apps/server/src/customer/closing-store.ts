/** SQL of closing: what is still under way, and the row that says it is over. */
import type { PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

/** Nothing of theirs begins until this transaction ends: whatever would, holds this row by its foreign key. @returns null for nobody */
export async function lockForClosing(
  tx: Tx,
  customerId: bigint,
): Promise<{ closed: boolean; now: Date } | null> {
  const result = await sql<{ closed: boolean; now: Date }>`
    SELECT closed_at IS NOT NULL AS closed, business_now() AS now FROM customer WHERE id = ${customerId} FOR UPDATE`.execute(
    tx,
  );
  return result.rows[0] ?? null;
}

/** Postings wait. */
export async function lockAccount(tx: Tx, ownerId: bigint): Promise<void> {
  await sql`SELECT 1 FROM account WHERE owner_id = ${ownerId} FOR UPDATE`.execute(tx);
}

export interface ClosingRow {
  unpaid: number;
  unshipped: number;
  unreceived: number;
  aftersales: number;
  refunds: number;
  promoter: PromoterState | null;
  applied: boolean;
  estimated_fen: bigint;
  held_fen: bigint;
  available_fen: bigint;
  withdrawing_fen: bigint;
  debt_fen: bigint;
  withdrawals: number;
  adjustments: number;
  coming: number;
  /** What is lost that has a worth. */
  coupons: number;
  returnable: number;
}

/** Orders of anybody that name promoter `id` in a line's shares: unpaid ones, and those whose commission is not posted yet. */
const coming = (id: bigint) => {
  const share = sql`jsonb_build_array(jsonb_build_object('promoter', ${String(id)}::text))`;
  return sql`(SELECT count(*)::int FROM (
      SELECT o.buyer_id, o.no FROM orders o WHERE o.state IN ('awaiting_payment', 'closing') AND o.earning
      UNION SELECT x.owner_id, x.order_no FROM outbox x WHERE x.consumer = 'posting' AND x.order_no IS NOT NULL) due
    WHERE EXISTS (SELECT FROM promoter p WHERE p.owner_id = ${id}) AND EXISTS (
      SELECT FROM order_line l WHERE l.buyer_id = due.buyer_id AND l.order_no = due.no AND l.shares @> ${share}))`;
};

/** @param aftersaleDays how long a received order may still be returned */
export async function selectClosingFacts(
  query: Kysely<Tables>,
  id: bigint,
  aftersaleDays: number,
): Promise<ClosingRow> {
  const result = await sql<ClosingRow>`
    SELECT o.unpaid + (SELECT count(*)::int FROM payment_attempt t JOIN orders u ON u.buyer_id = t.buyer_id AND u.no = t.order_no
          WHERE t.buyer_id = ${id} AND t.state IN ('created', 'open') AND u.state NOT IN ('awaiting_payment', 'closing')) AS unpaid,
      o.unshipped, o.unreceived, o.returnable,
      (SELECT count(*)::int FROM aftersale WHERE buyer_id = ${id} AND state IN ('requested', 'refunding')) AS aftersales,
      (SELECT count(*)::int FROM refund WHERE buyer_id = ${id} AND state IN ('created', 'processing', 'abnormal')
        AND (aftersale_no IS NULL OR NOT EXISTS (SELECT FROM aftersale a WHERE a.buyer_id = refund.buyer_id
          AND a.no = refund.aftersale_no AND a.state IN ('requested', 'refunding')))) AS refunds,
      (SELECT state FROM promoter WHERE owner_id = ${id}) AS promoter,
      EXISTS (SELECT FROM promoter_application WHERE owner_id = ${id} AND state = 'requested') AS applied,
      coalesce(a.estimated_fen, 0) AS estimated_fen, coalesce(a.held_fen, 0) AS held_fen,
      coalesce(a.available_fen, 0) AS available_fen, coalesce(a.withdrawing_fen, 0) AS withdrawing_fen,
      coalesce(a.debt_fen, 0) AS debt_fen,
      (SELECT count(*)::int FROM withdrawal WHERE owner_id = ${id}
        AND state IN ('reviewing', 'checked', 'sending', 'confirming', 'cancelling')) AS withdrawals,
      ((SELECT count(*) FROM adjustment WHERE owner_id = ${id} AND state = 'requested')
        + (SELECT count(*) FROM payout_settlement WHERE owner_id = ${id} AND state = 'requested'))::int AS adjustments,
      ${coming(id)} AS coming,
      (SELECT count(*)::int FROM coupon_grant WHERE customer_id = ${id} AND state = 'usable' AND expires_at > business_now())
        AS coupons
    FROM (
      SELECT count(*) FILTER (WHERE state IN ('awaiting_payment', 'closing'))::int AS unpaid,
        count(*) FILTER (WHERE state = 'awaiting_shipment')::int AS unshipped,
        count(*) FILTER (WHERE state = 'awaiting_receipt')::int AS unreceived,
        count(*) FILTER (WHERE state = 'completed' AND received_at > business_now() - make_interval(days => ${aftersaleDays}))::int
          AS returnable
      FROM orders WHERE buyer_id = ${id}) o LEFT JOIN account a ON a.owner_id = ${id}`.execute(query);
  return result.rows[0] as ClosingRow;
}

/** Erased once more two minutes later, in real time: a device elsewhere may believe its session for half a minute. */
export async function markClosed(tx: Tx, customerId: bigint, at: Date): Promise<void> {
  await sql`
    UPDATE customer SET closed_at = ${at}, erase_due_at = now() + interval '2 minutes'
    WHERE id = ${customerId} AND closed_at IS NULL`.execute(tx);
}

export async function eraseDue(query: Kysely<Tables>, limit: number): Promise<bigint[]> {
  const result = await sql<{ id: bigint }>`
    SELECT id FROM customer WHERE erase_due_at <= now() ORDER BY erase_due_at LIMIT ${limit}`.execute(query);
  return result.rows.map((row) => row.id);
}

export async function markErased(tx: Tx, customerId: bigint): Promise<void> {
  await sql`UPDATE customer SET erase_due_at = NULL WHERE id = ${customerId}`.execute(tx);
}
