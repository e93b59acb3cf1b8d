/** SQL of `address`. Recipient, phone and detail stand sealed; the region is open because freight needs it. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { AddressFacts } from "./from-facts.ts";

/** The default first, then the newest. */
export async function selectAddresses(query: Kysely<Tables>, customerId: bigint): Promise<AddressFacts[]> {
  const result = await sql<AddressFacts>`
    SELECT id, region_code AS "regionCode", contact_sealed AS "contactSealed", is_default AS "isDefault"
    FROM address WHERE customer_id = ${customerId} ORDER BY is_default DESC, created_at DESC, id DESC`.execute(
    query,
  );
  return result.rows;
}

/** One person's addresses change one at a time: the limit and the one default hold under parallel taps. */
export async function lockAddresses(tx: Tx, customerId: bigint): Promise<void> {
  await sql`SELECT 1 FROM customer WHERE id = ${customerId} FOR NO KEY UPDATE`.execute(tx);
}

export interface CreateFacts {
  count: number;
  /** The address that an earlier try with this key made. */
  made: AddressFacts | null;
  /** For a new one: what is sealed is bound to its id, so the id comes first. */
  nextId: bigint;
}

export async function selectCreateFacts(
  tx: Tx,
  customerId: bigint,
  requestKey: string,
): Promise<CreateFacts> {
  const result = await sql<Partial<AddressFacts> & { count: number; nextId: bigint }>`
    SELECT (SELECT count(*) FROM address WHERE customer_id = ${customerId})::int AS count,
      nextval(pg_get_serial_sequence('address', 'id')) AS "nextId",
      made.id, made.region_code AS "regionCode", made.contact_sealed AS "contactSealed", made.is_default AS "isDefault"
    FROM (VALUES (1)) AS one LEFT JOIN address made ON made.customer_id = ${customerId} AND made.request_key = ${requestKey}`.execute(
    tx,
  );
  const row = result.rows[0];
  if (!row) throw new Error("a left join of one row answers with one row");
  const { count, nextId, ...made } = row;
  return { count, nextId, made: typeof made.id === "bigint" ? (made as AddressFacts) : null };
}

export async function insertAddress(
  tx: Tx,
  customerId: bigint,
  row: AddressFacts & { requestKey: string },
): Promise<void> {
  await sql`
    INSERT INTO address (customer_id, id, region_code, contact_sealed, is_default, request_key)
    VALUES (${customerId}, ${row.id}, ${row.regionCode}, ${row.contactSealed}, ${row.isDefault}, ${row.requestKey})`.execute(
    tx,
  );
}

/**
 * Changes an address. The default stays the default until another takes its place.
 * @returns whether it is the default now; null when it is not this customer's
 */
export async function updateAddress(tx: Tx, customerId: bigint, row: AddressFacts): Promise<boolean | null> {
  const result = await sql<{ is_default: boolean }>`
    UPDATE address SET region_code = ${row.regionCode}, contact_sealed = ${row.contactSealed},
      is_default = is_default OR ${row.isDefault}
    WHERE customer_id = ${customerId} AND id = ${row.id} RETURNING is_default`.execute(tx);
  return result.rows[0]?.is_default ?? null;
}

/** Clears the default, so that another may take its place (at most one is allowed). */
export async function clearDefault(tx: Tx, customerId: bigint, exceptId: bigint): Promise<void> {
  await sql`
    UPDATE address SET is_default = false
    WHERE customer_id = ${customerId} AND is_default AND id <> ${exceptId}`.execute(tx);
}

/** @returns whether it was the default; null when the address is not this customer's */
export async function deleteAddress(tx: Tx, customerId: bigint, id: bigint): Promise<boolean | null> {
  const result = await sql<{ is_default: boolean }>`
    DELETE FROM address WHERE customer_id = ${customerId} AND id = ${id} RETURNING is_default`.execute(tx);
  return result.rows[0]?.is_default ?? null;
}

/** The newest address becomes the default after the old one went. */
export async function promoteNewest(tx: Tx, customerId: bigint): Promise<void> {
  await sql`
    UPDATE address SET is_default = true
    WHERE customer_id = ${customerId} AND id = (
      SELECT id FROM address WHERE customer_id = ${customerId} ORDER BY created_at DESC, id DESC LIMIT 1)`.execute(
    tx,
  );
}
