/** SQL of `customer` and `customer_profile`, and the counts of the 我的 page. */
import { REVIEW_DAYS } from "@banyan/contract";
import type { PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface ProfileRow {
  nickname: string;
  avatar: string | null;
  privacy_version: number | null;
  awaiting_payment: number;
  awaiting_shipment: number;
  awaiting_receipt: number;
  /** At most 100. */
  review: number;
  aftersale: number;
  coupon_count: number;
  unread_notices: number;
  cart_count: number;
  promoter_state: PromoterState | "none" | "applied" | "refused";
  phone: string | null;
  favourite_count: number;
  footprint_count: number;
  footprints_on: boolean;
}

/** Profile and every badge in one statement: all of it lies on the customer's own shard. */
export async function selectProfile(query: Query, customerId: bigint): Promise<ProfileRow | null> {
  const result = await sql<ProfileRow>`
    SELECT coalesce(profile.nickname, '') AS nickname, profile.avatar, c.privacy_version,
      coalesce(o.awaiting_payment, 0)::int AS awaiting_payment, coalesce(o.awaiting_shipment, 0)::int AS awaiting_shipment,
      coalesce(o.awaiting_receipt, 0)::int AS awaiting_receipt,
      (SELECT count(*) FROM (
        SELECT FROM orders d JOIN order_line l ON l.buyer_id = d.buyer_id AND l.order_no = d.no
        WHERE d.buyer_id = c.id AND d.received_at > business_now() - make_interval(days => ${REVIEW_DAYS}) AND l.refunded_quantity < l.quantity
          AND NOT EXISTS (SELECT FROM review r WHERE r.customer_id = l.buyer_id AND r.order_no = l.order_no AND r.line_no = l.line_no)
        LIMIT 100) due)::int AS review,
      (SELECT count(*) FROM aftersale WHERE buyer_id = c.id AND state IN ('requested', 'refunding'))::int AS aftersale,
      (SELECT count(*) FROM coupon_grant g WHERE g.customer_id = c.id AND g.state = 'usable' AND g.expires_at > business_now()
        -- One for new customers ends with the first order that is paid.
        AND (o.paid IS NOT TRUE OR NOT EXISTS (SELECT FROM coupon n WHERE n.id = g.coupon_id AND n.new_customer)))::int
        AS coupon_count,
      (SELECT count(*) FROM notice WHERE customer_id = c.id AND read_at IS NULL)::int AS unread_notices,
      (SELECT count(*) FROM cart_line WHERE customer_id = c.id)::int AS cart_count,
      coalesce(
        (SELECT state FROM promoter WHERE owner_id = c.id),
        (SELECT CASE a.state WHEN 'requested' THEN 'applied' WHEN 'refused' THEN 'refused' END FROM promoter_application a
          WHERE a.owner_id = c.id ORDER BY a.id DESC LIMIT 1),
        'none') AS promoter_state,
      (SELECT masked FROM customer_phone WHERE customer_id = c.id) AS phone,
      (SELECT count(*) FROM favourite WHERE customer_id = c.id AND removed_at IS NULL)::int AS favourite_count,
      (SELECT count(*) FROM footprint WHERE customer_id = c.id)::int AS footprint_count,
      NOT coalesce(profile.footprints_off, false) AS footprints_on
    FROM customer c LEFT JOIN customer_profile profile ON profile.customer_id = c.id
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE state IN ('awaiting_payment', 'closing')) AS awaiting_payment,
          count(*) FILTER (WHERE state = 'awaiting_shipment') AS awaiting_shipment,
          count(*) FILTER (WHERE state = 'awaiting_receipt') AS awaiting_receipt, bool_or(paid_at IS NOT NULL) AS paid
        FROM orders WHERE buyer_id = c.id) AS o
    WHERE c.id = ${customerId}`.execute(query);
  return result.rows[0] ?? null;
}

/** @returns the avatar before */
export async function upsertProfile(
  query: Query,
  customerId: bigint,
  profile: { nickname: string; avatar: string | null },
): Promise<string | null> {
  const result = await sql<{ before: string | null }>`
    WITH was AS (SELECT avatar FROM customer_profile WHERE customer_id = ${customerId})
    INSERT INTO customer_profile (customer_id, nickname, avatar)
    VALUES (${customerId}, ${profile.nickname}, ${profile.avatar})
    ON CONFLICT (customer_id) DO UPDATE SET nickname = excluded.nickname, avatar = excluded.avatar
    RETURNING (SELECT avatar FROM was) AS before`.execute(query);
  return result.rows[0]?.before ?? null;
}
