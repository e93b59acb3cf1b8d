/** SQL of `adjustment`, `adjustment_batch` and `adjustment_day`: what is asked for, decided and counted. */
import type { AdjustmentKind, AdjustmentState, PromoterState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

/** Whom an adjustment is about, and what they have. */
export interface Target {
  owner_id: bigint;
  nickname: string;
  avatar: string | null;
  state: PromoterState;
  agreement_version: number;
  available_fen: bigint;
  debt_fen: bigint;
  /** The account is closed for ever. */
  gone: boolean;
}

/** Those of these people who are promoters, in whatever state. */
export async function selectTargets(query: Query, ownerIds: readonly bigint[]): Promise<Map<bigint, Target>> {
  const result = await sql<Target>`
    SELECT p.owner_id, coalesce(c.nickname, '') AS nickname, c.avatar, p.state, p.agreement_version, a.available_fen, a.debt_fen,
      EXISTS (SELECT FROM customer k WHERE k.id = p.owner_id AND k.closed_at IS NOT NULL) AS gone
    FROM promoter p JOIN account a ON a.owner_id = p.owner_id LEFT JOIN customer_profile c ON c.customer_id = p.owner_id
    WHERE p.owner_id = ANY (${ownerIds.map(String)}::bigint[])`.execute(query);
  return new Map(result.rows.map((row) => [row.owner_id, row]));
}

/** Before what is there is looked at to be moved: a withdrawal or a settlement at the same time waits. */
export async function lockAccounts(tx: Tx, ownerIds: readonly bigint[]): Promise<void> {
  await sql`
    SELECT FROM account WHERE owner_id = ANY (${ownerIds.map(String)}::bigint[]) ORDER BY owner_id FOR UPDATE`.execute(
    tx,
  );
}

/** Who a staff member is as a customer; null where the owner has linked nobody. */
export async function customerOfStaff(query: Query, staffId: bigint): Promise<bigint | null> {
  const result = await sql<{ customer_id: bigint | null }>`
    SELECT customer_id FROM staff WHERE id = ${staffId}`.execute(query);
  return result.rows[0]?.customer_id ?? null;
}

/** What was approved on the day of `at`, fen. */
export async function approvedOnDay(query: Query, at: Date | null): Promise<bigint> {
  const result = await sql<{ fen: bigint }>`
    SELECT approved_fen AS fen FROM adjustment_day
    WHERE business_date = business_date(coalesce(${at}::timestamptz, business_now()))`.execute(query);
  return result.rows[0]?.fen ?? 0n;
}

/** Counts it to its day. @returns false, and nothing counted, where the day's limit would be passed */
export async function countToDay(tx: Tx, at: Date, fen: bigint, limitFen: bigint): Promise<boolean> {
  const result = await sql`
    INSERT INTO adjustment_day (business_date, approved_fen)
    SELECT business_date(${at}::timestamptz), ${fen}::bigint WHERE ${fen}::bigint <= ${limitFen}::bigint
    ON CONFLICT (business_date) DO UPDATE SET approved_fen = adjustment_day.approved_fen + excluded.approved_fen
      WHERE adjustment_day.approved_fen + excluded.approved_fen <= ${limitFen}`.execute(tx);
  return result.numAffectedRows === 1n;
}

export interface NewAdjustment {
  ownerId: bigint;
  no: string;
  kind: AdjustmentKind;
  amountFen: bigint;
  reason: string;
  ref: string;
}

/** All by one person at one time. */
export async function insertAdjustments(
  tx: Tx,
  rows: readonly NewAdjustment[],
  by: { staffId: bigint; customerId: bigint | null; batchId: bigint | null; at: Date },
): Promise<void> {
  const all = rows.map((row) => ({
    owner_id: String(row.ownerId),
    no: row.no,
    kind: row.kind,
    amount_fen: String(row.amountFen),
    reason: row.reason,
    ref: row.ref,
  }));
  await sql`
    INSERT INTO adjustment (owner_id, no, kind, amount_fen, reason, ref, batch_id, requested_by, requester_customer_id, requested_at)
    SELECT owner_id, no, kind, amount_fen, reason, ref, ${by.batchId}::bigint, ${by.staffId}::bigint, ${by.customerId}::bigint, ${by.at}
    FROM jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
      AS r (owner_id bigint, no text, kind text, amount_fen bigint, reason text, ref text)`.execute(tx);
}

export async function insertBatch(
  tx: Tx,
  p: { rows: number; totalFen: bigint; reason: string; staffId: bigint; at: Date },
): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO adjustment_batch (rows, total_fen, reason, requested_by, requested_at)
    VALUES (${p.rows}, ${p.totalFen}, ${p.reason}, ${p.staffId}, ${p.at}) RETURNING id`.execute(tx);
  const made = result.rows[0];
  if (!made) throw new Error("the batch was not written");
  return made.id;
}

export async function readBatch(query: Query, id: bigint): Promise<{ rows: number; total_fen: bigint }> {
  const result = await sql<{ rows: number; total_fen: bigint }>`
    SELECT rows, total_fen FROM adjustment_batch WHERE id = ${id}`.execute(query);
  const batch = result.rows[0];
  if (!batch) throw new Error("the batch is not there");
  return batch;
}

export interface Adjustment {
  owner_id: bigint;
  no: string;
  kind: AdjustmentKind;
  state: AdjustmentState;
  amount_fen: bigint;
  batch_id: bigint | null;
  requested_by: bigint;
  requester_customer_id: bigint | null;
}
const COLUMNS = sql`owner_id, no, kind, state, amount_fen, batch_id, requested_by, requester_customer_id`;

/**
 * One adjustment, or all of its sheet, locked: two decisions at once meet at the adjustment's row, or at the sheet's.
 * @returns nothing where there is none by that number
 */
export async function lockDecided(tx: Tx, ownerId: bigint, no: string): Promise<Adjustment[]> {
  const found = await sql<Adjustment>`
    SELECT ${COLUMNS} FROM adjustment WHERE owner_id = ${ownerId} AND no = ${no} FOR UPDATE`.execute(tx);
  const batchId = found.rows[0]?.batch_id ?? null;
  if (batchId === null) return found.rows;
  await sql`SELECT FROM adjustment_batch WHERE id = ${batchId} FOR UPDATE`.execute(tx);
  const all = await sql<Adjustment>`
    SELECT ${COLUMNS} FROM adjustment WHERE batch_id = ${batchId} ORDER BY owner_id, no`.execute(tx);
  return all.rows;
}

/** Moves those that still wait. @param by null where the requester takes them back @returns how many */
export async function decideRows(
  tx: Tx,
  rows: readonly Adjustment[],
  p: {
    to: Exclude<AdjustmentState, "requested">;
    by: { staffId: bigint; customerId: bigint | null } | null;
    note: string;
    at: Date;
  },
): Promise<number> {
  const result = await sql`
    UPDATE adjustment j SET state = ${p.to}, decided_by = ${p.by?.staffId ?? null}::bigint,
      decider_customer_id = ${p.by?.customerId ?? null}::bigint, decided_at = ${p.at}, decided_date = business_date(${p.at}::timestamptz),
      decision_note = ${p.note}
    FROM unnest(${rows.map((r) => String(r.owner_id))}::bigint[], ${rows.map((r) => r.no)}::text[]) AS d (owner_id, no)
    WHERE j.owner_id = d.owner_id AND j.no = d.no AND j.state = 'requested'`.execute(tx);
  const batchId = rows[0]?.batch_id ?? null;
  if (batchId !== null)
    await sql`UPDATE adjustment_batch SET state = ${p.to} WHERE id = ${batchId}`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

/** Whether such an order is there, and such a commission of this promoter where one is named. */
export async function refExists(
  query: Query,
  p: {
    buyerId: bigint;
    orderNo: string;
    ownerId: bigint;
    line: { lineNo: number; position: string; kind: string } | null;
  },
): Promise<boolean> {
  const result = await sql<{ found: boolean }>`
    SELECT CASE WHEN ${p.line === null}::boolean
      THEN EXISTS (SELECT FROM orders WHERE buyer_id = ${p.buyerId} AND no = ${p.orderNo})
      ELSE EXISTS (SELECT FROM commission WHERE owner_id = ${p.ownerId} AND order_no = ${p.orderNo}
        AND line_no = ${p.line?.lineNo ?? 0} AND position = ${p.line?.position ?? ""} AND kind = ${p.line?.kind ?? ""})
      END AS found`.execute(query);
  return result.rows[0]?.found === true;
}
