/** SQL of `withdrawal` and `withdrawal_event`. */
import type { WithdrawalState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface Withdrawal {
  owner_id: bigint;
  no: string;
  state: WithdrawalState;
  amount_fen: bigint;
  fee_fen: bigint;
  net_fen: bigint;
  openid: string;
  checked_by: bigint | null;
  decider_customer_ids: bigint[];
}

/** With the transaction's business time, so that one statement tells both. */
export interface LockedWithdrawal extends Withdrawal {
  now: Date;
}

const COLUMNS = sql`owner_id, no, state, amount_fen, fee_fen, net_fen, openid, checked_by, decider_customer_ids`;
const NOW = sql`date_trunc('milliseconds', business_now()) AS now`;

/** Every change of a withdrawal happens under this lock, taken before its payout's and before the account's. */
export async function lockWithdrawal(tx: Tx, ownerId: bigint, no: string): Promise<LockedWithdrawal | null> {
  const result = await sql<LockedWithdrawal>`
    SELECT ${COLUMNS}, ${NOW} FROM withdrawal WHERE owner_id = ${ownerId} AND no = ${no} FOR UPDATE`.execute(
    tx,
  );
  return result.rows[0] ?? null;
}

/** Those that nobody but us has yet, in order. */
export async function lockInReview(tx: Tx, ownerId: bigint): Promise<LockedWithdrawal[]> {
  const result = await sql<LockedWithdrawal>`
    SELECT ${COLUMNS}, ${NOW} FROM withdrawal
    WHERE owner_id = ${ownerId} AND state IN ('reviewing', 'checked') ORDER BY no FOR UPDATE`.execute(tx);
  return result.rows;
}

export interface NewWithdrawal {
  ownerId: bigint;
  no: string;
  amountFen: bigint;
  feeFen: bigint;
  netFen: bigint;
  openid: string;
  requestKey: string;
  automatic: boolean;
  at: Date;
}

/** `sending` at once where nobody reviews, else `reviewing`. */
export async function insertWithdrawal(tx: Tx, row: NewWithdrawal): Promise<void> {
  await sql`
    INSERT INTO withdrawal (owner_id, no, state, amount_fen, fee_fen, net_fen, openid, request_key, automatic, requested_at,
      requested_date, decided_at)
    VALUES (${row.ownerId}, ${row.no}, ${row.automatic ? "sending" : "reviewing"}, ${row.amountFen}, ${row.feeFen}, ${row.netFen},
      ${row.openid}, ${row.requestKey}, ${row.automatic}, ${row.at}, business_date(${row.at}),
      ${row.automatic ? row.at : null})`.execute(tx);
}

export interface Step {
  ownerId: bigint;
  no: string;
  from: WithdrawalState;
  to: WithdrawalState;
  at: Date;
}

/** One conditional update moves it. @returns false when it stands elsewhere by now */
export async function moveWithdrawal(
  tx: Tx,
  step: Step,
  end: { failReason: string } | null = null,
): Promise<boolean> {
  const result = await sql`
    UPDATE withdrawal SET state = ${step.to}, finished_at = ${end === null ? null : step.at},
      fail_reason = ${end?.failReason ?? ""}
    WHERE owner_id = ${step.ownerId} AND no = ${step.no} AND state = ${step.from}`.execute(tx);
  return result.numAffectedRows === 1n;
}

/**
 * A person's decision, one conditional update (B3): checked, sending or refused. Who decided is kept, as staff and as customer.
 * @param by null for a rule of the shop (a promoter who was frozen)
 * @returns false when somebody else decided first
 */
export async function decideWithdrawalRow(
  tx: Tx,
  step: Step,
  by: { staffId: bigint; customerId: bigint | null } | null,
  note: string,
): Promise<boolean> {
  const checks = step.to === "checked";
  const approves = step.to === "sending";
  const result = await sql`
    UPDATE withdrawal SET state = ${step.to},
      checked_by = CASE WHEN ${checks} THEN ${by?.staffId ?? null} ELSE checked_by END,
      approved_by = CASE WHEN ${approves} THEN ${by?.staffId ?? null} ELSE approved_by END,
      decided_by = CASE WHEN ${checks} THEN decided_by ELSE ${by?.staffId ?? null} END,
      decider_customer_ids = decider_customer_ids || ${by === null || by.customerId === null ? [] : [String(by.customerId)]}::bigint[],
      decision_note = CASE WHEN ${note} = '' THEN decision_note ELSE ${note} END,
      decided_at = CASE WHEN ${checks} THEN decided_at ELSE ${step.at}::timestamptz END,
      finished_at = CASE WHEN ${step.to === "refused"} THEN ${step.at}::timestamptz END
    WHERE owner_id = ${step.ownerId} AND no = ${step.no} AND state = ${step.from}`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** Adds one line to the timeline. */
export async function addWithdrawalEvent(
  tx: Tx,
  event: { ownerId: bigint; no: string; kind: string; at: Date; note?: string },
): Promise<void> {
  await sql`
    INSERT INTO withdrawal_event (owner_id, withdrawal_no, kind, note, event_at)
    VALUES (${event.ownerId}, ${event.no}, ${event.kind}, ${event.note || null}, ${event.at})`.execute(tx);
}

export async function findByRequestKey(
  query: Kysely<Tables>,
  ownerId: bigint,
  requestKey: string,
): Promise<{ no: string; amount_fen: bigint } | null> {
  const result = await sql<{ no: string; amount_fen: bigint }>`
    SELECT no, amount_fen FROM withdrawal WHERE owner_id = ${ownerId} AND request_key = ${requestKey}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}
