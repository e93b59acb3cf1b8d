/** SQL of `customer_phone` (sealed, erasable) and of the registry `phone`, which makes a number one customer's alone. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

/**
 * The number for whoever has none or another one: the old one is free again.
 * @throws 23505 phone_pkey when it is another customer's
 */
export async function putPhone(
  tx: Tx,
  customerId: bigint,
  row: { hash: string; sealed: Buffer; masked: string },
): Promise<void> {
  await sql`DELETE FROM phone WHERE customer_id = ${customerId} AND phone_hash <> ${row.hash}`.execute(tx);
  await sql`
    WITH registered AS (
      INSERT INTO phone (phone_hash, customer_id)
      SELECT ${row.hash}, ${customerId}
      WHERE NOT EXISTS (SELECT FROM phone WHERE phone_hash = ${row.hash} AND customer_id = ${customerId}))
    INSERT INTO customer_phone (customer_id, phone_sealed, masked, bound_at)
    VALUES (${customerId}, ${row.sealed}, ${row.masked}, business_now())
    ON CONFLICT (customer_id) DO UPDATE
      SET phone_sealed = excluded.phone_sealed, masked = excluded.masked, bound_at = excluded.bound_at`.execute(
    tx,
  );
}

export async function deletePhone(tx: Tx, customerId: bigint): Promise<void> {
  await sql`
    WITH registered AS (DELETE FROM phone WHERE customer_id = ${customerId})
    DELETE FROM customer_phone WHERE customer_id = ${customerId}`.execute(tx);
}

export interface PhoneRow {
  phone_sealed: Buffer;
  masked: string;
  bound_at: Date;
}

export async function selectPhone(query: Kysely<Tables>, customerId: bigint): Promise<PhoneRow | null> {
  const result = await sql<PhoneRow>`
    SELECT phone_sealed, masked, bound_at FROM customer_phone WHERE customer_id = ${customerId}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}
