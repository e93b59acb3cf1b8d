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

/** A held one from which refunds have taken everything is clawed back: nothing is left to hold. */
const STATE = sql`CASE WHEN c.kept_fen = 0 AND c.fen > 0 THEN 'clawed_back' WHEN c.held_at IS NOT NULL THEN 'held'
  WHEN c.settled_at IS NOT NULL THEN 'settled' ELSE 'estimated' END`;
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
function before(after: CommissionCursor | null): RawBuilder<unknown> {
  if (after === null) return sql``;
  return sql`AND (c.event_at, c.owner_id, c.order_no, c.line_no, c.kind)
    < (${after.at}, ${after.ownerId}, ${after.orderNo}, ${after.lineNo}, ${after.kind})`;
}
function inState(state: CommissionState | null): RawBuilder<unknown> {
  return state === null ? sql`` : sql`AND ${STATE} = ${state}`;
}

/** One promoter's, newest first. */
export async function listCommissions(
  query: Kysely<Tables>,
  ownerId: bigint,
  p: { state: CommissionState | null; after: CommissionCursor | null; limit: number },
): Promise<CommissionRowFacts[]> {
  const result = await sql<CommissionRowFacts>`
    SELECT ${COLUMNS} FROM commission c ${JOINS}
    WHERE c.owner_id = ${ownerId} ${inState(p.state)} ${before(p.after)}
    ORDER BY ${ORDER} LIMIT ${p.limit}`.execute(query);
  return result.rows;
}

/** Everybody's, newest first. @param like pattern for the promoter's nickname; numberPrefix for the order's number */
export async function listConsoleCommissions(
  query: Kysely<Tables>,
  p: {
    state: CommissionState | null;
    ownerId: bigint | null;
    like: string | null;
    numberPrefix: string | null;
    from: string | null;
    to: string | null;
    after: CommissionCursor | null;
    limit: number;
  },
): Promise<CommissionRowFacts[]> {
  const result = await sql<CommissionRowFacts>`
    SELECT ${COLUMNS} FROM commission c ${JOINS}
    WHERE (${p.ownerId}::bigint IS NULL OR c.owner_id = ${p.ownerId}::bigint)
      AND (${p.like}::text IS NULL OR w.nickname ILIKE ${p.like} OR starts_with(c.order_no, ${p.numberPrefix}::text))
      AND (${p.from}::date IS NULL OR c.business_date >= ${p.from}::date)
      AND (${p.to}::date IS NULL OR c.business_date <= ${p.to}::date)
      ${inState(p.state)} ${before(p.after)}
    ORDER BY ${ORDER} LIMIT ${p.limit}`.execute(query);
  return result.rows;
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
    ORDER BY id`.execute(
    query,
  );
  return result.rows;
}
