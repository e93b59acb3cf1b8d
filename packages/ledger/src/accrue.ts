/**
 * Accruals stand as commissions and nowhere else: whoever writes commissions moves the accounts by them here, in the same statement. A
 * flash sale posts little else, so this does as little per row as can be.
 */
import { type RawBuilder, sql } from "kysely";
import { dayUpkeep, type Query } from "./post.ts";

export interface Accrued<Facts> {
  /** CTEs that write the commissions, written "name AS (…), ". */
  before: RawBuilder<unknown>;
  /** The CTE with those that are new, as (owner_id, fen, business_date), fen ≥ 0. */
  from: string;
  /** What the caller wants to know of its CTEs: "(SELECT count(*) FROM event)::int AS taken". */
  facts: RawBuilder<Facts>;
}

/**
 * Moves what was just accrued from the shop's expense to `estimated`, one statement for all. Nothing that is available changes, so no
 * debt is paid off. Accounts are locked last and in order: until then two of these run side by side.
 */
export async function moveAccrued<Facts>(tx: Query, accrued: Accrued<Facts>): Promise<Facts> {
  const result = await sql<Facts & { owners: number; moved: number }>`
    WITH ${accrued.before}
      sums AS MATERIALIZED (
        SELECT owner_id, business_date, 'accrue' AS kind, 'commission_expense' AS debit, 'estimated' AS credit, count(*) AS transfers,
          sum(fen)::bigint AS amount_fen
        FROM ${sql.raw(accrued.from)} WHERE fen > 0 GROUP BY owner_id, business_date),
      delta AS MATERIALIZED (SELECT owner_id, sum(amount_fen)::bigint AS estimated FROM sums GROUP BY owner_id),
      locked AS (
        SELECT a.*, d.estimated FROM delta d JOIN account a ON a.owner_id = d.owner_id ORDER BY a.owner_id FOR UPDATE OF a),
      moved AS (
        UPDATE account a SET estimated_fen = l.estimated_fen + l.estimated FROM locked l WHERE a.owner_id = l.owner_id
        RETURNING a.owner_id),
      day AS (${dayUpkeep("sums JOIN locked USING (owner_id)")})
    SELECT (SELECT count(*) FROM delta)::int AS owners, (SELECT count(*) FROM moved)::int AS moved, ${accrued.facts}`.execute(
    tx,
  );
  const outcome = result.rows[0];
  if (!outcome) throw new Error("posting gave no answer");
  if (outcome.moved !== outcome.owners) throw new Error("a promoter without an account");
  return outcome;
}
