/**
 * What is taken from a person who closes their account. Every table of customers stands here or in kept.ts, with why (a test compares
 * both with the manifest of tables).
 */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

/** What the console and others' lists call somebody who has gone. */
export const GONE = "已注销";

/** Addresses of what a person showed of themselves and of cases, before they are taken from the rows. */
export async function selectPictures(tx: Tx, id: bigint): Promise<string[]> {
  const result = await sql<{ url: string }>`
    SELECT avatar AS url FROM customer_profile WHERE customer_id = ${id} AND avatar IS NOT NULL
    UNION ALL SELECT jsonb_array_elements_text(pictures) FROM aftersale WHERE buyer_id = ${id}`.execute(tx);
  return result.rows.map((row) => row.url);
}

/** Rows that hold a person, or what they looked at and wanted. One statement; a repeat finds nothing. */
export async function deletePersonal(tx: Tx, id: bigint): Promise<void> {
  await sql`
    WITH phone_number AS (DELETE FROM phone WHERE customer_id = ${id}),
      own_phone AS (DELETE FROM customer_phone WHERE customer_id = ${id}),
      own_address AS (DELETE FROM address WHERE customer_id = ${id}),
      own_cart AS (DELETE FROM cart_line WHERE customer_id = ${id}),
      own_merge AS (DELETE FROM cart_merge WHERE customer_id = ${id}),
      own_notice AS (DELETE FROM notice WHERE customer_id = ${id}),
      own_consent AS (DELETE FROM notice_consent WHERE customer_id = ${id}),
      own_favourite AS (DELETE FROM favourite WHERE customer_id = ${id}),
      own_footprint AS (DELETE FROM footprint WHERE customer_id = ${id}),
      own_export AS (DELETE FROM data_export WHERE customer_id = ${id}),
      own_quote AS (
        DELETE FROM quote q WHERE q.buyer_id = ${id}
          AND NOT EXISTS (SELECT FROM orders o WHERE o.buyer_id = q.buyer_id AND o.quote_id = q.id)),
      own_contact AS (DELETE FROM order_contact WHERE buyer_id = ${id})
    INSERT INTO customer_profile AS p (customer_id, nickname, avatar) VALUES (${id}, ${GONE}, NULL)
    ON CONFLICT (customer_id) DO UPDATE SET nickname = excluded.nickname, avatar = NULL, footprints_off = true`.execute(
    tx,
  );
}

/** What a person wrote on rows that stay: orders, cases and applications keep their facts and lose their words. */
export async function blankWords(tx: Tx, id: bigint): Promise<void> {
  await sql`
    WITH said AS (
        UPDATE orders SET remark = '', close_reason = '' WHERE buyer_id = ${id} AND (remark <> '' OR close_reason <> '')),
      application AS (UPDATE promoter_application SET reason = '' WHERE owner_id = ${id} AND reason <> '')
    UPDATE aftersale SET note = '', pictures = '[]' WHERE buyer_id = ${id} AND (note <> '' OR pictures <> '[]')`.execute(
    tx,
  );
}
