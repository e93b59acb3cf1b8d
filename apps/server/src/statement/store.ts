/**
 * What statements read. Sums come from `ledger_day`, of which a promoter has a few rows a day however much was sold, in the same
 * statement as the account that they must come to; lines come from `ledger` in key order.
 */
import type { AccountName, PositionWord, ShareKind, TransferKind } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

/** Sums cross as text inside JSON, whose numbers end at 2^53. */
export interface RawFlow {
  kind: TransferKind;
  debit: AccountName;
  credit: AccountName;
  transfers: number;
  amount_fen: string;
}
interface RawAccount {
  estimated_fen: bigint;
  held_fen: bigint;
  available_fen: bigint;
  withdrawing_fen: bigint;
  debt_fen: bigint;
}

export interface StatementFacts extends RawAccount {
  nickname: string;
  avatar: string | null;
  read_at: Date;
  approved_date: string;
  first_date: string | null;
  before: RawFlow[];
  during: RawFlow[];
  since: RawFlow[];
  settled_orders: number;
  settled_sales_fen: bigint;
}

const ACCOUNT = sql`a.estimated_fen, a.held_fen, a.available_fen, a.withdrawing_fen, a.debt_fen`;
const PERSON = sql`coalesce(c.nickname, '') AS nickname, c.avatar`;
const FLOW = sql`jsonb_build_object('kind', kind, 'debit', debit, 'credit', credit, 'transfers', transfers, 'amount_fen', amount_fen::text)`;

/** Flows of one owner before a month, in it and since. null for whoever is no promoter. One statement. */
export async function readStatement(
  query: Kysely<Tables>,
  ownerId: bigint,
  span: { from: string; to: string },
): Promise<StatementFacts | null> {
  const { from, to } = span;
  const result = await sql<StatementFacts>`
    SELECT ${PERSON}, business_now() AS read_at, p.approved_date, ${ACCOUNT}, f.*, s.*
    FROM promoter p JOIN account a ON a.owner_id = p.owner_id LEFT JOIN customer_profile c ON c.customer_id = p.owner_id,
      LATERAL (
        SELECT min(first_date) AS first_date, coalesce(jsonb_agg(${FLOW}) FILTER (WHERE part = 'before'), '[]') AS before,
          coalesce(jsonb_agg(${FLOW}) FILTER (WHERE part = 'during'), '[]') AS during,
          coalesce(jsonb_agg(${FLOW}) FILTER (WHERE part = 'since'), '[]') AS since
        FROM (
          SELECT CASE WHEN business_date < ${from}::date THEN 'before' WHEN business_date > ${to}::date THEN 'since' ELSE 'during' END
              AS part, kind, debit, credit, sum(transfers) AS transfers, sum(amount_fen) AS amount_fen, min(business_date) AS first_date
          FROM ledger_day d WHERE d.owner_id = p.owner_id GROUP BY 1, 2, 3, 4) part_flow) f,
      LATERAL (
        SELECT coalesce(sum(own_orders), 0)::int AS settled_orders, coalesce(sum(own_sales_fen), 0)::bigint AS settled_sales_fen
        FROM promoter_day d WHERE d.owner_id = p.owner_id AND d.business_date BETWEEN ${from}::date AND ${to}::date) s
    WHERE p.owner_id = ${ownerId}`.execute(query);
  return result.rows[0] ?? null;
}

export interface MonthsFacts extends RawAccount {
  nickname: string;
  avatar: string | null;
  read_at: Date;
  approved_date: string;
  first_date: string | null;
  flows: (RawFlow & { month: string })[];
}

/** Flows of one owner by month. null for whoever is no promoter. One statement. */
export async function readMonths(query: Kysely<Tables>, ownerId: bigint): Promise<MonthsFacts | null> {
  const result = await sql<MonthsFacts>`
    SELECT ${PERSON}, business_now() AS read_at, p.approved_date, ${ACCOUNT}, f.*
    FROM promoter p JOIN account a ON a.owner_id = p.owner_id LEFT JOIN customer_profile c ON c.customer_id = p.owner_id,
      LATERAL (
        SELECT min(first_date) AS first_date, coalesce(jsonb_agg(${FLOW} || jsonb_build_object('month', month)), '[]') AS flows
        FROM (
          SELECT to_char(business_date, 'YYYY-MM') AS month, kind, debit, credit, sum(transfers) AS transfers,
            sum(amount_fen) AS amount_fen, min(business_date) AS first_date
          FROM ledger_day d WHERE d.owner_id = p.owner_id GROUP BY 1, 2, 3, 4) month_flow) f
    WHERE p.owner_id = ${ownerId}`.execute(query);
  return result.rows[0] ?? null;
}

export interface OwnerFacts {
  owner_id: bigint;
  nickname: string;
  avatar: string | null;
  before: RawFlow[];
  during: RawFlow[];
}

/** A page of promoters, newest first by id, with their flows before and in a month. @param like pattern for the nickname */
export async function listOwners(
  query: Kysely<Tables>,
  p: { from: string; to: string; like: string | null; beforeId: bigint | null; limit: number },
): Promise<OwnerFacts[]> {
  const result = await sql<OwnerFacts>`
    SELECT o.*, f.* FROM (
        SELECT a.owner_id, ${PERSON} FROM account a LEFT JOIN customer_profile c ON c.customer_id = a.owner_id
        WHERE (${p.like}::text IS NULL OR (SELECT n.nickname FROM customer_profile n WHERE n.customer_id = a.owner_id) ILIKE ${p.like}) AND (${p.beforeId}::bigint IS NULL OR a.owner_id < ${p.beforeId}::bigint)
        ORDER BY a.owner_id DESC LIMIT ${p.limit}) o,
      LATERAL (
        SELECT coalesce(jsonb_agg(${FLOW}) FILTER (WHERE part = 'before'), '[]') AS before,
          coalesce(jsonb_agg(${FLOW}) FILTER (WHERE part = 'during'), '[]') AS during
        FROM (
          SELECT CASE WHEN business_date < ${p.from}::date THEN 'before' ELSE 'during' END AS part, kind, debit, credit,
            sum(transfers) AS transfers, sum(amount_fen) AS amount_fen
          FROM ledger_day d WHERE d.owner_id = o.owner_id AND business_date <= ${p.to}::date GROUP BY 1, 2, 3, 4) part_flow) f
    ORDER BY o.owner_id DESC`.execute(query);
  return result.rows;
}

export interface TotalsFacts extends RawAccount {
  read_at: Date;
  first_date: string | null;
  before: RawFlow[];
  during: RawFlow[];
  since: RawFlow[];
}

/** The same over everybody, with the sum of all accounts. One statement. */
export async function readTotals(
  query: Kysely<Tables>,
  { from, to }: { from: string; to: string },
): Promise<TotalsFacts> {
  const result = await sql<TotalsFacts>`
    SELECT business_now() AS read_at, a.*, f.* FROM
      (SELECT coalesce(sum(estimated_fen), 0)::bigint AS estimated_fen, coalesce(sum(held_fen), 0)::bigint AS held_fen,
        coalesce(sum(available_fen), 0)::bigint AS available_fen, coalesce(sum(withdrawing_fen), 0)::bigint AS withdrawing_fen,
        coalesce(sum(debt_fen), 0)::bigint AS debt_fen FROM account) a,
      (SELECT min(first_date) AS first_date, coalesce(jsonb_agg(${FLOW}) FILTER (WHERE part = 'before'), '[]') AS before,
        coalesce(jsonb_agg(${FLOW}) FILTER (WHERE part = 'during'), '[]') AS during,
        coalesce(jsonb_agg(${FLOW}) FILTER (WHERE part = 'since'), '[]') AS since
      FROM (
        SELECT CASE WHEN business_date < ${from}::date THEN 'before' WHEN business_date > ${to}::date THEN 'since' ELSE 'during' END
            AS part, kind, debit, credit, sum(transfers) AS transfers, sum(amount_fen) AS amount_fen, min(business_date) AS first_date
        FROM ledger_day GROUP BY 1, 2, 3, 4) part_flow) f`.execute(query);
  const [row] = result.rows;
  if (!row) throw new Error("totals gave no row");
  return row;
}

export interface LineFacts {
  key: string;
  kind: TransferKind;
  debit: AccountName;
  credit: AccountName;
  amount_fen: bigint;
  ref: string;
  event_at: Date;
  /** The same in µs: business time is finer than this process's. */
  at_us: bigint;
  /** Of a commission's transfer; null otherwise. */
  buyer_id: bigint | null;
  line_no: number | null;
  position: PositionWord | null;
  share_kind: ShareKind | null;
  name: string | null;
  /** Why, of a reward or an adjustment. */
  reason: string | null;
}

const UNION_ALL = sql` UNION ALL `;

/** The last line of the page before. */
export interface LineCursor {
  atUs: bigint;
  key: string;
}

/**
 * Transfers of one owner in a month, newest first. A commission's name themselves in their key: order, line, position, kind, event.
 * Accruals, state by state, and all else are limited apart: that is how their indexes bring them in order. PostgreSQL orders the view as
 * a whole only by reading all of it, which took a second a page at 700,000 lines and takes milliseconds so.
 */
export async function listLines(
  query: Kysely<Tables>,
  ownerId: bigint,
  p: { startsAt: Date; endsAt: Date; after: LineCursor | null; limit: number },
): Promise<LineFacts[]> {
  const { after, limit } = p;
  const within = sql`owner_id = who.who_id AND event_at >= ${p.startsAt} AND event_at < ${p.endsAt}
    ${after === null ? sql`` : sql`AND event_at <= ${instantOf(after.atUs)} AND (event_at, key) < (${instantOf(after.atUs)}, ${after.key})`}`;
  const newest = sql`ORDER BY event_at DESC, key DESC LIMIT ${limit}`;
  // The owner stands apart, so that the plan is one for anybody: knowing that most rows are this one's, PostgreSQL would walk through all.
  const columns = sql`key, kind, debit, credit, amount_fen, ref, event_at`;
  const parts = sql.join(
    [
      sql`(SELECT ${columns} FROM ledger WHERE kind <> 'accrue' AND ${within} ${newest})`,
      ...[0, 1, 2, 3].map(
        (state) =>
          sql`(SELECT ${columns} FROM accrual WHERE state = ${sql.lit(state)} AND ${within} ${newest})`,
      ),
    ],
    UNION_ALL,
  );
  const result = await sql<LineFacts>`
    SELECT t.key, t.kind, t.debit, t.credit, t.amount_fen, t.ref, t.event_at,
      (extract(epoch FROM t.event_at) * 1000000)::bigint AS at_us, c.buyer_id, c.line_no, c.position, c.kind AS share_kind, l.name,
      j.reason
    FROM (
        SELECT *, CASE WHEN kind IN ('accrue', 'settle', 'clawback', 'hold', 'release') THEN string_to_array(key, ':') END AS parts
        FROM (
          SELECT part.* FROM (SELECT ${ownerId}::bigint AS who_id OFFSET 0) who
            CROSS JOIN LATERAL (${parts}) part) all_parts
        ${newest}) t
      LEFT JOIN commission c ON c.owner_id = ${ownerId} AND c.order_no = t.parts[1] AND c.line_no = t.parts[2]::int
        AND c.position = t.parts[3] AND c.kind = t.parts[4]
      LEFT JOIN order_line l ON l.buyer_id = c.buyer_id AND l.order_no = c.order_no AND l.line_no = c.line_no
      LEFT JOIN adjustment j ON j.owner_id = ${ownerId} AND j.no = t.ref AND t.kind IN ('reward', 'adjust', 'write_off')
    ORDER BY t.event_at DESC, t.key DESC`.execute(query);
  return result.rows;
}

/** µs since the epoch as PostgreSQL's instant, exactly. */
const instantOf = (us: bigint) =>
  sql`(timestamptz 'epoch' + ${String(us)}::bigint * interval '1 microsecond')`;
