/** The part of a quote's facts that is the buyer's coupons: SQL that stands in the one statement, and its rows → what the domain asks. */
import type { CouponOffer } from "@banyan/contract";
import type { HeldCoupon } from "@banyan/domain";
import { type RawBuilder, sql } from "kysely";
import { termsOf } from "../coupon/terms.ts";

/** A usable coupon of the buyer's, as the domain and the page want it. */
export interface CouponFacts extends HeldCoupon {
  shown: ReturnType<typeof termsOf>;
  /** Came back with a full refund. */
  returned: boolean;
}

export interface RawCoupon {
  id: string;
  coupon_id: string;
  name: string;
  kind: CouponOffer["kind"];
  threshold: string;
  discount: string;
  percent_off: number;
  ceiling: string | null;
  scope: CouponOffer["scope"];
  scope_count: number;
  excluded_count: number;
  scope_names: string[] | null;
  /** Of the products asked about, those in scope; null: the whole shop's. */
  held_products: string[] | null;
  excluded: string[];
  new_customer: boolean;
  stackable: boolean;
  usable_from: string | null;
  expires_at: string;
  returned: boolean;
}

/** More than anybody holds; a quote is never longer than this for it. */
const MOST_HELD = 200;

/**
 * The buyer's usable coupons with those of the asked products that each holds: by main category, display category or what stands above
 * them. Products are looked at for coupons with a scope only, so that a quote without them pays nothing for it.
 * @param skuIds bigint[]; the statement has `clock` in its FROM
 */
export const heldCouponsOf = (customerId: bigint, skuIds: RawBuilder<unknown>) => sql`
  (SELECT json_agg(json_build_object('id', g.id::text, 'coupon_id', c.id::text, 'name', c.name, 'kind', c.kind,
      'threshold', c.threshold_fen::text, 'discount', c.discount_fen::text, 'percent_off', c.percent_off,
      'ceiling', c.ceiling_fen::text, 'scope', c.scope, 'scope_count', cardinality(c.scope_ids),
      'excluded_count', cardinality(c.excluded_ids), 'scope_names', CASE WHEN c.scope = 'categories' THEN (SELECT json_agg(k.name)
        FROM (SELECT name FROM category WHERE id = ANY (c.scope_ids) ORDER BY sort, id LIMIT 3) AS k) END,
      'excluded', to_json(c.excluded_ids::text[]), 'held_products', CASE WHEN c.scope <> 'all' THEN coalesce((SELECT json_agg(DISTINCT p.id::text)
        FROM sku s JOIN product p ON p.id = s.product_id
        WHERE s.id = ANY (${skuIds}) AND CASE c.scope
          WHEN 'products' THEN p.id = ANY (c.scope_ids)
          ELSE EXISTS (SELECT FROM category k
            WHERE (k.id = p.category_id OR k.id IN (SELECT category_id FROM product_category WHERE product_id = p.id))
              AND (k.id = ANY (c.scope_ids) OR k.parent_id = ANY (c.scope_ids))) END), '[]') END,
      'new_customer', c.new_customer, 'stackable', c.stackable, 'usable_from', g.usable_from, 'expires_at', g.expires_at,
      'returned', g.returned_of IS NOT NULL))
    FROM (SELECT * FROM coupon_grant WHERE customer_id = ${customerId} AND state = 'usable' AND expires_at > clock.now
        ORDER BY expires_at, id LIMIT ${MOST_HELD}) AS g JOIN coupon c ON c.id = g.coupon_id)`;

/** No paid order yet. */
export const isNewOf = (customerId: bigint) =>
  sql`NOT EXISTS (SELECT FROM orders WHERE buyer_id = ${customerId} AND paid_at IS NOT NULL)`;

export function couponOf(raw: RawCoupon): CouponFacts {
  const row = {
    ...raw,
    threshold_fen: BigInt(raw.threshold),
    discount_fen: BigInt(raw.discount),
    ceiling_fen: raw.ceiling === null ? null : BigInt(raw.ceiling),
  };
  return {
    id: BigInt(raw.id),
    couponId: BigInt(raw.coupon_id),
    usableFrom: raw.usable_from === null ? null : new Date(raw.usable_from),
    expiresAt: new Date(raw.expires_at),
    rule: {
      thresholdFen: row.threshold_fen,
      discountFen: row.discount_fen,
      percentOff: raw.percent_off,
      ceilingFen: row.ceiling_fen,
      scope: {
        kind: raw.scope === "all" ? "all" : "products",
        ids: (raw.held_products ?? []).map(BigInt),
        excluded: raw.excluded.map(BigInt),
      },
      newCustomer: raw.new_customer,
      stackable: raw.stackable,
    },
    shown: termsOf(row),
    returned: raw.returned,
  };
}
