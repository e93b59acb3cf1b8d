/** SQL of `privacy_consent` and `privacy_text`: what a person agreed to, withdrew, and the words it was about. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

/**
 * Keeps the fact of each agreement; the customer's row carries the newest version agreed to. A repeat is no new fact.
 * @param text the words of that version, kept at its first agreement; null where they are no longer at hand
 */
export async function insertConsent(
  tx: Tx,
  customerId: bigint,
  p: { version: number; text: string | null },
): Promise<void> {
  await sql`
    WITH moved AS (
        UPDATE customer SET privacy_version = ${p.version}, privacy_agreed_at = business_now()
        WHERE id = ${customerId} AND closed_at IS NULL AND coalesce(privacy_version, 0) < ${p.version}
        RETURNING id),
      kept AS (
        INSERT INTO privacy_text (version, text, kept_at)
        SELECT ${p.version}, ${p.text}::text, business_now()
        WHERE ${p.text}::text IS NOT NULL AND NOT EXISTS (SELECT FROM privacy_text WHERE version = ${p.version})
        ON CONFLICT (version) DO NOTHING)
    INSERT INTO privacy_consent (customer_id, version, kind, agreed_at)
    SELECT ${customerId}, ${p.version}, 'agreed', business_now()
    WHERE EXISTS (SELECT FROM moved) OR NOT EXISTS (
      SELECT FROM privacy_consent WHERE customer_id = ${customerId} AND version = ${p.version} AND kind = 'agreed')
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** The person agrees to nothing any more. @returns false when they had agreed to nothing */
export async function insertWithdrawal(tx: Tx, customerId: bigint): Promise<boolean> {
  const result = await sql`
    WITH before AS (
        SELECT id, privacy_version FROM customer WHERE id = ${customerId} AND privacy_version IS NOT NULL FOR NO KEY UPDATE),
      cleared AS (
        UPDATE customer c SET privacy_version = NULL, privacy_agreed_at = NULL FROM before
        WHERE c.id = ${customerId} AND before.id = c.id)
    INSERT INTO privacy_consent (customer_id, version, kind, agreed_at)
    SELECT id, privacy_version, 'withdrawn', business_now() FROM before
    ON CONFLICT DO NOTHING`.execute(tx);
  return result.numAffectedRows === 1n;
}

export interface ConsentRow {
  version: number;
  kind: "agreed" | "withdrawn";
  agreed_at: Date;
  has_text: boolean;
}

/** Newest first; a person has a handful. */
export async function selectConsents(query: Kysely<Tables>, customerId: bigint): Promise<ConsentRow[]> {
  const result = await sql<ConsentRow>`
    SELECT c.version, c.kind, c.agreed_at, t.version IS NOT NULL AS has_text
    FROM privacy_consent c LEFT JOIN privacy_text t ON t.version = c.version
    WHERE c.customer_id = ${customerId} ORDER BY c.agreed_at DESC, c.version DESC LIMIT 200`.execute(query);
  return result.rows;
}

/** The words of a version that this person agreed to. */
export async function selectConsentText(
  query: Kysely<Tables>,
  customerId: bigint,
  version: number,
): Promise<string | null> {
  const result = await sql<{ text: string }>`
    SELECT text FROM privacy_text
    WHERE version = ${version} AND EXISTS (
      SELECT FROM privacy_consent WHERE customer_id = ${customerId} AND version = ${version})`.execute(query);
  return result.rows[0]?.text ?? null;
}
