/** SQL of `aftersale` and its lines. */
import type { AftersaleState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface NewCase {
  buyerId: bigint;
  no: string;
  orderNo: string;
  state: "requested" | "refunding";
  reason: string;
  note: string;
  pictures: readonly string[];
  amountFen: bigint;
  freightFen: bigint;
  restock: boolean;
  requestKey: string;
  staffId: bigint | null;
  at: Date;
  lines: readonly { lineNo: number; quantity: number; amountFen: bigint }[];
}

/** Writes case and lines. @throws 23505 aftersale_buyer_id_request_key_key for a repeat */
export async function insertCase(tx: Tx, row: NewCase): Promise<void> {
  const lines = row.lines.map((line) => ({
    line_no: line.lineNo,
    quantity: line.quantity,
    amount_fen: String(line.amountFen),
  }));
  await sql`
    WITH header AS (
        INSERT INTO aftersale (buyer_id, no, order_no, state, reason, note, pictures, amount_fen, freight_fen, restock, request_key,
          staff_id, created_at, decided_at)
        VALUES (${row.buyerId}, ${row.no}, ${row.orderNo}, ${row.state}, ${row.reason}, ${row.note},
          ${JSON.stringify(row.pictures)}, ${row.amountFen}, ${row.freightFen}, ${row.restock}, ${row.requestKey},
          ${row.staffId}, ${row.at}, CASE WHEN ${row.state} = 'refunding' THEN ${row.at}::timestamptz END))
    INSERT INTO aftersale_line (buyer_id, aftersale_no, line_no, quantity, amount_fen)
    SELECT ${row.buyerId}, ${row.no}, line_no, quantity, amount_fen
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS r (line_no int, quantity int, amount_fen bigint)`.execute(
    tx,
  );
}

export interface Case {
  no: string;
  order_no: string;
  state: AftersaleState;
  amount_fen: bigint;
  freight_fen: bigint;
  restock: boolean;
}
const COLUMNS = sql`no, order_no, state, amount_fen, freight_fen, restock`;

export async function findCase(query: Kysely<Tables>, buyerId: bigint, no: string): Promise<Case | null> {
  const result =
    await sql<Case>`SELECT ${COLUMNS} FROM aftersale WHERE buyer_id = ${buyerId} AND no = ${no}`.execute(
      query,
    );
  return result.rows[0] ?? null;
}

export async function findCaseByKey(
  query: Kysely<Tables>,
  buyerId: bigint,
  requestKey: string,
): Promise<{ no: string; order_no: string } | null> {
  const result = await sql<{ no: string; order_no: string }>`
    SELECT no, order_no FROM aftersale WHERE buyer_id = ${buyerId} AND request_key = ${requestKey}`.execute(
    query,
  );
  return result.rows[0] ?? null;
}

/** requested → `to`, once. @returns null when somebody decided first (B3) */
export async function decideCase(
  tx: Tx,
  p: {
    buyerId: bigint;
    no: string;
    to: "refunding" | "rejected" | "cancelled";
    staffId: bigint | null;
    note: string;
    at: Date;
  },
): Promise<Case | null> {
  const result = await sql<Case>`
    UPDATE aftersale SET state = ${p.to}, staff_id = coalesce(${p.staffId}::bigint, staff_id), decision_note = ${p.note},
      decided_at = ${p.at}
    WHERE buyer_id = ${p.buyerId} AND no = ${p.no} AND state = 'requested' RETURNING ${COLUMNS}`.execute(tx);
  return result.rows[0] ?? null;
}

/** refunding → its end. A note replaces the decision's. */
export async function endCase(
  tx: Tx,
  buyerId: bigint,
  no: string,
  to: "refunded" | "rejected",
  note: string,
): Promise<Case | null> {
  const result = await sql<Case>`
    UPDATE aftersale SET state = ${to}, decision_note = coalesce(nullif(${note}, ''), decision_note)
    WHERE buyer_id = ${buyerId} AND no = ${no} AND state = 'refunding' RETURNING ${COLUMNS}`.execute(tx);
  return result.rows[0] ?? null;
}

/** Units of a case by SKU, to put back on the shelf. */
export async function caseUnits(
  tx: Tx,
  buyerId: bigint,
  no: string,
): Promise<{ skuId: bigint; quantity: number }[]> {
  const result = await sql<{ sku_id: bigint; quantity: number }>`
    SELECT l.sku_id, a.quantity FROM aftersale c
      JOIN aftersale_line a ON a.buyer_id = c.buyer_id AND a.aftersale_no = c.no
      JOIN order_line l ON l.buyer_id = c.buyer_id AND l.order_no = c.order_no AND l.line_no = a.line_no
    WHERE c.buyer_id = ${buyerId} AND c.no = ${no}`.execute(tx);
  return result.rows.map((row) => ({ skuId: row.sku_id, quantity: row.quantity }));
}

/** The payment that a refund of this order goes back to. */
export async function paidAttempt(
  tx: Tx,
  buyerId: bigint,
  orderNo: string,
): Promise<{ no: string; amount_fen: bigint } | null> {
  const result = await sql<{ no: string; amount_fen: bigint }>`
    SELECT no, amount_fen FROM payment_attempt
    WHERE buyer_id = ${buyerId} AND order_no = ${orderNo} AND state = 'paid'`.execute(tx);
  return result.rows[0] ?? null;
}
