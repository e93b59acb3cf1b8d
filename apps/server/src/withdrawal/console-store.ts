/** What the console's withdrawal desk reads: list, counts and detail are one statement each. */
import type { PayoutState, PayoutTrouble, WithdrawalState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";
import {
  type ReadWithdrawal,
  type ReadWithdrawalDetail,
  WITHDRAWAL_COLUMNS,
  WITHDRAWAL_EVENTS,
} from "./read-store.ts";
import { SETTLEMENTS, type SettlementJson } from "./settle-store.ts";

export interface ConsoleRow extends ReadWithdrawal {
  owner_id: bigint;
  nickname: string;
  avatar: string | null;
  automatic: boolean;
  checked_by_name: string | null;
  approved_by_name: string | null;
  decided_by_name: string | null;
}

export interface ConsoleDetail extends ConsoleRow, ReadWithdrawalDetail {
  checked_by: bigint | null;
  decider_customer_ids: bigint[];
  payout: {
    no: string;
    state: PayoutState;
    bill_no: string | null;
    fail_reason: string;
    tries: number;
    last_error: string;
    next_try_at: string;
    confirm_until: string | null;
    trouble: PayoutTrouble | null;
    was_sent: boolean;
  } | null;
  available_fen: bigint;
  withdrawing_fen: bigint;
  held_fen: bigint;
  debt_fen: bigint;
  settlements: SettlementJson[] | null;
  /** Whoever looks, as a customer. */
  my_customer_id: bigint | null;
}

const EXTRA = sql`w.owner_id, coalesce(f.nickname, '') AS nickname, f.avatar, w.automatic,
  (SELECT s.name FROM staff s WHERE s.id = w.checked_by) AS checked_by_name,
  (SELECT s.name FROM staff s WHERE s.id = w.approved_by) AS approved_by_name,
  (SELECT s.name FROM staff s WHERE s.id = w.decided_by) AS decided_by_name`;
const FROM = sql`withdrawal w LEFT JOIN customer_profile f ON f.customer_id = w.owner_id`;

export async function listConsoleWithdrawals(
  query: Kysely<Tables>,
  f: {
    /** null: any. */
    states: readonly WithdrawalState[] | null;
    promoterId: bigint | null;
    like: string | null;
    numberPrefix: string | null;
    from: Date | null;
    /** Exclusive. */
    until: Date | null;
    before: TimeKey | null;
    limit: number;
  },
): Promise<ConsoleRow[]> {
  const result = await sql<ConsoleRow>`
    SELECT ${WITHDRAWAL_COLUMNS}, ${EXTRA} FROM ${FROM}
    WHERE (${f.states === null}::boolean OR w.state = ANY (${[...(f.states ?? [])]}::text[]))
      AND (${f.promoterId}::bigint IS NULL OR w.owner_id = ${f.promoterId})
      AND (${f.like}::text IS NULL OR starts_with(w.no, ${f.numberPrefix}) OR f.nickname ILIKE ${f.like})
      AND (${f.from}::timestamptz IS NULL OR w.requested_at >= ${f.from})
      AND (${f.until}::timestamptz IS NULL OR w.requested_at < ${f.until})
      AND (${f.before === null}::boolean
        OR (w.requested_at, w.no) < (${f.before?.at ?? null}::timestamptz, ${f.before?.no ?? null}))
    ORDER BY w.requested_at DESC, w.no DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}

/** How many stand in each state, and how much money waits for a decision. */
export async function countWithdrawals(
  query: Kysely<Tables>,
): Promise<{ state: WithdrawalState; count: number; fen: bigint }[]> {
  const result = await sql<{ state: WithdrawalState; count: number; fen: bigint }>`
    SELECT state, count(*)::int AS count, sum(amount_fen)::bigint AS fen FROM withdrawal GROUP BY state ORDER BY state`.execute(
    query,
  );
  return result.rows;
}

/** @param staffId whoever looks: what they may do depends on who they are */
export async function readConsoleWithdrawal(
  query: Kysely<Tables>,
  ownerId: bigint,
  no: string,
  staffId: bigint,
): Promise<ConsoleDetail | null> {
  const result = await sql<ConsoleDetail>`
    SELECT ${WITHDRAWAL_COLUMNS}, ${EXTRA}, ${WITHDRAWAL_EVENTS}, w.checked_by, w.decider_customer_ids,
      p.state AS payout_state, p.package_info, NULL AS mchid, NULL AS appid, p.confirm_until, p.trouble, ${SETTLEMENTS},
      CASE WHEN p.no IS NOT NULL THEN jsonb_build_object('no', p.no, 'state', p.state, 'bill_no', p.bill_no,
        'fail_reason', p.fail_reason, 'tries', p.tries, 'last_error', p.last_error,
        'next_try_at', p.next_try_at + (business_now() - now()),
        'confirm_until', p.confirm_until, 'trouble', p.trouble, 'was_sent', p.request IS NOT NULL) END AS payout,
      coalesce(a.available_fen, 0) AS available_fen, coalesce(a.withdrawing_fen, 0) AS withdrawing_fen,
      coalesce(a.held_fen, 0) AS held_fen, coalesce(a.debt_fen, 0) AS debt_fen,
      (SELECT s.customer_id FROM staff s WHERE s.id = ${staffId}) AS my_customer_id
    FROM ${FROM} LEFT JOIN payout p ON p.owner_id = w.owner_id AND p.withdrawal_no = w.no
      LEFT JOIN account a ON a.owner_id = w.owner_id
    WHERE w.owner_id = ${ownerId} AND w.no = ${no}`.execute(query);
  return result.rows[0] ?? null;
}
