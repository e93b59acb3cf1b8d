/** SQL of `payout` and `payout_fact`. */
import type { PayoutState, PayoutTrouble } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

/** What the first call to WeChat said; every repeat says the same. */
export interface PayoutRequest {
  mchid: string;
  appid: string;
  scene: string;
  remark: string;
  job: string;
  reason: string;
  notify_url: string;
}

export interface Payout {
  owner_id: bigint;
  /** WeChat's out_bill_no. */
  no: string;
  withdrawal_no: string;
  amount_fen: bigint;
  openid: string;
  state: PayoutState;
  bill_no: string | null;
  package_info: string | null;
  tries: number;
  cancel_asked: boolean;
  request: PayoutRequest | null;
  first_sent_at: Date | null;
  last_sent_at: Date | null;
  unheard: number;
  refused_code: string | null;
  last_error: string;
  /** Why WeChat can no longer be asked; null while it can. */
  trouble: PayoutTrouble | null;
  /** Business time of the reading. */
  now: Date;
}
const COLUMNS = sql`owner_id, no, withdrawal_no, amount_fen, openid, state, bill_no, package_info, tries, cancel_asked, request,
  first_sent_at, last_sent_at, unheard, refused_code, last_error, trouble, date_trunc('milliseconds', business_now()) AS now`;

/** Its number stands before WeChat is called; every retry sends the same one (B4). */
export async function insertPayout(
  tx: Tx,
  row: { ownerId: bigint; no: string; withdrawalNo: string; amountFen: bigint; openid: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO payout (owner_id, no, withdrawal_no, amount_fen, openid, next_try_at, created_at)
    VALUES (${row.ownerId}, ${row.no}, ${row.withdrawalNo}, ${row.amountFen}, ${row.openid}, now(), ${row.at})`.execute(
    tx,
  );
}

/** Payouts to send or to ask about, oldest first. */
export async function duePayouts(query: Kysely<Tables>, limit: number): Promise<Payout[]> {
  const result = await sql<Payout>`
    SELECT ${COLUMNS} FROM payout WHERE state NOT IN ('success', 'fail', 'cancelled') AND next_try_at <= now()
    ORDER BY next_try_at LIMIT ${limit}`.execute(query);
  return result.rows;
}

export async function findPayout(query: Kysely<Tables>, ownerId: bigint, no: string): Promise<Payout | null> {
  const result = await sql<Payout>`
    SELECT ${COLUMNS} FROM payout WHERE owner_id = ${ownerId} AND no = ${no}`.execute(query);
  return result.rows[0] ?? null;
}

/** The only payout that a withdrawal ever has. */
export async function findPayoutOf(
  query: Kysely<Tables>,
  ownerId: bigint,
  withdrawalNo: string,
): Promise<Payout | null> {
  const result = await sql<Payout>`
    SELECT ${COLUMNS} FROM payout WHERE owner_id = ${ownerId} AND withdrawal_no = ${withdrawalNo}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

/** Under its withdrawal's lock. */
export async function lockPayoutOf(tx: Tx, ownerId: bigint, withdrawalNo: string): Promise<Payout | null> {
  const result = await sql<Payout>`
    SELECT ${COLUMNS} FROM payout WHERE owner_id = ${ownerId} AND withdrawal_no = ${withdrawalNo} FOR UPDATE`.execute(
    tx,
  );
  return result.rows[0] ?? null;
}

/** Withdrawals that are approved and of which WeChat cannot have heard; locked with their payouts, so that nobody sends them now. */
export async function lockUnsent(tx: Tx, ownerId: bigint): Promise<string[]> {
  const result = await sql<{ no: string }>`
    SELECT w.no FROM withdrawal w JOIN payout p ON p.owner_id = w.owner_id AND p.withdrawal_no = w.no
    WHERE w.owner_id = ${ownerId} AND p.owner_id = ${ownerId} AND w.state = 'sending' AND p.state = 'created' AND p.request IS NULL
    ORDER BY w.no FOR UPDATE`.execute(tx);
  return result.rows.map((row) => row.no);
}

/**
 * Notes that a request is about to be sent, before it is: whoever reads the row from now on knows that WeChat may have it.
 * @returns what is to be sent, or null when the payout was cancelled or has moved on meanwhile
 */
export async function markSending(
  query: Kysely<Tables>,
  payout: Payout,
  request: PayoutRequest,
): Promise<PayoutRequest | null> {
  const result = await sql<{ request: PayoutRequest }>`
    UPDATE payout SET request = coalesce(request, ${JSON.stringify(request)}::jsonb), unheard = unheard + 1, refused_code = NULL,
      first_sent_at = coalesce(first_sent_at, date_trunc('milliseconds', business_now())),
      last_sent_at = date_trunc('milliseconds', business_now())
    WHERE owner_id = ${payout.owner_id} AND no = ${payout.no} AND state IN ('created', 'confirming') AND NOT cancel_asked
      AND (request IS NULL OR (request->>'mchid' = ${request.mchid} AND request->>'appid' = ${request.appid}))
    RETURNING request`.execute(query);
  return result.rows[0]?.request ?? null;
}

/** A request that WeChat refused by name made nothing: it counts as heard. */
export async function markRefused(query: Kysely<Tables>, payout: Payout, code: string): Promise<void> {
  await sql`
    UPDATE payout SET unheard = greatest(unheard - 1, 0), refused_code = ${code}
    WHERE owner_id = ${payout.owner_id} AND no = ${payout.no}`.execute(query);
}

/** Next look in `seconds`, with what went wrong. @param trouble null: WeChat can be asked; undefined: nobody knows better than before */
export async function postponePayout(
  query: Kysely<Tables>,
  payout: { owner_id: bigint; no: string },
  seconds: number,
  error: string,
  trouble?: PayoutTrouble | null,
): Promise<void> {
  await sql`
    UPDATE payout SET next_try_at = now() + make_interval(secs => ${seconds}), tries = tries + 1, last_error = ${error},
      trouble = CASE WHEN ${trouble === undefined}::boolean THEN trouble ELSE ${trouble ?? null}::text END
    WHERE owner_id = ${payout.owner_id} AND no = ${payout.no} AND state NOT IN ('success', 'fail', 'cancelled')`.execute(
    query,
  );
}

/** Asks for the next look at once. */
export async function askCancel(tx: Tx, ownerId: bigint, no: string): Promise<void> {
  await sql`
    UPDATE payout SET cancel_asked = true, next_try_at = now(), tries = 0
    WHERE owner_id = ${ownerId} AND no = ${no}`.execute(tx);
}

/** Records a fact of WeChat. @returns false when this fact was known already */
export async function recordPayoutFact(
  tx: Tx,
  row: {
    ownerId: bigint;
    no: string;
    state: PayoutState;
    billNo: string;
    amountFen: bigint;
    source: "callback" | "query" | "answer" | "bill";
    eventAt: Date;
  },
): Promise<boolean> {
  const result = await sql`
    INSERT INTO payout_fact (owner_id, payout_no, state, bill_no, amount_fen, source, event_at)
    VALUES (${row.ownerId}, ${row.no}, ${row.state}, ${row.billNo}, ${row.amountFen}, ${row.source}, ${row.eventAt})
    ON CONFLICT DO NOTHING`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** Moves a payout that stands where the caller, under its lock, has seen it. */
export async function setPayoutState(
  tx: Tx,
  payout: Payout,
  p: {
    state: PayoutState;
    billNo: string | null;
    failReason: string;
    /** Set once, when WeChat begins to wait for the person. */
    confirmUntil: Date | null;
    finishedAt: Date | null;
    nextTrySeconds: number;
  },
): Promise<boolean> {
  const result = await sql`
    UPDATE payout SET state = ${p.state}, bill_no = coalesce(bill_no, ${p.billNo}), fail_reason = ${p.failReason}, last_error = '', trouble = NULL,
      tries = 0, confirm_until = coalesce(confirm_until, ${p.confirmUntil}::timestamptz), finished_at = ${p.finishedAt},
      next_try_at = now() + make_interval(secs => ${p.nextTrySeconds})
    WHERE owner_id = ${payout.owner_id} AND no = ${payout.no} AND state = ${payout.state}`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** Keeps what the person's WeChat needs to confirm, as soon as it is heard (B18). */
export async function keepPackage(tx: Tx, payout: Payout, packageInfo: string): Promise<void> {
  await sql`
    UPDATE payout SET package_info = ${packageInfo}
    WHERE owner_id = ${payout.owner_id} AND no = ${payout.no} AND state NOT IN ('success', 'fail', 'cancelled')`.execute(
    tx,
  );
}
