/** What the promoter's withdrawal pages read: one statement a page. */
import type { PayoutState, PayoutTrouble, WithdrawalState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";

export interface ReadWithdrawal {
  no: string;
  state: WithdrawalState;
  amount_fen: bigint;
  fee_fen: bigint;
  net_fen: bigint;
  /** When it was requested. */
  created_at: Date;
  decided_at: Date | null;
  finished_at: Date | null;
  fail_reason: string;
  decision_note: string;
}

export interface ReadWithdrawalDetail extends ReadWithdrawal {
  payout_state: PayoutState | null;
  package_info: string | null;
  /** The merchant the bill is of: what confirms it must name the same. */
  mchid: string | null;
  appid: string | null;
  confirm_until: Date | null;
  trouble: PayoutTrouble | null;
  events: { kind: string; note: string | null; at: string }[] | null;
}

/** Of withdrawal `w`. */
export const WITHDRAWAL_COLUMNS = sql`w.no, w.state, w.amount_fen, w.fee_fen, w.net_fen, w.requested_at AS created_at, w.decided_at,
  w.finished_at, w.fail_reason, w.decision_note`;
/** The timeline of withdrawal `w`, newest first. */
export const WITHDRAWAL_EVENTS = sql`
  (SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'note', e.note, 'at', e.event_at) ORDER BY e.event_at DESC, e.id DESC)
    FROM withdrawal_event e WHERE e.owner_id = w.owner_id AND e.withdrawal_no = w.no) AS events`;

export async function listWithdrawals(
  query: Kysely<Tables>,
  ownerId: bigint,
  p: { before: TimeKey | null; limit: number },
): Promise<ReadWithdrawal[]> {
  const result = await sql<ReadWithdrawal>`
    SELECT ${WITHDRAWAL_COLUMNS} FROM withdrawal w
    WHERE w.owner_id = ${ownerId}
      AND (${p.before === null}::boolean
        OR (w.requested_at, w.no) < (${p.before?.at ?? null}::timestamptz, ${p.before?.no ?? null}))
    ORDER BY w.requested_at DESC, w.no DESC LIMIT ${p.limit}`.execute(query);
  return result.rows;
}

export async function readWithdrawal(
  query: Kysely<Tables>,
  ownerId: bigint,
  no: string,
): Promise<ReadWithdrawalDetail | null> {
  const result = await sql<ReadWithdrawalDetail>`
    SELECT ${WITHDRAWAL_COLUMNS}, ${WITHDRAWAL_EVENTS}, p.state AS payout_state, p.package_info, p.request->>'mchid' AS mchid,
      p.request->>'appid' AS appid, p.confirm_until, p.trouble
    FROM withdrawal w LEFT JOIN payout p ON p.owner_id = w.owner_id AND p.withdrawal_no = w.no
    WHERE w.owner_id = ${ownerId} AND w.no = ${no}`.execute(query);
  return result.rows[0] ?? null;
}
