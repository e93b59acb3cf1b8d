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

export async function findIdentity(tx: Tx, identity: WechatIdentity): Promise<bigint | null> {
  const result = await sql<{ customer_id: bigint }>`
    SELECT customer_id FROM identity
    WHERE provider = 'wechat' AND appid = ${identity.appid} AND subject = ${identity.openid}`.execute(tx);
  return result.rows[0]?.customer_id ?? null;
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

/** Records which version of the privacy text was agreed to. */
export async function insertConsent(tx: Tx, customerId: bigint, version: number): Promise<void> {
  await sql`
    WITH consent AS (
      INSERT INTO privacy_consent (customer_id, version, agreed_at) VALUES (${customerId}, ${version}, business_now())
      ON CONFLICT DO NOTHING)
    UPDATE customer SET privacy_version = ${version}, privacy_agreed_at = business_now()
    WHERE id = ${customerId} AND coalesce(privacy_version, 0) < ${version}`.execute(tx);
}
