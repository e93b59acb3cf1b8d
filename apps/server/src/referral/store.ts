/** SQL of `binding` (客户关系): the customer's own rows. At most one stands, the ended ones are the history. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

export type EndReason =
  | "expired"
  | "by_customer"
  | "by_operator"
  | "replaced"
  | "became_promoter"
  | "promoter_left";

/** A customer's relation changes one at a time, and not while they become a promoter. @returns false when there is no such customer, or no more */
export async function lockCustomer(tx: Tx, customerId: bigint): Promise<boolean> {
  const result =
    await sql`SELECT 1 FROM customer WHERE id = ${customerId} AND closed_at IS NULL FOR NO KEY UPDATE`.execute(
      tx,
    );
  return result.rows.length === 1;
}

export interface StandingRow {
  promoter_id: bigint;
  name: string;
  avatar: string | null;
  bound_at: Date;
  expires_at: Date;
}

/** The valid relation with its promoter's name. */
export async function selectValid(query: Query, customerId: bigint): Promise<StandingRow | null> {
  const result = await sql<StandingRow>`
    SELECT b.promoter_id, coalesce(p.nickname, '') AS name, p.avatar, b.bound_at, b.expires_at
    FROM binding b LEFT JOIN customer_profile p ON p.customer_id = b.promoter_id
    WHERE b.customer_id = ${customerId} AND b.ended_at IS NULL AND b.expires_at > business_now()`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

/** Ends what stands. What ran out before ends as expired, whatever the occasion. */
export async function endStanding(tx: Tx, customerId: bigint, reason: EndReason, at: Date): Promise<void> {
  await sql`
    UPDATE binding SET ended_at = ${at},
      end_reason = CASE WHEN expires_at <= ${at} THEN 'expired' ELSE ${reason}::text END
    WHERE customer_id = ${customerId} AND ended_at IS NULL`.execute(tx);
}

/** Ends every relation to a promoter who left. What ran out before ends as expired. @returns how many ended */
export async function endAllTo(tx: Tx, promoterId: bigint, at: Date): Promise<number> {
  const result = await sql`
    UPDATE binding SET ended_at = ${at},
      end_reason = CASE WHEN expires_at <= ${at} THEN 'expired' ELSE 'promoter_left' END
    WHERE promoter_id = ${promoterId} AND ended_at IS NULL`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

/** The same for those who left lately and to whom a customer was bound in that very moment. @returns how many ended */
export async function endLateToLeavers(query: Query): Promise<number> {
  const result = await sql`
    WITH clock AS MATERIALIZED (SELECT date_trunc('milliseconds', business_now()) AS now),
      leaver AS MATERIALIZED (
        SELECT p.owner_id FROM promoter p, clock WHERE p.state = 'closed' AND p.closed_at > clock.now - interval '2 days')
    UPDATE binding b SET ended_at = clock.now,
      end_reason = CASE WHEN b.expires_at <= clock.now THEN 'expired' ELSE 'promoter_left' END
    FROM leaver, clock WHERE b.promoter_id = leaver.owner_id AND b.ended_at IS NULL`.execute(query);
  return Number(result.numAffectedRows ?? 0n);
}

/** The customer's own wish: only what is still valid. @returns whether one ended */
export async function endValid(tx: Tx, customerId: bigint): Promise<boolean> {
  const result = await sql`
    UPDATE binding SET ended_at = business_now(), end_reason = 'by_customer'
    WHERE customer_id = ${customerId} AND ended_at IS NULL AND expires_at > business_now()`.execute(tx);
  return result.numAffectedRows === 1n;
}

export async function insertBinding(
  tx: Tx,
  row: {
    customerId: bigint;
    promoterId: bigint;
    shareCode: string | null;
    boundAt: Date;
    expiresAt: Date;
    staffId: bigint | null;
  },
): Promise<void> {
  await sql`
    INSERT INTO binding (customer_id, promoter_id, share_code, bound_at, expires_at, staff_id)
    VALUES (${row.customerId}, ${row.promoterId}, ${row.shareCode}, ${row.boundAt}, ${row.expiresAt}, ${row.staffId})`.execute(
    tx,
  );
}

/** The standing relation is valid for longer; never for less. */
export async function renewBinding(
  tx: Tx,
  customerId: bigint,
  promoterId: bigint,
  expiresAt: Date,
): Promise<void> {
  await sql`
    UPDATE binding SET expires_at = ${expiresAt}
    WHERE customer_id = ${customerId} AND promoter_id = ${promoterId} AND ended_at IS NULL AND expires_at < ${expiresAt}`.execute(
    tx,
  );
}
