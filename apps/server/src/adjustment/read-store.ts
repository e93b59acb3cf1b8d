/** What promoter and console read of adjustments: lists and details are one statement each. */
import type { AdjustmentKind, AdjustmentState, PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { TimeKey } from "../http/time-cursor.ts";

export interface MineRow {
  no: string;
  kind: AdjustmentKind;
  amount_fen: bigint;
  reason: string;
  ref: string;
  created_at: Date;
  repaid_fen: bigint;
}

/** A promoter's approved ones, newest first, with what they paid off of a debt. */
export async function listMine(
  query: Kysely<Tables>,
  ownerId: bigint,
  f: { before: TimeKey | null; limit: number },
): Promise<MineRow[]> {
  const result = await sql<MineRow>`
    SELECT j.no, j.kind, j.amount_fen, j.reason, j.ref, j.decided_at AS created_at,
      coalesce((SELECT n.amount_fen FROM ledger n WHERE n.owner_id = j.owner_id AND n.kind = 'net'
        AND n.key = j.no || CASE j.kind WHEN 'reward' THEN ':reward:net' ELSE ':adjust:net' END), 0) AS repaid_fen
    FROM adjustment j
    WHERE j.owner_id = ${ownerId} AND j.state = 'approved'
      AND (${f.before === null}::boolean
        OR (j.decided_at, j.no) < (${f.before?.at ?? null}::timestamptz, ${f.before?.no ?? null}))
    ORDER BY j.decided_at DESC, j.no DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}

export interface ConsoleRow {
  owner_id: bigint;
  nickname: string;
  avatar: string | null;
  no: string;
  kind: AdjustmentKind;
  state: AdjustmentState;
  amount_fen: bigint;
  reason: string;
  ref: string;
  batch: { id: string; rows: number; total_fen: number; reason: string } | null;
  requested_by_name: string;
  decided_by_name: string | null;
  decision_note: string;
  created_at: Date;
  decided_at: Date | null;
}

const COLUMNS = sql`j.owner_id, coalesce(c.nickname, '') AS nickname, c.avatar, j.no, j.kind, j.state, j.amount_fen, j.reason, j.ref,
  (SELECT jsonb_build_object('id', b.id::text, 'rows', b.rows, 'total_fen', b.total_fen, 'reason', b.reason)
    FROM adjustment_batch b WHERE b.id = j.batch_id) AS batch,
  (SELECT s.name FROM staff s WHERE s.id = j.requested_by) AS requested_by_name,
  (SELECT s.name FROM staff s WHERE s.id = j.decided_by) AS decided_by_name,
  j.decision_note, j.requested_at AS created_at, j.decided_at`;
const FROM = sql`adjustment j LEFT JOIN customer_profile c ON c.customer_id = j.owner_id`;

export async function listAdjustments(
  query: Kysely<Tables>,
  f: {
    state: AdjustmentState | null;
    kind: AdjustmentKind | null;
    promoterId: bigint | null;
    batchId: bigint | null;
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
    SELECT ${COLUMNS} FROM ${FROM}
    WHERE (${f.state}::text IS NULL OR j.state = ${f.state})
      AND (${f.kind}::text IS NULL OR j.kind = ${f.kind})
      AND (${f.promoterId}::bigint IS NULL OR j.owner_id = ${f.promoterId})
      AND (${f.batchId}::bigint IS NULL OR j.batch_id = ${f.batchId})
      AND (${f.like}::text IS NULL OR starts_with(j.no, ${f.numberPrefix}) OR c.nickname ILIKE ${f.like})
      AND (${f.from}::timestamptz IS NULL OR j.requested_at >= ${f.from})
      AND (${f.until}::timestamptz IS NULL OR j.requested_at < ${f.until})
      AND (${f.before === null}::boolean
        OR (j.requested_at, j.no) < (${f.before?.at ?? null}::timestamptz, ${f.before?.no ?? null}))
    ORDER BY j.requested_at DESC, j.no DESC LIMIT ${f.limit}`.execute(query);
  return result.rows;
}

export async function countWaiting(
  query: Kysely<Tables>,
): Promise<{ count: number; fen: bigint; today: bigint }> {
  const result = await sql<{ count: number; fen: bigint; today: bigint }>`
    SELECT count(*)::int AS count, coalesce(sum(amount_fen), 0)::bigint AS fen,
      coalesce((SELECT d.approved_fen FROM adjustment_day d WHERE d.business_date = business_date(business_now())), 0) AS today
    FROM adjustment WHERE state = 'requested'`.execute(query);
  const [row] = result.rows;
  if (!row) throw new Error("a count gave no row");
  return row;
}

export interface DetailRow extends ConsoleRow {
  requested_by: bigint;
  requester_customer_id: bigint | null;
  /** Whose money the sheet is about; of a single one its owner. */
  owner_ids: bigint[];
  available_fen: bigint;
  debt_fen: bigint;
  promoter_state: PromoterState;
  agreement_version: number;
  gone: boolean;
  today_fen: bigint;
  /** Whoever looks, as a customer. */
  my_customer_id: bigint | null;
}

/** @param staffId whoever looks: what they may do depends on who they are */
export async function readAdjustment(
  query: Kysely<Tables>,
  ownerId: bigint,
  no: string,
  staffId: bigint,
): Promise<DetailRow | null> {
  const result = await sql<DetailRow>`
    SELECT ${COLUMNS}, j.requested_by, j.requester_customer_id, a.available_fen, a.debt_fen, p.state AS promoter_state,
      p.agreement_version, EXISTS (SELECT FROM customer k WHERE k.id = j.owner_id AND k.closed_at IS NOT NULL) AS gone,
      CASE WHEN j.batch_id IS NULL THEN ARRAY[j.owner_id]
        ELSE ARRAY(SELECT o.owner_id FROM adjustment o WHERE o.batch_id = j.batch_id) END AS owner_ids,
      coalesce((SELECT d.approved_fen FROM adjustment_day d WHERE d.business_date = business_date(business_now())), 0) AS today_fen,
      (SELECT s.customer_id FROM staff s WHERE s.id = ${staffId}) AS my_customer_id
    FROM ${FROM} JOIN account a ON a.owner_id = j.owner_id JOIN promoter p ON p.owner_id = j.owner_id
    WHERE j.owner_id = ${ownerId} AND j.no = ${no}`.execute(query);
  return result.rows[0] ?? null;
}
