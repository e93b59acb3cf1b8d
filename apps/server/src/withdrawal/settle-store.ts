/** SQL of `payout_settlement` and `settled_bill`: what people found about a payout that WeChat no longer tells of. */
import type { AdjustmentState, SettlementOutcome } from "@banyan/kernel";
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

export interface Settlement {
  id: bigint;
  outcome: SettlementOutcome;
  state: AdjustmentState;
  bill_no: string;
  amount_fen: bigint;
  requested_by: bigint;
  requester_customer_id: bigint | null;
}

/** @returns its id; null where another one waits */
export async function insertSettlement(
  tx: Tx,
  row: {
    ownerId: bigint;
    no: string;
    outcome: SettlementOutcome;
    billNo: string;
    amountFen: bigint;
    reason: string;
    evidence: string;
    staffId: bigint;
    customerId: bigint | null;
    at: Date;
  },
): Promise<bigint | null> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO payout_settlement (owner_id, withdrawal_no, outcome, bill_no, amount_fen, reason, evidence, requested_by,
      requester_customer_id, requested_at)
    VALUES (${row.ownerId}, ${row.no}, ${row.outcome}, ${row.billNo}, ${row.amountFen}, ${row.reason}, ${row.evidence}, ${row.staffId},
      ${row.customerId}, ${row.at})
    ON CONFLICT (owner_id, withdrawal_no) WHERE state = 'requested' DO NOTHING RETURNING id`.execute(tx);
  return result.rows[0]?.id ?? null;
}

/** Under its withdrawal's lock. */
export async function lockSettlement(
  tx: Tx,
  ownerId: bigint,
  no: string,
  id: bigint,
): Promise<Settlement | null> {
  const result = await sql<Settlement>`
    SELECT id, outcome, state, bill_no, amount_fen, requested_by, requester_customer_id FROM payout_settlement
    WHERE owner_id = ${ownerId} AND withdrawal_no = ${no} AND id = ${id} FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

/** @param by null where the requester takes it back @returns false when it no longer waits */
export async function decideSettlementRow(
  tx: Tx,
  key: { ownerId: bigint; no: string; id: bigint },
  p: {
    to: Exclude<AdjustmentState, "requested">;
    by: { staffId: bigint; customerId: bigint | null } | null;
    note: string;
    at: Date;
  },
): Promise<boolean> {
  const result = await sql`
    UPDATE payout_settlement SET state = ${p.to}, decided_by = ${p.by?.staffId ?? null}::bigint,
      decider_customer_id = ${p.by?.customerId ?? null}::bigint, decided_at = ${p.at}, decision_note = ${p.note}
    WHERE owner_id = ${key.ownerId} AND withdrawal_no = ${key.no} AND id = ${key.id} AND state = 'requested'`.execute(
    tx,
  );
  return result.numAffectedRows === 1n;
}

/**
 * A bill that people found pays this withdrawal and no other: of two at once the second finds it taken.
 * @returns false when another withdrawal has it
 */
export async function claimBill(
  tx: Tx,
  p: { billNo: string; ownerId: bigint; no: string },
): Promise<boolean> {
  const claimed = await sql`
    INSERT INTO settled_bill (bill_no, owner_id, withdrawal_no) VALUES (${p.billNo}, ${p.ownerId}, ${p.no})
    ON CONFLICT (bill_no) DO NOTHING`.execute(tx);
  if (claimed.numAffectedRows !== 1n) return false;
  const known = await sql`
    SELECT FROM payout WHERE bill_no = ${p.billNo} AND withdrawal_no <> ${p.no} LIMIT 1`.execute(tx);
  return known.rows.length === 0;
}

/** Whether people have found this bill to pay another withdrawal. */
export async function billPaysAnother(
  tx: Tx,
  p: { billNo: string; ownerId: bigint; no: string },
): Promise<boolean> {
  const found = await sql`
    SELECT FROM settled_bill WHERE bill_no = ${p.billNo} AND (owner_id <> ${p.ownerId} OR withdrawal_no <> ${p.no})`.execute(
    tx,
  );
  return found.rows.length > 0;
}

/** One of a withdrawal's settlements as JSON. */
export interface SettlementJson {
  id: string;
  outcome: SettlementOutcome;
  state: AdjustmentState;
  bill_no: string;
  amount_fen: number;
  reason: string;
  evidence: string;
  requester: string;
  requester_customer_id: string | null;
  requested_by: string;
  requested_at: string;
  decided_by: string | null;
  decided_at: string | null;
  decision_note: string;
}

/** All of withdrawal `w`, newest first; null where there are none. */
export const SETTLEMENTS = sql`(
  SELECT jsonb_agg(jsonb_build_object('id', s.id::text, 'outcome', s.outcome, 'state', s.state, 'bill_no', s.bill_no,
    'amount_fen', s.amount_fen, 'reason', s.reason, 'evidence', s.evidence, 'requester', s.requested_by::text,
    'requester_customer_id', s.requester_customer_id::text,
    'requested_by', (SELECT t.name FROM staff t WHERE t.id = s.requested_by), 'requested_at', s.requested_at,
    'decided_by', (SELECT t.name FROM staff t WHERE t.id = s.decided_by), 'decided_at', s.decided_at,
    'decision_note', s.decision_note) ORDER BY s.id DESC)
  FROM payout_settlement s WHERE s.owner_id = w.owner_id AND s.withdrawal_no = w.no) AS settlements`;
