/** SQL of holding commissions: the row decides, so a hold and a release at once give one of them (B3). */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { CommissionKey } from "./key.ts";

export interface HoldFacts {
  kept_fen: bigint;
  held_at: Date | null;
  settled_at: Date | null;
  hold_reason: string;
  hold_seq: number;
  now: Date;
}

/** Locks one commission, or null when this promoter has none by that key. */
export async function lockCommission(tx: Tx, ownerId: bigint, key: CommissionKey): Promise<HoldFacts | null> {
  const result = await sql<HoldFacts>`
    SELECT kept_fen, held_at, settled_at, hold_reason, hold_seq, business_now() AS now FROM commission
    WHERE owner_id = ${ownerId} AND order_no = ${key.orderNo} AND line_no = ${key.lineNo} AND position = ${key.position}
      AND kind = ${key.kind} FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

export async function setHeld(
  tx: Tx,
  ownerId: bigint,
  key: CommissionKey,
  held: { at: Date; reason: string } | null,
): Promise<void> {
  await sql`
    UPDATE commission SET held_at = ${held?.at ?? null}::timestamptz, hold_reason = ${held?.reason ?? ""},
      hold_seq = hold_seq + ${held ? 1 : 0}
    WHERE owner_id = ${ownerId} AND order_no = ${key.orderNo} AND line_no = ${key.lineNo} AND position = ${key.position}
      AND kind = ${key.kind}`.execute(tx);
}

/** What a freeze holds gets a person's reason. */
export async function nameHold(tx: Tx, ownerId: bigint, key: CommissionKey, reason: string): Promise<void> {
  await sql`
    UPDATE commission SET hold_reason = ${reason}
    WHERE owner_id = ${ownerId} AND order_no = ${key.orderNo} AND line_no = ${key.lineNo} AND position = ${key.position}
      AND kind = ${key.kind} AND held_at IS NOT NULL`.execute(tx);
}

export interface Released extends CommissionKey {
  keptFen: bigint;
  settled: boolean;
  holdSeq: number;
}

/**
 * Lets go of everything that was held because the promoter was frozen, and says what it was. A person who holds a commission must give
 * a reason, so one without is the freeze's.
 */
export async function releaseHeldByFreeze(tx: Tx, ownerId: bigint): Promise<Released[]> {
  const result = await sql<{
    order_no: string;
    line_no: number;
    position: Released["position"];
    kind: Released["kind"];
    kept_fen: bigint;
    settled: boolean;
    hold_seq: number;
  }>`
    UPDATE commission SET held_at = NULL, hold_reason = ''
    WHERE owner_id = ${ownerId} AND held_at IS NOT NULL AND hold_reason = ''
    RETURNING order_no, line_no, position, kind, kept_fen, settled_at IS NOT NULL AS settled, hold_seq`.execute(
    tx,
  );
  return result.rows.map((row) => ({
    orderNo: row.order_no,
    lineNo: row.line_no,
    position: row.position,
    kind: row.kind,
    keptFen: row.kept_fen,
    settled: row.settled,
    holdSeq: row.hold_seq,
  }));
}

export async function readBalances(
  query: Kysely<Tables>,
  ownerId: bigint,
): Promise<{ estimated_fen: bigint; held_fen: bigint; available_fen: bigint; debt_fen: bigint } | null> {
  const result = await sql<{
    estimated_fen: bigint;
    held_fen: bigint;
    available_fen: bigint;
    debt_fen: bigint;
  }>`SELECT estimated_fen, held_fen, available_fen, debt_fen FROM account WHERE owner_id = ${ownerId}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}
