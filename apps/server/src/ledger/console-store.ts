/** What the ledger explorer reads. Transfers come newest first; totals are one pass over the accounts and one over the days' sums. */
import type { AccountName, TransferKind } from "@banyan/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../db/database.ts";

export interface Balances {
  estimated_fen: bigint;
  held_fen: bigint;
  available_fen: bigint;
  withdrawing_fen: bigint;
  debt_fen: bigint;
}
export interface Totals extends Balances {
  commission_expense_fen: bigint;
  reward_expense_fen: bigint;
  adjustment_fen: bigint;
  payout_clearing_fen: bigint;
  fee_income_fen: bigint;
}

/** The shop's accounts are the roll-up of all transfers, credits less debits, read from the sums of their days. */
export async function readTotals(query: Kysely<Tables>): Promise<Totals> {
  const result = await sql<Totals>`
    SELECT a.*, t.* FROM
      (SELECT coalesce(sum(estimated_fen), 0)::bigint AS estimated_fen, coalesce(sum(held_fen), 0)::bigint AS held_fen,
        coalesce(sum(available_fen), 0)::bigint AS available_fen, coalesce(sum(withdrawing_fen), 0)::bigint AS withdrawing_fen,
        coalesce(sum(debt_fen), 0)::bigint AS debt_fen FROM account) a,
      (SELECT coalesce(sum(amount_fen) FILTER (WHERE credit = 'commission_expense'), 0)::bigint
          - coalesce(sum(amount_fen) FILTER (WHERE debit = 'commission_expense'), 0)::bigint AS commission_expense_fen,
        -coalesce(sum(amount_fen) FILTER (WHERE debit = 'reward_expense'), 0)::bigint AS reward_expense_fen,
        coalesce(sum(amount_fen) FILTER (WHERE credit = 'adjustment'), 0)::bigint
          - coalesce(sum(amount_fen) FILTER (WHERE debit = 'adjustment'), 0)::bigint AS adjustment_fen,
        coalesce(sum(amount_fen) FILTER (WHERE credit = 'payout_clearing'), 0)::bigint AS payout_clearing_fen,
        coalesce(sum(amount_fen) FILTER (WHERE credit = 'fee_income'), 0)::bigint AS fee_income_fen FROM ledger_day) t`.execute(
    query,
  );
  const [row] = result.rows;
  if (!row) throw new Error("totals gave no row");
  return row;
}

export interface AccountFacts extends Balances {
  owner_id: bigint;
  nickname: string;
  avatar: string | null;
}
export type AccountSort = "owner" | "available" | "estimated" | "debt";
const SORT_KEY: Record<AccountSort, RawBuilder<unknown>> = {
  owner: sql`0::bigint`,
  available: sql`a.available_fen`,
  estimated: sql`a.estimated_fen`,
  debt: sql`a.debt_fen`,
};

/** Looked up account by account: of all customers few have one, so a search by name must not read them all. */
const nicknameOf = (owner: RawBuilder<unknown>) =>
  sql`(SELECT n.nickname FROM customer_profile n WHERE n.customer_id = ${owner})`;

/** Largest first by the sort, then by owner. */
export async function listAccounts(
  query: Kysely<Tables>,
  p: {
    like: string | null;
    sort: AccountSort;
    after: { value: bigint; ownerId: bigint } | null;
    limit: number;
  },
): Promise<(AccountFacts & { sort_value: bigint })[]> {
  const value = SORT_KEY[p.sort];
  const result = await sql<AccountFacts & { sort_value: bigint }>`
    SELECT a.owner_id, coalesce(c.nickname, '') AS nickname, c.avatar, a.estimated_fen, a.held_fen, a.available_fen,
      a.withdrawing_fen, a.debt_fen, ${value} AS sort_value
    FROM account a LEFT JOIN customer_profile c ON c.customer_id = a.owner_id
    WHERE (${p.like}::text IS NULL OR ${nicknameOf(sql`a.owner_id`)} ILIKE ${p.like})
      AND (${p.after === null}::boolean
        OR (${value}, a.owner_id) < (${p.after?.value ?? 0n}::bigint, ${p.after?.ownerId ?? 0n}::bigint))
    ORDER BY ${value} DESC, a.owner_id DESC LIMIT ${p.limit}`.execute(query);
  return result.rows;
}

export interface TransferFacts {
  /** Made of the key: tells rows of one moment and promoter apart. */
  tie: bigint;
  owner_id: bigint;
  nickname: string;
  debit: AccountName;
  credit: AccountName;
  amount_fen: bigint;
  kind: TransferKind;
  ref: string;
  key: string;
  event_at: Date;
  /** event_at in microseconds, which is what it is stored to. */
  event_us: bigint;
  created_at: Date;
}
/** The last row of the page before: event_at in microseconds, owner, tie. */
export interface TransferCursor {
  eventUs: bigint;
  ownerId: bigint;
  tie: bigint;
}

/** 52 bits, which a cursor holds. */
const TIE = sql`hashtextextended(key, 0) & 4503599627370495`;
const startOf = (day: string) => sql`(${day}::date::timestamp - interval '8 hours') AT TIME ZONE 'UTC'`;

/** Newest first. @param owners whose, or null for everybody's @param ref the order's, withdrawal's or adjustment's number @param from, to business days, both included */
export async function listTransfers(
  query: Kysely<Tables>,
  p: {
    owners: readonly bigint[] | null;
    kind: TransferKind | null;
    ref: string | null;
    from: string | null;
    to: string | null;
    after: TransferCursor | null;
    limit: number;
  },
): Promise<TransferFacts[]> {
  const newest = sql`ORDER BY event_at DESC, owner_id DESC, ${TIE} DESC LIMIT ${p.limit}`;
  const parts = sql.join(
    partsOf(p).map(({ accruals, where }) =>
      accruals && p.owners === null
        ? accrualsOfEverybody(p)
        : sql`(SELECT ${COLUMNS} FROM ${accruals ? sql`accrual` : sql`ledger`}
          WHERE ${sql.join([...where, ...conditionsOf(p)], sql` AND `)} ${newest})`,
    ),
    UNION_ALL,
  );
  // The owner stands apart, so that the plan is one for anybody: knowing that most rows are this one's, PostgreSQL would walk through all.
  const whose = hasOneOwner(p)
    ? sql`(SELECT ${p.owners?.[0]}::bigint AS who_id OFFSET 0) who CROSS JOIN LATERAL`
    : sql``;
  const result = await sql<TransferFacts>`
    SELECT t.*, coalesce(c.nickname, '') AS nickname FROM (
        SELECT ${TIE} AS tie, owner_id, debit, credit, amount_fen, kind, ref, key, event_at,
          (extract(epoch FROM event_at) * 1000000)::bigint AS event_us, created_at
        FROM ${whose} (${parts}) part ${newest}) t
      LEFT JOIN customer_profile c ON c.customer_id = t.owner_id
    ORDER BY t.event_at DESC, t.owner_id DESC, t.tie DESC`.execute(query);
  return result.rows;
}

const UNION_ALL = sql` UNION ALL `;
const COLUMNS = sql`owner_id, debit, credit, amount_fen, kind, ref, key, event_at, created_at`;
type Filter = Parameters<typeof listTransfers>[1];

const hasOneOwner = ({ owners }: Filter) => owners?.length === 1;

/**
 * Transfers and accruals come limited apart, and one promoter's accruals state by state: that is how their indexes bring them in order.
 * What is about one number is little, and found by key.
 */
function partsOf(p: Filter): { accruals: boolean; where: RawBuilder<unknown>[] }[] {
  if (p.ref !== null && p.owners !== null) return [{ accruals: false, where: [] }];
  const others = p.kind === "accrue" ? [] : [{ accruals: false, where: [sql`kind <> 'accrue'`] }];
  if (p.kind !== null && p.kind !== "accrue") return others;
  if (p.owners === null) return [...others, { accruals: true, where: [] }];
  const states = [0, 1, 2, 3].map((state) => ({ accruals: true, where: [sql`state = ${sql.lit(state)}`] }));
  return [...others, ...states];
}

/**
 * By the orders' moments of payment, which are those of their accruals: no index of commissions is needed for it. OFFSET 0 keeps the order
 * of things: orders come newest first, and each one's accruals by key.
 */
function accrualsOfEverybody(p: Filter): RawBuilder<unknown> {
  const moments = [sql`true`, ...momentsOf(p, sql`e.paid_at`)];
  if (p.after !== null) moments.push(beyond(p.after, sql`e.paid_at`));
  const own = [sql`owner_id = e.promoter_id`, sql`ref = e.order_no`];
  if (p.ref !== null) own.push(sql`ref = ${p.ref}`);
  return sql`(SELECT ${COLUMNS} FROM (
      SELECT a.*, e.paid_at FROM order_earner e
        CROSS JOIN LATERAL (SELECT * FROM accrual WHERE ${sql.join(own, sql` AND `)} OFFSET 0) a
      WHERE ${sql.join(moments, sql` AND `)} ORDER BY e.paid_at DESC, owner_id DESC, ${TIE} DESC LIMIT ${p.limit}) a)`;
}

/** What the page's days and the page before leave of moments. */
function momentsOf({ from, to, after }: Filter, moment: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [];
  if (from !== null) found.push(sql`${moment} >= ${startOf(from)}`);
  if (to !== null) found.push(sql`${moment} < ${startOf(to)} + interval '1 day'`);
  if (after !== null) found.push(sql`${moment} <= ${momentOf(after)}`);
  return found;
}

const beyond = (after: TransferCursor, moment: RawBuilder<unknown>) =>
  sql`(${moment}, owner_id, ${TIE}) < (${momentOf(after)}, ${after.ownerId}::bigint, ${after.tie}::bigint)`;

const momentOf = ({ eventUs }: TransferCursor) =>
  sql`timestamptz 'epoch' + ${eventUs} * interval '1 microsecond'`;

function conditionsOf(p: Filter): RawBuilder<unknown>[] {
  const { owners, kind, ref, after } = p;
  const found = momentsOf(p, sql`event_at`);
  if (owners !== null)
    found.push(
      hasOneOwner(p) ? sql`owner_id = who.who_id` : sql`owner_id = ANY (${owners.map(String)}::bigint[])`,
    );
  if (kind !== null) found.push(sql`kind = ${kind}`);
  if (ref !== null) found.push(sql`ref = ${ref}`);
  // Keys begin with the number; ';' follows ':' in their order.
  if (ref !== null && owners !== null) found.push(sql`key >= ${`${ref}:`} AND key < ${`${ref};`}`);
  if (after !== null) found.push(beyond(after, sql`event_at`));
  return found.length === 0 ? [sql`true`] : found;
}

/** Who may earn on an order: the promoters of its lines' shares. */
export async function earnersOf(query: Kysely<Tables>, buyerId: bigint, orderNo: string): Promise<bigint[]> {
  const result = await sql<{ owner_id: bigint }>`
    SELECT DISTINCT (s ->> 'promoter')::bigint AS owner_id FROM order_line l CROSS JOIN LATERAL jsonb_array_elements(l.shares) AS s
    WHERE l.buyer_id = ${buyerId} AND l.order_no = ${orderNo}`.execute(query);
  return result.rows.map((row) => row.owner_id);
}
