/** What notices about withdrawals speak of, for a whole batch in one statement. */
import type { AdjustmentKind, WithdrawalState } from "@banyan/kernel";
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import type { Pending } from "../outbox/consume-store.ts";

export interface WithdrawalNoticeFacts {
  state: WithdrawalState;
  amountFen: bigint;
  netFen: bigint;
  confirmUntil: Date | null;
  decisionNote: string;
  finishedAt: Date | null;
}

interface Raw {
  owner_id: bigint;
  no: string;
  state: WithdrawalState;
  amount_fen: bigint;
  net_fen: bigint;
  confirm_until: Date | null;
  decision_note: string;
  finished_at: Date | null;
}

/** Key: owner:ref. */
export async function withdrawalNoticeFacts(
  tx: Tx,
  rows: readonly Pending[],
): Promise<Map<string, WithdrawalNoticeFacts>> {
  if (rows.length === 0) return new Map();
  const result = await sql<Raw>`
    SELECT w.owner_id, w.no, w.state, w.amount_fen, w.net_fen, p.confirm_until, w.decision_note, w.finished_at
    FROM unnest(${rows.map((row) => String(row.owner_id))}::bigint[], ${rows.map((row) => row.ref)}::text[]) AS ref (owner_id, no)
      JOIN withdrawal w ON w.owner_id = ref.owner_id AND w.no = ref.no
      LEFT JOIN payout p ON p.owner_id = w.owner_id AND p.withdrawal_no = w.no`.execute(tx);
  return new Map(
    result.rows.map((row) => [
      `${row.owner_id}:${row.no}`,
      {
        state: row.state,
        amountFen: row.amount_fen,
        netFen: row.net_fen,
        confirmUntil: row.confirm_until,
        decisionNote: row.decision_note,
        finishedAt: row.finished_at,
      },
    ]),
  );
}

export interface AdjustmentNoticeFacts {
  kind: AdjustmentKind;
  amountFen: bigint;
  /** How much of it paid off debt. */
  repaidFen: bigint;
  reason: string;
}

/** Key: owner:ref. */
export async function adjustmentNoticeFacts(
  tx: Tx,
  rows: readonly Pending[],
): Promise<Map<string, AdjustmentNoticeFacts>> {
  if (rows.length === 0) return new Map();
  const result = await sql<AdjustmentNoticeFacts & { owner_id: bigint; no: string }>`
    SELECT j.owner_id, j.no, j.kind, j.amount_fen AS "amountFen", j.reason,
      coalesce((SELECT n.amount_fen FROM ledger n WHERE n.owner_id = j.owner_id
        AND n.key = j.no || CASE j.kind WHEN 'reward' THEN ':reward:net' ELSE ':adjust:net' END), 0) AS "repaidFen"
    FROM unnest(${rows.map((row) => String(row.owner_id))}::bigint[], ${rows.map((row) => row.ref)}::text[]) AS ref (owner_id, no)
      JOIN adjustment j ON j.owner_id = ref.owner_id AND j.no = ref.no`.execute(tx);
  return new Map(result.rows.map((row) => [`${row.owner_id}:${row.no}`, row]));
}
