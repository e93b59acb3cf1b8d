/** SQL of the console's side of coupons: lists, one coupon, writes. */
import type { ConsoleCoupon, CouponInput } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import { TERMS, type TermsRow, type ValidRow } from "./store.ts";

type Query = Kysely<Tables>;
export type CouponFields = Omit<CouponInput, "request_key">;

export interface ConsoleCouponRow extends TermsRow, ValidRow {
  id: bigint;
  way: ConsoleCoupon["way"];
  total: number;
  claimed: number;
  used: number;
  per_customer: number;
  starts_at: Date;
  ends_at: Date;
  stopped: boolean;
  phase: ConsoleCoupon["phase"];
  targets: ConsoleCoupon["targets"];
  excluded: ConsoleCoupon["excluded"];
  returned_days: number | null;
  gift_from_fen: bigint | null;
  gift_when: ConsoleCoupon["gift_when"];
  gift_taken_back: boolean;
  code: string | null;
  link_key: string | null;
  given_fen: bigint;
  orders: number;
  paid_fen: bigint;
  revision: number;
}

const PHASE = sql`CASE WHEN k.stopped THEN 'stopped' WHEN c.ends_at <= clock.now OR c.usable_until <= clock.now THEN 'ended'
  WHEN c.starts_at > clock.now THEN 'coming' WHEN k.claimed >= k.total THEN 'exhausted' ELSE 'open' END`;
const NAMED = sql`jsonb_agg(jsonb_build_object('id', n.id::text, 'name', n.name) ORDER BY n.id)`;

/**
 * Newest first. Uses and what they took off are counted from the rows: a counter would be one more hot row in every order with a coupon.
 * @param p.id one coupon, whatever the filter says
 */
export async function selectCoupons(
  query: Query,
  p: {
    id?: bigint;
    phase?: ConsoleCoupon["phase"] | undefined;
    way?: ConsoleCoupon["way"] | undefined;
    pattern?: string | undefined;
    before?: bigint | null;
    limit: number;
  },
): Promise<ConsoleCouponRow[]> {
  const only = p.id === undefined ? sql`` : sql`AND c.id = ${p.id}`;
  const phase = p.phase === undefined ? sql`` : sql`AND ${PHASE} = ${p.phase}`;
  const way = p.way === undefined ? sql`` : sql`AND c.way = ${p.way}`;
  const named = p.pattern === undefined ? sql`` : sql`AND c.name ILIKE ${p.pattern}`;
  const before = p.before ? sql`AND c.id < ${p.before}` : sql``;
  const result = await sql<ConsoleCouponRow>`
    WITH clock AS MATERIALIZED (SELECT business_now() AS now),
      listed AS MATERIALIZED (
        SELECT c.*, k.total AS room, k.claimed, k.stopped AS halted, k.revision, ${PHASE} AS phase
        FROM clock, coupon c JOIN coupon_counter k ON k.coupon_id = c.id
        WHERE true ${only} ${phase} ${way} ${named} ${before}
        ORDER BY c.id DESC LIMIT ${p.limit})
    SELECT c.id, ${TERMS}, c.way, c.room AS total, c.claimed, c.per_customer, c.valid_days, c.usable_from, c.usable_until, c.starts_at,
      c.ends_at, c.halted AS stopped, c.phase, c.returned_days, c.gift_from_fen, c.gift_when, c.gift_taken_back, c.link_key, c.revision,
      (SELECT code FROM coupon_code WHERE coupon_id = c.id AND shared) AS code,
      coalesce(CASE c.scope WHEN 'categories' THEN (SELECT ${NAMED} FROM category n WHERE n.id = ANY (c.scope_ids))
        WHEN 'products' THEN (SELECT ${NAMED} FROM product n WHERE n.id = ANY (c.scope_ids)) END, '[]') AS targets,
      coalesce((SELECT ${NAMED} FROM product n WHERE n.id = ANY (c.excluded_ids)), '[]') AS excluded,
      (SELECT count(*)::int FROM coupon_grant g WHERE g.coupon_id = c.id AND g.state = 'used') AS used,
      brought.orders, brought.given_fen, brought.paid_fen
    FROM listed c CROSS JOIN LATERAL (
      SELECT count(*)::int AS orders, coalesce(sum(oc.discount_fen), 0)::bigint AS given_fen,
        coalesce(sum(o.payable_fen - o.refunded_fen), 0)::bigint AS paid_fen
      FROM order_coupon oc JOIN orders o ON o.buyer_id = oc.buyer_id AND o.no = oc.order_no
      WHERE oc.coupon_id = c.id AND o.paid_at IS NOT NULL) AS brought
    ORDER BY c.id DESC`.execute(query);
  return result.rows;
}

/** Those of the ids that are no category, or no product that can be sold. */
export async function countTargets(
  tx: Tx,
  kind: "categories" | "products",
  ids: readonly string[],
): Promise<number> {
  const from =
    kind === "categories"
      ? sql`category WHERE NOT removed AND`
      : sql`product WHERE state IN ('listed', 'unlisted') AND`;
  const result = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM ${from} id = ANY (${[...ids]}::bigint[])`.execute(tx);
  return result.rows[0]?.count ?? 0;
}

const valuesOf = (c: CouponFields) => ({
  name: c.name,
  kind: c.kind,
  threshold_fen: c.threshold_fen,
  discount_fen: c.discount_fen,
  percent_off: c.percent_off,
  ceiling_fen: c.ceiling_fen,
  scope: c.scope,
  scope_ids: c.scope_ids,
  excluded_ids: c.excluded_ids,
  new_customer: c.new_customer,
  stackable: c.stackable,
  total: c.total,
  per_customer: c.per_customer,
  valid_days: c.valid_days,
  usable_from: c.usable_from,
  usable_until: c.usable_until,
  starts_at: c.starts_at,
  ends_at: c.ends_at,
  returned_days: c.returned_days,
  gift_from_fen: c.gift_from_fen,
  gift_when: c.gift_when,
  gift_taken_back: c.gift_taken_back,
});
const COLUMNS = sql.raw(
  `name, kind, threshold_fen, discount_fen, percent_off, ceiling_fen, scope, scope_ids, excluded_ids, new_customer, stackable, total,
    per_customer, valid_days, usable_from, usable_until, starts_at, ends_at, returned_days, gift_from_fen, gift_when, gift_taken_back`,
);
const TYPED = sql.raw(
  `name text, kind text, threshold_fen bigint, discount_fen bigint, percent_off int, ceiling_fen bigint, scope text, scope_ids bigint[],
    excluded_ids bigint[], new_customer boolean, stackable boolean, total int, per_customer int, valid_days int, usable_from timestamptz,
    usable_until timestamptz, starts_at timestamptz, ends_at timestamptz, returned_days int, gift_from_fen bigint, gift_when text,
    gift_taken_back boolean`,
);

export async function insertCoupon(tx: Tx, fields: CouponFields, linkKey: string | null): Promise<bigint> {
  const result = await sql<{ coupon_id: bigint }>`
    WITH fresh AS (
      INSERT INTO coupon (way, link_key, ${COLUMNS})
      SELECT ${fields.way}, ${linkKey}::text, ${COLUMNS} FROM jsonb_to_record(${JSON.stringify(valuesOf(fields))}::jsonb) AS r (${TYPED})
      RETURNING id, total)
    INSERT INTO coupon_counter (coupon_id, total) SELECT id, total FROM fresh RETURNING coupon_id`.execute(
    tx,
  );
  const made = result.rows[0];
  if (!made) throw new Error("the coupon was not written");
  return made.coupon_id;
}

/** The row that claims count on, for this transaction; null when there is no such coupon. */
export async function lockCounter(tx: Tx, id: bigint): Promise<{ claimed: number; revision: number } | null> {
  const result = await sql<{ claimed: number; revision: number }>`
    SELECT claimed, revision FROM coupon_counter WHERE coupon_id = ${id} FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

/** Everything but how one comes by it. A claim that has read the terms of before does not count any more. */
export async function updateCoupon(tx: Tx, id: bigint, fields: CouponFields, at: Date): Promise<void> {
  await sql`
    WITH counter AS (
      UPDATE coupon_counter SET total = ${fields.total}, revision = revision + 1 WHERE coupon_id = ${id})
    UPDATE coupon c SET (${COLUMNS}) = (
        SELECT ${COLUMNS} FROM jsonb_to_record(${JSON.stringify(valuesOf(fields))}::jsonb) AS r (${TYPED})), updated_at = ${at}
    WHERE c.id = ${id}`.execute(tx);
}

/** On the row that claims count on, and on the coupon for who reads it. @returns what it was before; null when there is no such coupon */
export async function setStopped(tx: Tx, id: bigint, stopped: boolean): Promise<boolean | null> {
  const result = await sql<{ before: boolean }>`
    WITH old AS (SELECT coupon_id, stopped FROM coupon_counter WHERE coupon_id = ${id} FOR UPDATE),
      counter AS (UPDATE coupon_counter k SET stopped = ${stopped} FROM old WHERE k.coupon_id = old.coupon_id)
    UPDATE coupon c SET stopped = ${stopped} FROM old WHERE c.id = old.coupon_id RETURNING old.stopped AS before`.execute(
    tx,
  );
  return result.rows[0]?.before ?? null;
}
