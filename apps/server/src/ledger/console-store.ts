/** What the ledger explorer reads. Transfers come newest first by id; totals are one pass over the accounts and one over the days' sums. */
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
    WHERE (${p.like}::text IS NULL OR c.nickname ILIKE ${p.like})
      AND (${p.after === null}::boolean
        OR (${value}, a.owner_id) < (${p.after?.value ?? 0n}::bigint, ${p.after?.ownerId ?? 0n}::bigint))
    ORDER BY ${value} DESC, a.owner_id DESC LIMIT ${p.limit}`.execute(query);
  return result.rows;
}

export interface TransferFacts {
  id: bigint;
  owner_id: bigint;
  nickname: string;
  debit: AccountName;
  credit: AccountName;
  amount_fen: bigint;
  kind: TransferKind;
  ref: string;
  key: string;
  event_at: Date;
  created_at: Date;
}

export async function listTransfers(
  query: Kysely<Tables>,
  p: {
    ownerId: bigint | null;
    kind: TransferKind | null;
    ref: string | null;
    from: string | null;
    to: string | null;
    beforeId: bigint | null;
    limit: number;
  },
): Promise<TransferFacts[]> {
  const result = await sql<TransferFacts>`
    SELECT t.id, t.owner_id, coalesce(c.nickname, '') AS nickname, t.debit, t.credit, t.amount_fen, t.kind, t.ref, t.key,
      t.event_at, t.created_at
    FROM ledger t LEFT JOIN customer_profile c ON c.customer_id = t.owner_id
    WHERE (${p.ownerId}::bigint IS NULL OR t.owner_id = ${p.ownerId}::bigint)
      AND (${p.kind}::text IS NULL OR t.kind = ${p.kind}::text)
      AND (${p.ref}::text IS NULL OR t.ref = ${p.ref}::text)
      AND (${p.from}::date IS NULL OR t.business_date >= ${p.from}::date)
      AND (${p.to}::date IS NULL OR t.business_date <= ${p.to}::date)
      AND (${p.beforeId}::bigint IS NULL OR t.id < ${p.beforeId}::bigint)
    ORDER BY t.id DESC LIMIT ${p.limit}`.execute(query);
  return result.rows;
}
