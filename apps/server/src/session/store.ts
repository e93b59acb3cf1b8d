/** SQL of `session` and `identity` (registries), and of the customer that a first sign-in makes. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { CustomerActor } from "./session.ts";

export async function findSession(query: Kysely<Tables>, hash: string): Promise<CustomerActor | null> {
  const result = await sql<CustomerActor>`
    SELECT customer_id AS id, openid FROM session WHERE token_hash = ${hash} AND expires_at > now()`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

/** Real time, not business time: a demo that moves its clock must not sign people out. */
export async function insertSession(
  tx: Tx,
  row: { hash: string; customerId: bigint; openid: string; ttlMs: number },
): Promise<void> {
  await sql`
    INSERT INTO session (token_hash, customer_id, openid, expires_at)
    VALUES (${row.hash}, ${row.customerId}, ${row.openid}, now() + make_interval(secs => ${row.ttlMs / 1000}))`.execute(
    tx,
  );
}

export async function deleteSession(query: Kysely<Tables>, hash: string): Promise<void> {
  await sql`DELETE FROM session WHERE token_hash = ${hash}`.execute(query);
}

export interface WechatIdentity {
  appid: string;
  openid: string;
  unionid: string | null;
}

/** The customer behind an identity, and the newest privacy text they agreed to (0 = none). */
export async function findIdentity(
  tx: Tx,
  identity: WechatIdentity,
): Promise<{ customerId: bigint; privacyVersion: number } | null> {
  const result = await sql<{ customerId: bigint; privacyVersion: number }>`
    SELECT i.customer_id AS "customerId", coalesce(c.privacy_version, 0) AS "privacyVersion"
    FROM identity i JOIN customer c ON c.id = i.customer_id
    WHERE i.provider = 'wechat' AND i.appid = ${identity.appid} AND i.subject = ${identity.openid}`.execute(
    tx,
  );
  return result.rows[0] ?? null;
}

/**
 * Makes a customer for an identity nobody has yet.
 * @returns null when another sign-in of the same person came first (then look again)
 */
export async function insertCustomer(
  tx: Tx,
  identity: WechatIdentity,
  nickname: string,
): Promise<bigint | null> {
  const created = await sql<{ id: bigint }>`
    WITH fresh AS (INSERT INTO customer DEFAULT VALUES RETURNING id),
      claimed AS (
        INSERT INTO identity (provider, appid, subject, customer_id, unionid)
        SELECT 'wechat', ${identity.appid}, ${identity.openid}, id, ${identity.unionid} FROM fresh
        RETURNING customer_id)
    SELECT customer_id AS id FROM claimed`.execute(tx);
  const id = created.rows[0]?.id;
  if (id === undefined) return null;
  await sql`INSERT INTO customer_profile (customer_id, nickname) VALUES (${id}, ${nickname})`.execute(tx);
  return id;
}
