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
  /** null when customers cannot open it now. */
  page: { title: string; picture: string | null } | null;
  /** The newest share of this place by this channel. */
  share: { code: string; created_at: string; expires_at: string } | null;
}

/** What making a share is decided on, in one statement. @param place without product and page: the shop or the invite card */
export async function selectShareFacts(
  query: Query,
  ownerId: bigint,
  place: { channel: ShareChannel; productId: bigint | null; pageId: bigint | null },
): Promise<ShareFacts> {
  const result = await sql<ShareFacts>`
    SELECT business_now() AS now,
      (SELECT jsonb_build_object('state', p.state, 'agreement_version', p.agreement_version, 'may_invite', t.may_invite)
        FROM promoter p JOIN tier t ON t.id = p.tier_id WHERE p.owner_id = ${ownerId}) AS promoter,
      (SELECT jsonb_build_object('name', name, 'picture', gallery ->> 0)
        FROM product WHERE id = ${place.productId}::bigint AND state = 'listed') AS product,
      (SELECT jsonb_build_object('title', coalesce(nullif(e.content ->> 'share_title', ''), e.content ->> 'title'),
          'picture', e.content ->> 'share_picture')
        FROM page p JOIN page_edition e ON e.page_id = p.id AND e.no = p.live_no
        WHERE p.id = ${place.pageId}::bigint AND p.kind = 'topic' AND p.closed_at IS NULL) AS page,
      (SELECT jsonb_build_object('code', code, 'created_at', created_at, 'expires_at', expires_at) FROM share
        WHERE owner_id = ${ownerId} AND channel = ${place.channel} AND product_id IS NOT DISTINCT FROM ${place.productId}::bigint
          AND page_id IS NOT DISTINCT FROM ${place.pageId}::bigint
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
    pageId: bigint | null;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<boolean> {
  const result = await sql`
    WITH claimed AS (
      INSERT INTO share_code (code, owner_id) VALUES (${row.code}, ${row.ownerId}) ON CONFLICT (code) DO NOTHING RETURNING code)
    INSERT INTO share (owner_id, code, channel, product_id, page_id, created_at, expires_at)
    SELECT ${row.ownerId}::bigint, code, ${row.channel}, ${row.productId}::bigint, ${row.pageId}::bigint, ${row.createdAt}::timestamptz, ${row.expiresAt}::timestamptz
    FROM claimed`.execute(tx);
  return result.numAffectedRows === 1n;
}

export interface ShareRecord {
  code: string;
  channel: ShareChannel;
  product_id: bigint | null;
  page_id: bigint | null;
  /** The mini program code, once it was drawn. */
  picture: string | null;
  expired: boolean;
}

/** One of this promoter's own. */
export async function findShare(query: Query, ownerId: bigint, code: string): Promise<ShareRecord | null> {
  const result = await sql<ShareRecord>`
    SELECT code, channel, product_id, page_id, picture, expires_at <= business_now() AS expired
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
  page_id: bigint | null;
  page_title: string | null;
  page_picture: string | null;
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
    WITH mine AS MATERIALIZED (
        SELECT owner_id, code, channel, product_id, page_id, created_at, expires_at FROM share
        WHERE owner_id = ${ownerId}
          AND (${f.before === null}::boolean OR (created_at, code) < (${f.before?.at ?? null}::timestamptz, ${f.before?.no ?? null}))
        ORDER BY created_at DESC, code DESC LIMIT ${f.limit})
    SELECT mine.code AS no, mine.channel, mine.product_id, p.name AS product_name, p.gallery ->> 0 AS product_picture,
      mine.page_id, coalesce(nullif(e.content ->> 'share_title', ''), e.content ->> 'title') AS page_title,
      e.content ->> 'share_picture' AS page_picture,
      mine.created_at, mine.expires_at, coalesce(t.orders, 0) AS order_count, coalesce(t.commission_fen, 0) AS commission_fen,
      (SELECT count(*)::int FROM touch v WHERE v.owner_id = mine.owner_id AND v.share_code = mine.code) AS visits
    FROM mine LEFT JOIN product p ON p.id = mine.product_id
      LEFT JOIN page g ON g.id = mine.page_id LEFT JOIN page_edition e ON e.page_id = g.id AND e.no = coalesce(g.live_no, g.last_no)
      LEFT JOIN referred_total t ON t.owner_id = mine.owner_id AND t.share_code = mine.code
    ORDER BY mine.created_at DESC, mine.code DESC`.execute(query);
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
