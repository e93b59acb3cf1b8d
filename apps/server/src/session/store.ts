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

/** Whether the session still stands, as a part of the statement that a money route begins with. */
export const sessionStands = (hash: string, customerId: bigint) => sql<boolean>`
  EXISTS (SELECT FROM session WHERE token_hash = ${hash} AND customer_id = ${customerId} AND expires_at > now())`;

/** Real time, not business time: a demo that moves its clock must not sign people out. */
export async function insertSession(
  tx: Tx,
  row: { hash: string; customerId: bigint; openid: string; device: string; ttlMs: number },
): Promise<void> {
  await sql`
    INSERT INTO session (token_hash, customer_id, openid, device, expires_at)
    VALUES (${row.hash}, ${row.customerId}, ${row.openid}, ${row.device},
      now() + make_interval(secs => ${row.ttlMs / 1000}))`.execute(tx);
}

export async function deleteSession(query: Kysely<Tables>, hash: string): Promise<void> {
  await sql`DELETE FROM session WHERE token_hash = ${hash}`.execute(query);
}

export interface WechatIdentity {
  appid: string;
  openid: string;
  unionid: string | null;
}

export interface SessionRow {
  device: string;
  created_at: Date;
  here: boolean;
}

/** Where a person is signed in, this device first. Real time. */
export async function selectSessions(
  query: Kysely<Tables>,
  customerId: bigint,
  hash: string,
): Promise<SessionRow[]> {
  const result = await sql<SessionRow>`
    SELECT device, created_at, token_hash = ${hash} AS here FROM session
    WHERE customer_id = ${customerId} AND expires_at > now()
    ORDER BY token_hash = ${hash} DESC, created_at DESC LIMIT 100`.execute(query);
  return result.rows;
}

/** @param keep the session that stays; null for none @returns how many ended */
export async function deleteSessions(
  query: Kysely<Tables>,
  customerId: bigint,
  keep: string | null,
): Promise<number> {
  const result = await sql`
    DELETE FROM session WHERE customer_id = ${customerId} AND token_hash IS DISTINCT FROM ${keep}::text`.execute(
    query,
  );
  return Number(result.numAffectedRows ?? 0n);
}

/** The same WeChat may begin anew, as somebody else. */
export async function deleteIdentities(tx: Tx, customerId: bigint): Promise<void> {
  await sql`DELETE FROM identity WHERE customer_id = ${customerId}`.execute(tx);
}

/** The customer behind an identity, and the newest privacy text they agreed to (0 = none); not while the account closes, nor after. */
export async function findIdentity(
  tx: Tx,
  identity: WechatIdentity,
): Promise<{ customerId: bigint; privacyVersion: number } | null> {
  const result = await sql<{ customerId: bigint; privacyVersion: number }>`
    SELECT i.customer_id AS "customerId", coalesce(c.privacy_version, 0) AS "privacyVersion"
    FROM identity i JOIN customer c ON c.id = i.customer_id
    WHERE i.provider = 'wechat' AND i.appid = ${identity.appid} AND i.subject = ${identity.openid} AND c.closed_at IS NULL
    FOR KEY SHARE OF c`.execute(tx);
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
