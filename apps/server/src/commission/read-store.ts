/** What the commission pages read: a list is one statement of index order, a detail is three. */
import type { Member } from "@banyan/domain";
import type {
  AccountName,
  CommissionState,
  PositionWord,
  PromoterState,
  ShareKind,
  TransferKind,
} from "@banyan/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import { type CommissionKey, transferPrefix } from "./key.ts";

export interface CommissionRowFacts {
  owner_id: bigint;
  buyer_id: bigint;
  order_no: string;
  line_no: number;
  position: PositionWord;
  kind: ShareKind;
  tier: string;
  gross_fen: bigint;
  fen: bigint;
  base_fen: bigint;
  kept_fen: bigint;
  refunded_fen: bigint;
  state: CommissionState;
  event_at: Date;
  settled_at: Date | null;
  settle_due_at: Date | null;
  received_at: Date | null;
  hold_reason: string;
  plan_version: bigint;
  name: string;
  spec: string[];
  picture: string;
  quantity: number;
  buyer_name: string;
  owner_name: string;
}

/**
 * The states in the order of the index's numbers. A held one from which refunds have taken everything is clawed back: nothing is left to
 * hold.
 */
const STATES = ["estimated", "settled", "held", "clawed_back"] as const;
/** Word for word the expression of the index `commission_state`. */
const STATE_NUMBER = sql`(CASE WHEN c.kept_fen = 0 AND c.fen > 0 THEN 3 WHEN c.held_at IS NOT NULL THEN 2
  WHEN c.settled_at IS NOT NULL THEN 1 ELSE 0 END)`;
const STATE = sql`(ARRAY['estimated', 'settled', 'held', 'clawed_back'])[1 + ${STATE_NUMBER}]`;
const COLUMNS = sql`c.owner_id, c.buyer_id, c.order_no, c.line_no, c.position, c.kind, c.tier, c.gross_fen, c.fen, c.base_fen, c.kept_fen,
  c.refunded_fen, ${STATE} AS state, c.event_at, c.settled_at, c.hold_reason, o.settle_due_at, o.received_at, l.plan_version, l.name,
  l.spec, l.picture, l.quantity, coalesce(b.nickname, '') AS buyer_name, coalesce(w.nickname, '') AS owner_name`;
const JOINS = sql`
  JOIN order_line l ON l.buyer_id = c.buyer_id AND l.order_no = c.order_no AND l.line_no = c.line_no
  JOIN orders o ON o.buyer_id = c.buyer_id AND o.no = c.order_no
  LEFT JOIN customer_profile b ON b.customer_id = c.buyer_id
  LEFT JOIN customer_profile w ON w.customer_id = c.owner_id`;

/** The last row of the page before. Of one promoter a line has one position, so kind ends every tie. */
export interface CommissionCursor {
  at: Date;
  ownerId: bigint;
  orderNo: string;
  lineNo: number;
  kind: ShareKind;
}

const ORDER = sql`c.event_at DESC, c.owner_id DESC, c.order_no DESC, c.line_no DESC, c.kind DESC`;

interface Span {
  /** Business days, both included. */
  from: string | null;
  to: string | null;
  after: CommissionCursor | null;
  limit: number;
}
const startOf = (day: string) => sql`(${day}::date::timestamp - interval '8 hours') AT TIME ZONE 'UTC'`;

function within({ from, to, after }: Span): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (from !== null) conditions.push(sql`c.event_at >= ${startOf(from)}`);
  if (to !== null) conditions.push(sql`c.event_at < ${startOf(to)} + interval '1 day'`);
  if (after !== null)
    conditions.push(
      sql`c.event_at <= ${after.at}`,
      sql`(c.event_at, c.owner_id, c.order_no, c.line_no, c.kind)
      < (${after.at}, ${after.ownerId}, ${after.orderNo}, ${after.lineNo}, ${after.kind})`,
    );
  return conditions;
}

/** What a page shows, newest first. The page is cut before anything is looked up beside it: PostgreSQL takes the joins for rarer than they are. */
async function readPage(
  query: Kysely<Tables>,
  page: RawBuilder<unknown>,
  limit: number,
): Promise<CommissionRowFacts[]> {
  const result = await sql<CommissionRowFacts>`
    WITH page AS MATERIALIZED (${page} ORDER BY ${ORDER} LIMIT ${limit})
    SELECT ${COLUMNS} FROM page c ${JOINS} ORDER BY ${ORDER}`.execute(query);
  return result.rows;
}

/** Of promoter `who`, in the order of the index: each state apart, so that no row of another is passed over. */
function ofWho(state: CommissionState | null, span: Span): RawBuilder<unknown> {
  const parts = STATES.flatMap((name, number) => {
    if (state !== null && state !== name) return [];
    const conditions = [
      sql`c.owner_id = who.owner_id`,
      sql`${STATE_NUMBER} = ${sql.lit(number)}`,
      ...within(span),
    ];
    return [
      sql`(SELECT * FROM commission c WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${ORDER} LIMIT ${span.limit})`,
    ];
  });
  return sql.join(parts, sql` UNION ALL `);
}

/**
 * One promoter's, newest first. The owner stands apart, so that the plan is one for anybody: knowing that most rows are this promoter's,
 * PostgreSQL would walk through everybody's.
 */
export function listCommissions(
  query: Kysely<Tables>,
  ownerId: bigint,
  p: { state: CommissionState | null; after: CommissionCursor | null; limit: number },
): Promise<CommissionRowFacts[]> {
  const page = sql`
    SELECT c.* FROM (SELECT ${ownerId}::bigint AS owner_id OFFSET 0) who
      CROSS JOIN LATERAL (${ofWho(p.state, { ...p, from: null, to: null })}) c`;
  return readPage(query, page, p.limit);
}

/** Promoters found by name; more than these are not searched through. */
const MOST_FOUND = 50;

/**
 * Everybody's, newest first.
 * @param like pattern for the promoter's nickname
 * @param numberPrefix instead of it: what the order's number begins with
 * @param buyerId whose order it is, where the number is complete: its lines tell who earned
 */
export function listConsoleCommissions(
  query: Kysely<Tables>,
  p: Span & {
    state: CommissionState | null;
    ownerId: bigint | null;
    like: string | null;
    numberPrefix: string | null;
    buyerId: bigint | null;
  },
): Promise<CommissionRowFacts[]> {
  if (p.numberPrefix !== null) return readPage(query, byNumber(p.numberPrefix, p), p.limit);
  if (p.ownerId === null && p.like === null) return readPage(query, ofEverybody(p), p.limit);
  const conditions = [
    p.ownerId === null ? sql`true` : sql`f.owner_id = ${p.ownerId}`,
    p.like === null
      ? sql`true`
      : sql`(SELECT n.nickname FROM customer_profile n WHERE n.customer_id = f.owner_id) ILIKE ${p.like}`,
  ];
  const found = sql`SELECT f.owner_id FROM promoter f WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY f.approved_at DESC LIMIT ${MOST_FOUND}`;
  const page = sql`SELECT c.* FROM (${found}) who CROSS JOIN LATERAL (${ofWho(p.state, p)}) c`;
  return readPage(query, page, p.limit);
}

/**
 * By the orders' moments of payment, which are those of their commissions: no index of commissions is needed for it. OFFSET 0 keeps the
 * order of things: orders come newest first, and each one's commissions by key.
 */
function ofEverybody(p: Span & { state: CommissionState | null }): RawBuilder<unknown> {
  const { from, to, after } = p;
  const moments = [sql`true`];
  if (from !== null) moments.push(sql`e.paid_at >= ${startOf(from)}`);
  if (to !== null) moments.push(sql`e.paid_at < ${startOf(to)} + interval '1 day'`);
  if (after !== null)
    moments.push(
      sql`e.paid_at <= ${after.at}`,
      sql`(e.paid_at, c.owner_id, c.order_no, c.line_no, c.kind)
      < (${after.at}, ${after.ownerId}, ${after.orderNo}, ${after.lineNo}, ${after.kind})`,
    );
  const own = [sql`c.owner_id = e.promoter_id`, sql`c.order_no = e.order_no`, ...inState(p.state)];
  return sql`
    SELECT c.* FROM (
      SELECT c.*, e.paid_at FROM order_earner e
        CROSS JOIN LATERAL (SELECT * FROM commission c WHERE ${sql.join(own, sql` AND `)} OFFSET 0) c
      WHERE ${sql.join(moments, sql` AND `)}
      ORDER BY e.paid_at DESC, c.owner_id DESC, c.order_no DESC, c.line_no DESC, c.kind DESC LIMIT ${p.limit}) c`;
}

function inState(state: CommissionState | null): RawBuilder<unknown>[] {
  return state === null ? [] : [sql`${STATE_NUMBER} = ${sql.lit(STATES.indexOf(state))}`];
}

/** A number's beginning is a range of the key; '[' follows all that a number is made of. */
function byNumber(
  prefix: string,
  p: Span & { ownerId: bigint | null; state: CommissionState | null; buyerId: bigint | null },
): RawBuilder<unknown> {
  const whose =
    p.ownerId !== null
      ? [sql`c.owner_id = ${p.ownerId}`]
      : p.buyerId !== null
        ? [
            sql`c.owner_id = ANY (ARRAY(
            SELECT (s ->> 'promoter')::bigint FROM order_line l CROSS JOIN LATERAL jsonb_array_elements(l.shares) AS s
            WHERE l.buyer_id = ${p.buyerId} AND l.order_no = ${prefix}))`,
          ]
        : [];
  const conditions = [
    sql`c.order_no >= ${prefix}`,
    sql`c.order_no < ${`${prefix}[`}`,
    ...whose,
    ...inState(p.state),
    ...within(p),
  ];
  return sql`SELECT * FROM commission c WHERE ${sql.join(conditions, sql` AND `)}`;
}

/** The line's snapshot beside the commission: everything it is computed from. */
export interface CommissionDetailFacts extends CommissionRowFacts {
  rule: string | null;
  price_fen: bigint;
  discount_fen: bigint;
  net_fen: bigint;
  self_discount_fen: bigint;
  sku_id: bigint;
  product_id: bigint;
  category_path: bigint[];
  promotion: "flash_sale" | "group_buy" | null;
  buyer_promoter: Member | null;
  chain: Member[];
  tier_name: string | null;
  /** The promoter as of now: tier, state and what is owed. */
  tier_now: string | null;
  promoter_state: PromoterState | null;
  debt_fen: bigint;
  aftersale_open: boolean;
  plan_from: Date | null;
  plan_until: Date | null;
  /** Names of the tiers and of the line's categories, by id. */
  tiers: Record<string, string>;
  categories: Record<string, string>;
}

export async function readCommission(
  query: Kysely<Tables>,
  ownerId: bigint,
  key: CommissionKey,
): Promise<CommissionDetailFacts | null> {
  const result = await sql<CommissionDetailFacts>`
    SELECT ${COLUMNS}, c.rule, l.price_fen, l.discount_fen, l.net_fen, l.self_discount_fen, l.sku_id, l.product_id, l.category_path,
      l.promotion, l.buyer_promoter, l.chain,
      (SELECT t.name FROM tier t WHERE t.id::text = c.tier) AS tier_name, now_tier.name AS tier_now, p.state AS promoter_state,
      coalesce(a.debt_fen, 0)::bigint AS debt_fen, o.aftersale_open, v.activated_at AS plan_from, v.retired_at AS plan_until,
      (SELECT jsonb_object_agg(t.id, t.name) FROM tier t) AS tiers,
      coalesce((SELECT jsonb_object_agg(k.id, k.name) FROM category k WHERE k.id = ANY (l.category_path)), '{}') AS categories
    FROM commission c ${JOINS}
      LEFT JOIN promoter p ON p.owner_id = c.owner_id LEFT JOIN tier now_tier ON now_tier.id = p.tier_id
      LEFT JOIN account a ON a.owner_id = c.owner_id LEFT JOIN plan v ON v.version = l.plan_version
    WHERE c.owner_id = ${ownerId} AND c.order_no = ${key.orderNo} AND c.line_no = ${key.lineNo} AND c.position = ${key.position}
      AND c.kind = ${key.kind}`.execute(query);
  return result.rows[0] ?? null;
}

export interface Movement {
  kind: TransferKind;
  debit: AccountName;
  credit: AccountName;
  amount_fen: bigint;
  event_at: Date;
}

/**
 * What happened to the money of one commission, oldest first: the keys of its transfers begin with its own. Paying off debt is the account's:
 * one transfer for all that a batch brought, named after one of them.
 */
export async function movementsOf(
  query: Kysely<Tables>,
  ownerId: bigint,
  key: CommissionKey,
): Promise<Movement[]> {
  const prefix = transferPrefix(key);
  // ';' follows ':' in the C order of the key, so this is a range of the transfers' unique index; the order's number finds the accrual.
  const result = await sql<Movement>`
    SELECT kind, debit, credit, amount_fen, event_at FROM ledger
    WHERE owner_id = ${ownerId} AND ref = ${key.orderNo} AND key >= ${`${prefix}:`} AND key < ${`${prefix};`} AND kind <> 'net'
    ORDER BY id`.execute(query);
  return result.rows;
}
