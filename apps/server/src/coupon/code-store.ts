/** SQL of `coupon_code` (registry) and `coupon_guess` (the customer's). */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

/**
 * Counts a try before it is known whether it is right, on the person's own row: of many at once only the first few get any further.
 * @returns how many there have been in the running hour, this one included
 */
export async function countTry(query: Query, customerId: bigint): Promise<number> {
  const result = await sql<{ wrong: number }>`
    INSERT INTO coupon_guess AS g (customer_id, wrong, since) VALUES (${customerId}, 1, business_now())
    ON CONFLICT (customer_id) DO UPDATE SET
      wrong = CASE WHEN g.since <= excluded.since - interval '1 hour' THEN 1 ELSE g.wrong + 1 END,
      since = CASE WHEN g.since <= excluded.since - interval '1 hour' THEN excluded.since ELSE g.since END
    RETURNING wrong`.execute(query);
  return result.rows[0]?.wrong ?? 1;
}

/** The try was none. */
export async function forgiveTry(query: Query, customerId: bigint): Promise<void> {
  await sql`UPDATE coupon_guess SET wrong = greatest(wrong - 1, 0) WHERE customer_id = ${customerId}`.execute(
    query,
  );
}

export interface CodeRow {
  coupon_id: bigint;
  shared: boolean;
  taken_by: bigint | null;
}

export async function findCode(query: Query, code: string): Promise<CodeRow | null> {
  const result = await sql<CodeRow>`
    SELECT coupon_id, shared, taken_by FROM coupon_code WHERE code = ${code}`.execute(query);
  return result.rows[0] ?? null;
}

/** @returns false when somebody was first */
export async function takeCode(tx: Tx, code: string, customerId: bigint, at: Date): Promise<boolean> {
  const result = await sql`
    UPDATE coupon_code SET taken_by = ${customerId}, taken_at = ${at} WHERE code = ${code} AND taken_by IS NULL`.execute(
    tx,
  );
  return result.numAffectedRows === 1n;
}

/** @returns how many were not somebody's already */
export async function insertCodes(
  tx: Tx,
  couponId: bigint,
  codes: readonly string[],
  shared: boolean,
): Promise<number> {
  const result = await sql`
    INSERT INTO coupon_code (code, coupon_id, shared)
    SELECT code, ${couponId}::bigint, ${shared} FROM unnest(${[...codes]}::text[]) AS code ORDER BY code
    ON CONFLICT (code) DO NOTHING`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

export interface CodeListRow {
  code: string;
  place: bigint;
  taken_by: bigint | null;
  taken_at: Date | null;
}

/** In the order of the codes. @param after how many were shown before */
export async function selectCodes(
  query: Query,
  couponId: bigint,
  after: bigint,
  limit: number,
): Promise<CodeListRow[]> {
  const result = await sql<CodeListRow>`
    SELECT code, taken_by, taken_at, ${after}::bigint + row_number() OVER (ORDER BY code) AS place
    FROM (SELECT code, taken_by, taken_at FROM coupon_code WHERE coupon_id = ${couponId}
      ORDER BY code LIMIT ${limit + 1} OFFSET ${after}::bigint) AS part
    ORDER BY code`.execute(query);
  return result.rows;
}
