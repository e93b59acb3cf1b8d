/** What a visit through a share is decided on: share, sharer and visitor in one statement across nouns, since every arrival asks it. */
import type { PromoterState, ShareChannel } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface TouchRow {
  now: Date;
  share: {
    owner_id: string;
    channel: ShareChannel;
    product_id: string | null;
    page_id: string | null;
    expires_at: string;
    state: PromoterState | null;
    agreement_version: number | null;
    name: string;
    avatar: string | null;
  } | null;
  is_promoter: boolean;
  standing: { promoter_id: string; bound_at: string; expires_at: string } | null;
}

/** @param visitorId null for a visitor who is not signed in */
export async function selectTouchFacts(
  query: Kysely<Tables>,
  code: string,
  visitorId: bigint | null,
): Promise<TouchRow> {
  const result = await sql<TouchRow>`
    SELECT business_now() AS now,
      (SELECT jsonb_build_object('owner_id', s.owner_id::text, 'channel', s.channel, 'product_id', s.product_id::text, 'page_id', s.page_id::text,
          'expires_at', s.expires_at, 'state', p.state, 'agreement_version', p.agreement_version,
          'name', coalesce(c.nickname, ''), 'avatar', c.avatar)
        FROM share_code k JOIN share s ON s.owner_id = k.owner_id AND s.code = k.code
          LEFT JOIN promoter p ON p.owner_id = s.owner_id LEFT JOIN customer_profile c ON c.customer_id = s.owner_id
        WHERE k.code = ${code}) AS share,
      EXISTS (SELECT FROM promoter WHERE owner_id = ${visitorId}::bigint) AS is_promoter,
      (SELECT jsonb_build_object('promoter_id', promoter_id::text, 'bound_at', bound_at, 'expires_at', expires_at)
        FROM binding WHERE customer_id = ${visitorId}::bigint AND ended_at IS NULL) AS standing`.execute(
    query,
  );
  const row = result.rows[0];
  if (!row) throw new Error("a SELECT without FROM answers with one row");
  return row;
}
