/**
 * Everything a quote is made of in one statement: SKUs with product, category path and stock; the customer's coupons; the address.
 * It reads other nouns' tables and writes none; one round trip instead of four is why (docs/decisions/2026-11-24-facts-across-nouns.md).
 */
import type { Fulfilment, PromoterState } from "@banyan/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import { prepared } from "../db/prepared.ts";
import { sessionStands } from "../session/store.ts";
import { type CouponFacts, couponOf, heldCouponsOf, isNewOf, type RawCoupon } from "./coupon-facts-store.ts";
import type { QuoteRequest } from "./store.ts";

export interface SkuFacts {
  skuId: bigint;
  productId: bigint;
  name: string;
  spec: string[];
  picture: string;
  code: string;
  fulfilment: Fulfilment;
  priceFen: bigint;
  costFen: bigint;
  weightG: number;
  /** Freight template; null: the default one. */
  freightTemplateId: string | null;
  available: number;
  /** leaf first, root last */
  categoryPath: bigint[];
  /** Whether it can be bought at all: product listed, SKU not retired. */
  listed: boolean;
}
export interface AddressFacts {
  id: bigint;
  regionCode: string;
  contactSealed: Buffer;
  isDefault: boolean;
}
/** A promoter as the commission engine asks about them. Ids are text, as in JSON. */
export interface RawMember {
  id: string;
  tier: string;
  state: PromoterState;
  /** Version of the agreement they agreed to. */
  agreement: number;
}
/** Who stands where on this buyer's order (docs/COMMISSION.md, Who stands in the chain). */
export interface PromotingFacts {
  /** The buyer as a promoter; null for a mere customer. */
  buyer: RawMember | null;
  /** Nearest first, at most three. */
  chain: RawMember[];
  referrer: { id: string; name: string } | null;
  share_code: string | null;
}
export interface QuoteFacts {
  now: Date;
  skus: Map<bigint, SkuFacts>;
  coupons: CouponFacts[];
  /** The buyer has not paid an order yet. */
  isNew: boolean;
  address: AddressFacts | null;
  promoting: PromotingFacts;
}

interface RawFacts {
  now: Date;
  skus: RawSku[] | null;
  coupons: RawCoupon[] | null;
  is_new: boolean;
  address: { id: string; region_code: string; contact: string; is_default: boolean } | null;
  promoting: Omit<PromotingFacts, "chain"> & { chain: RawMember[] | null };
}
interface RawSku {
  sku_id: string;
  product_id: string;
  name: string;
  spec: string[];
  picture: string;
  code: string;
  fulfilment: Fulfilment;
  price: string;
  cost: string;
  weight: number;
  template: string | null;
  available: number;
  path: string[];
  listed: boolean;
}
/** @param addressId null = the default address */
export async function loadQuoteFacts(
  query: Kysely<Tables>,
  customerId: bigint,
  skuIds: readonly bigint[],
  addressId: bigint | null,
): Promise<QuoteFacts> {
  const result = await factsAsked.execute(query, { customerId, skuIds: skuIds.map(String), addressId });
  const row = result.rows[0];
  if (!row) throw new Error("quote facts gave no row");
  return readFacts(row);
}

/** What a quote asked for, whether it still may become an order, and the facts of this moment about it. */
export interface SubmitFacts {
  request: QuoteRequest;
  payable_fen: bigint;
  created_at: Date;
  expired: boolean;
  order_no: string | null;
  /** For a quote of the cart: whether its lines stand there still, as many of each. */
  in_cart: boolean;
  facts: QuoteFacts;
}

/**
 * Everything an order is made of in one statement: the session, the quote, and the facts of its lines and address.
 * @param session hash of the token that asks
 */
export async function loadSubmitFacts(
  query: Kysely<Tables>,
  customerId: bigint,
  quoteId: bigint,
  session: string,
): Promise<{ signedIn: boolean; quote: SubmitFacts | null }> {
  const result = await factsOfQuote.execute(query, { customerId, quoteId, session });
  const row = result.rows[0];
  if (!row) throw new Error("submit facts gave no row");
  const { signed_in, request, payable_fen, created_at, expired, order_no, in_cart } = row;
  return {
    signedIn: signed_in,
    quote: request && { request, payable_fen, created_at, expired, order_no, in_cart, facts: readFacts(row) },
  };
}

/**
 * Columns of a SELECT with `clock` in its FROM. json, not jsonb: nothing in PostgreSQL looks into it, so its text is built once.
 * @param skuIds bigint[] @param addressId bigint; null = the default address
 */
const factsOf = (customerId: bigint, skuIds: RawBuilder<unknown>, addressId: RawBuilder<unknown>) => sql`
      clock.now,
      (SELECT json_agg(json_build_object('sku_id', s.id::text, 'product_id', p.id::text, 'name', p.name, 'spec', s.spec,
          'picture', coalesce(s.picture, p.gallery ->> 0, ''), 'code', s.code, 'fulfilment', p.fulfilment,
          'price', s.price_fen::text, 'cost', s.cost_fen::text, 'weight', s.weight_g, 'template', p.freight_template_id::text, 'available', coalesce(t.on_hand - t.held, 0),
          'path', CASE WHEN c.parent_id IS NULL THEN json_build_array(c.id::text)
            ELSE json_build_array(c.id::text, c.parent_id::text) END,
          'listed', p.state = 'listed' AND NOT s.retired))
        FROM sku s JOIN product p ON p.id = s.product_id JOIN category c ON c.id = p.category_id
          LEFT JOIN sku_stock t ON t.sku_id = s.id
        WHERE s.id = ANY (${skuIds})) AS skus,
      ${heldCouponsOf(customerId, skuIds)} AS coupons, ${isNewOf(customerId)} AS is_new,
      (SELECT json_build_object('id', a.id::text, 'region_code', a.region_code,
          'contact', encode(a.contact_sealed, 'base64'), 'is_default', a.is_default)
        FROM address a
        WHERE a.customer_id = ${customerId}
          AND CASE WHEN ${addressId} IS NULL THEN a.is_default ELSE a.id = ${addressId} END) AS address,
      (${promotingOf(customerId)}) AS promoting`;

const factsAsked = prepared(
  (v: { customerId: bigint; skuIds: readonly string[]; addressId: bigint | null }) => sql<RawFacts>`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now)
    SELECT ${factsOf(v.customerId, sql`(SELECT ${v.skuIds}::bigint[])::bigint[]`, sql`${v.addressId}::bigint`)} FROM clock`,
);

const quotedSkuIds = sql`ARRAY (SELECT (line ->> 'sku_id')::bigint FROM jsonb_array_elements(q.request -> 'lines') AS line)`;

const factsOfQuote = prepared(
  (v: { customerId: bigint; quoteId: bigint; session: string }) => sql<
    Omit<SubmitFacts, "facts" | "request"> & { request: QuoteRequest | null; signed_in: boolean } & RawFacts
  >`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now)
    SELECT ${sessionStands(v.session, v.customerId)} AS signed_in, q.request, q.payable_fen, q.created_at, q.expires_at <= clock.now AS expired,
      (SELECT o.no FROM orders o WHERE o.buyer_id = q.buyer_id AND o.quote_id = q.id) AS order_no,
      NOT EXISTS (SELECT FROM jsonb_to_recordset(q.request -> 'lines') AS l (sku_id bigint, quantity int)
        LEFT JOIN cart_line c ON c.customer_id = ${v.customerId} AND c.sku_id = l.sku_id
        WHERE q.request ->> 'source' = 'cart' AND c.quantity IS DISTINCT FROM l.quantity) AS in_cart,
      ${factsOf(v.customerId, quotedSkuIds, sql`(q.request ->> 'address_id')::bigint`)}
    FROM clock LEFT JOIN quote q ON q.buyer_id = ${v.customerId} AND q.id = ${v.quoteId}`,
);

function readFacts(row: RawFacts): QuoteFacts {
  return {
    now: row.now,
    skus: new Map((row.skus ?? []).map((raw) => [BigInt(raw.sku_id), skuOf(raw)])),
    coupons: (row.coupons ?? []).map(couponOf),
    isNew: row.is_new,
    address: row.address && {
      id: BigInt(row.address.id),
      regionCode: row.address.region_code,
      contactSealed: Buffer.from(row.address.contact, "base64"),
      isDefault: row.address.is_default,
    },
    promoting: { ...row.promoting, chain: row.promoting.chain ?? [] },
  };
}

/**
 * A promoter's chain is their path of inviters, a customer's the promoter of the valid relation and that promoter's path. A closed
 * promoter keeps the position and earns nothing. Joins instead of common tables: what PostgreSQL sets up is what this part costs.
 */
const promotingOf = (customerId: bigint) => sql`
  SELECT json_build_object(
    'buyer', CASE WHEN me.owner_id IS NOT NULL THEN json_build_object('id', me.owner_id::text, 'tier', me.tier_id::text,
        'state', me.state, 'agreement', me.agreement_version) END,
    'chain', (SELECT json_agg(json_build_object('id', u.owner_id::text, 'tier', u.tier_id::text, 'state', u.state,
        'agreement', u.agreement_version) ORDER BY array_position(place.ids, u.owner_id))
      FROM promoter u WHERE u.owner_id = ANY (place.ids)),
    'referrer', CASE WHEN b.promoter_id IS NOT NULL
      THEN json_build_object('id', b.promoter_id::text, 'name', coalesce(c.nickname, '')) END,
    'share_code', b.share_code)
  FROM (VALUES (${customerId}::bigint)) AS asked (id)
    LEFT JOIN promoter me ON me.owner_id = asked.id
    LEFT JOIN (binding b JOIN promoter p ON p.owner_id = b.promoter_id)
      ON b.customer_id = asked.id AND b.ended_at IS NULL AND b.expires_at > clock.now AND me.owner_id IS NULL
    LEFT JOIN customer_profile c ON c.customer_id = b.promoter_id
    CROSS JOIN LATERAL (SELECT CASE WHEN me.owner_id IS NULL THEN (ARRAY[b.promoter_id] || p.path)[1:3] ELSE me.path[1:3] END AS ids) AS place`;

function skuOf(raw: RawSku): SkuFacts {
  return {
    skuId: BigInt(raw.sku_id),
    productId: BigInt(raw.product_id),
    name: raw.name,
    spec: raw.spec,
    picture: raw.picture,
    code: raw.code,
    fulfilment: raw.fulfilment,
    priceFen: BigInt(raw.price),
    costFen: BigInt(raw.cost),
    weightG: raw.weight,
    freightTemplateId: raw.template,
    available: raw.available,
    categoryPath: raw.path.map(BigInt),
    listed: raw.listed,
  };
}
