/** SQL of `share_code` (registry), `share` (the promoter's) and `touch` (append-only, the promoter's). */
import type { PromoterState, ShareChannel } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";

type Query = Kysely<Tables>;

export interface ShareFacts {
  now: Date;
  promoter: { state: PromoterState; agreement_version: number; may_invite: boolean } | null;
  /** null when it is not on the shelves. */
  product: { name: string; picture: string | null } | null;
  /** The newest share of this place by this channel. */
  share: { code: string; created_at: string; expires_at: string } | null;
}

/** What making a share is decided on, in one statement. @param place.productId null: the shop or the invite card */
export async function selectShareFacts(
  query: Query,
  ownerId: bigint,
  place: { channel: ShareChannel; productId: bigint | null },
): Promise<ShareFacts> {
  const result = await sql<ShareFacts>`
    SELECT business_now() AS now,
      (SELECT jsonb_build_object('state', p.state, 'agreement_version', p.agreement_version, 'may_invite', t.may_invite)
        FROM promoter p JOIN tier t ON t.id = p.tier_id WHERE p.owner_id = ${ownerId}) AS promoter,
      (SELECT jsonb_build_object('name', name, 'picture', gallery ->> 0)
        FROM product WHERE id = ${place.productId}::bigint AND state = 'listed') AS product,
      (SELECT jsonb_build_object('code', code, 'created_at', created_at, 'expires_at', expires_at) FROM share
        WHERE owner_id = ${ownerId} AND channel = ${place.channel} AND product_id IS NOT DISTINCT FROM ${place.productId}::bigint
        ORDER BY created_at DESC LIMIT 1) AS share`.execute(query);
  const row = result.rows[0];
  if (!row) throw new Error("a SELECT without FROM answers with one row");
  return row;
}

/** One promoter's shares are made one at a time, so that two taps make one. */
export async function lockSharer(tx: Tx, ownerId: bigint): Promise<void> {
  await sql`SELECT 1 FROM promoter WHERE owner_id = ${ownerId} FOR NO KEY UPDATE`.execute(tx);
}

/** @returns false when the code is somebody's already */
export async function insertShare(
  tx: Tx,
  row: {
    ownerId: bigint;
    code: string;
    channel: ShareChannel;
    productId: bigint | null;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<boolean> {
  const result = await sql`
    WITH claimed AS (
      INSERT INTO share_code (code, owner_id) VALUES (${row.code}, ${row.ownerId}) ON CONFLICT (code) DO NOTHING RETURNING code)
    INSERT INTO share (owner_id, code, channel, product_id, created_at, expires_at)
    SELECT ${row.ownerId}::bigint, code, ${row.channel}, ${row.productId}::bigint, ${row.createdAt}::timestamptz, ${row.expiresAt}::timestamptz
    FROM claimed`.execute(tx);
  return result.numAffectedRows === 1n;
}

export interface ShareRecord {
  code: string;
  channel: ShareChannel;
  product_id: bigint | null;
  /** The mini program code, once it was drawn. */
  picture: string | null;
  expired: boolean;
}

/** One of this promoter's own. */
export async function findShare(query: Query, ownerId: bigint, code: string): Promise<ShareRecord | null> {
  const result = await sql<ShareRecord>`
    SELECT code, channel, product_id, picture, expires_at <= business_now() AS expired
    FROM share WHERE owner_id = ${ownerId} AND code = ${code}`.execute(query);
  return result.rows[0] ?? null;
}

/** Two drawings at once: the first one is kept. @returns the one that is */
export async function keepPicture(
  query: Query,
  ownerId: bigint,
  code: string,
  picture: string,
): Promise<string> {
  const result = await sql<{ picture: string }>`
    UPDATE share SET picture = coalesce(picture, ${picture}) WHERE owner_id = ${ownerId} AND code = ${code}
    RETURNING picture`.execute(query);
  return result.rows[0]?.picture ?? picture;
}

export interface ListedShare {
  no: string;
  channel: ShareChannel;
  product_id: bigint | null;
  product_name: string | null;
  product_picture: string | null;
  created_at: Date;
  expires_at: Date;
  visits: number;
  order_count: number;
  commission_fen: bigint;
}

/**
 * Own shares, newest first, each with its visitor-days, the paid orders that came by it and what they bring this promoter after
 * refunds.
 */
export async function listShares(
  query: Query,
  ownerId: bigint,
  f: { before: TimeKey | null; limit: number },
): Promise<ListedShare[]> {
  const result = await sql<ListedShare>`
    WITH page AS MATERIALIZED (
        SELECT owner_id, code, channel, product_id, created_at, expires_at FROM share
        WHERE owner_id = ${ownerId}
          AND (${f.before === null}::boolean OR (created_at, code) < (${f.before?.at ?? null}::timestamptz, ${f.before?.no ?? null}))
        ORDER BY created_at DESC, code DESC LIMIT ${f.limit})
    SELECT page.code AS no, page.channel, page.product_id, p.name AS product_name, p.gallery ->> 0 AS product_picture,
      page.created_at, page.expires_at, coalesce(t.orders, 0) AS order_count, coalesce(t.commission_fen, 0) AS commission_fen,
      (SELECT count(*)::int FROM touch v WHERE v.owner_id = page.owner_id AND v.share_code = page.code) AS visits
    FROM page LEFT JOIN product p ON p.id = page.product_id
      LEFT JOIN referred_total t ON t.owner_id = page.owner_id AND t.share_code = page.code
    ORDER BY page.created_at DESC, page.code DESC`.execute(query);
  return result.rows;
}

/** Once per visitor's device and business day; a repeat changes nothing. */
export async function insertTouch(
  query: Query,
  row: { ownerId: bigint; code: string; visitorKey: string; visitorId: bigint | null; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO touch (owner_id, share_code, visitor_key, business_date, visitor_id, event_at)
    VALUES (${row.ownerId}, ${row.code}, ${row.visitorKey}, business_date(${row.at}::timestamptz), ${row.visitorId}, ${row.at})
    ON CONFLICT DO NOTHING`.execute(query);
}
