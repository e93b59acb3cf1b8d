/** SQL of the console's side of coupons. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface ConsoleCouponRow {
  id: bigint;
  name: string;
  threshold_fen: bigint;
  discount_fen: bigint;
  total: number;
  claimed: number;
  used: number;
  per_customer: number;
  valid_days: number;
  starts_at: Date;
  ends_at: Date;
  stopped: boolean;
}

/**
 * Newest first. Uses are counted from the grants: a counter would be one more hot row in every order that uses a coupon.
 * @param id one coupon, or null for all
 */
export async function selectCoupons(query: Kysely<Tables>, id: bigint | null): Promise<ConsoleCouponRow[]> {
  const one = id === null ? sql`` : sql`WHERE c.id = ${id}`;
  const result = await sql<ConsoleCouponRow>`
    WITH uses AS MATERIALIZED (SELECT coupon_id, count(*)::int AS used FROM coupon_grant WHERE state = 'used' GROUP BY coupon_id)
    SELECT c.id, c.name, c.threshold_fen, c.discount_fen, k.total, k.claimed, coalesce(uses.used, 0) AS used,
      c.per_customer, c.valid_days, c.starts_at, c.ends_at, c.stopped
    FROM coupon c JOIN coupon_counter k ON k.coupon_id = c.id LEFT JOIN uses ON uses.coupon_id = c.id ${one}
    ORDER BY c.id DESC`.execute(query);
  return result.rows;
}

export async function findByRequest(query: Kysely<Tables>, requestKey: string): Promise<bigint | null> {
  const result = await sql<{ id: bigint }>`SELECT id FROM coupon WHERE request_key = ${requestKey}`.execute(
    query,
  );
  return result.rows[0]?.id ?? null;
}

export async function insertCoupon(
  tx: Tx,
  row: {
    name: string;
    threshold_fen: number;
    discount_fen: number;
    total: number;
    per_customer: number;
    valid_days: number;
    starts_at: string;
    ends_at: string;
    request_key: string;
  },
): Promise<bigint> {
  const result = await sql<{ coupon_id: bigint }>`
    WITH fresh AS (
      INSERT INTO coupon (name, threshold_fen, discount_fen, total, per_customer, valid_days, starts_at, ends_at, request_key)
      VALUES (${row.name}, ${row.threshold_fen}, ${row.discount_fen}, ${row.total}, ${row.per_customer}, ${row.valid_days},
        ${row.starts_at}, ${row.ends_at}, ${row.request_key})
      RETURNING id, total)
    INSERT INTO coupon_counter (coupon_id, total) SELECT id, total FROM fresh RETURNING coupon_id`.execute(
    tx,
  );
  const made = result.rows[0];
  if (!made) throw new Error("the coupon was not written");
  return made.coupon_id;
}

/** @returns what it was before; null when there is no such coupon */
export async function setStopped(tx: Tx, id: bigint, stopped: boolean): Promise<boolean | null> {
  const result = await sql<{ before: boolean }>`
    WITH old AS (SELECT id, stopped FROM coupon WHERE id = ${id} FOR UPDATE)
    UPDATE coupon c SET stopped = ${stopped} FROM old WHERE c.id = old.id RETURNING old.stopped AS before`.execute(
    tx,
  );
  return result.rows[0]?.before ?? null;
}
