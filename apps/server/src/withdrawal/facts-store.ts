/** What a withdrawal is decided by, read across nouns: the promoter, the account, the day's requests, who a staff member is as a customer. */
import type { PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface MoneyFacts {
  /** null: not a promoter. */
  state: PromoterState | null;
  agreement_version: number | null;
  available_fen: bigint;
  withdrawing_fen: bigint;
  debt_fen: bigint;
  /** Of this business day: neither refused, failed, nor taken back before anybody decided. */
  used_today: number;
  /** What those came to. */
  used_fen: bigint;
  /** Limits of the promoter's tier. */
  tier_max_fen: bigint | null;
  tier_day_fen: bigint | null;
  now: Date;
}

/**
 * Locks the promoter's row, so that two requests of one person, or a request and a freeze, come one after the other.
 * @returns false where there is none
 */
export async function lockPromoter(tx: Tx, ownerId: bigint): Promise<boolean> {
  const result = await sql`SELECT FROM promoter WHERE owner_id = ${ownerId} FOR UPDATE`.execute(tx);
  return result.rows.length === 1;
}

export async function readMoneyFacts(query: Kysely<Tables>, ownerId: bigint): Promise<MoneyFacts> {
  const result = await sql<MoneyFacts>`
    WITH clock AS (SELECT date_trunc('milliseconds', business_now()) AS now)
    SELECT p.state, p.agreement_version, coalesce(a.available_fen, 0) AS available_fen,
      coalesce(a.withdrawing_fen, 0) AS withdrawing_fen, coalesce(a.debt_fen, 0) AS debt_fen, clock.now, used.today AS used_today,
      used.fen AS used_fen, t.withdraw_max_fen AS tier_max_fen, t.withdraw_day_fen AS tier_day_fen
    FROM clock LEFT JOIN promoter p ON p.owner_id = ${ownerId} LEFT JOIN tier t ON t.id = p.tier_id
      LEFT JOIN account a ON a.owner_id = ${ownerId}
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS today, coalesce(sum(w.amount_fen), 0)::bigint AS fen FROM withdrawal w
        WHERE w.owner_id = ${ownerId} AND w.requested_date = business_date(clock.now)
          AND w.requested_at >= (business_date(clock.now) - interval '8 hours') AT TIME ZONE 'UTC' AND w.state NOT IN ('refused', 'failed')
          AND (w.state <> 'cancelled' OR w.decided_at IS NOT NULL)) used`.execute(query);
  const row = result.rows[0];
  if (!row) throw new Error("business_clock is empty");
  return row;
}

/** Who a staff member is as a customer of this shop, where the owner has linked them. */
export async function customerOfStaff(query: Kysely<Tables>, staffId: bigint): Promise<bigint | null> {
  const result = await sql<{ customer_id: bigint | null }>`
    SELECT customer_id FROM staff WHERE id = ${staffId}`.execute(query);
  return result.rows[0]?.customer_id ?? null;
}
