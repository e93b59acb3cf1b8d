/** SQL of `payment_attempt` and `payment_fact`. */
import type { PaymentState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface Attempt {
  no: string;
  order_no: string;
  amount_fen: bigint;
  openid: string;
  state: PaymentState;
  prepay_id: string | null;
  /** Real time since WeChat gave the prepay_id, ms; it lives 2 h. */
  prepay_age_ms: number | null;
}

const COLUMNS = sql`no, order_no, amount_fen, openid, state, prepay_id,
  (extract(epoch FROM now() - prepay_at) * 1000)::float8 AS prepay_age_ms`;

/** The attempt that may still be paid, if any. */
export async function openAttempt(
  query: Kysely<Tables>,
  buyerId: bigint,
  orderNo: string,
): Promise<Attempt | null> {
  const result = await sql<Attempt>`
    SELECT ${COLUMNS} FROM payment_attempt
    WHERE buyer_id = ${buyerId} AND order_no = ${orderNo} AND state IN ('created', 'open')`.execute(query);
  return result.rows[0] ?? null;
}

/** The attempt of an order that matters most: open, else paid, else the newest. */
export async function latestAttempt(
  query: Kysely<Tables>,
  buyerId: bigint,
  orderNo: string,
): Promise<Attempt | null> {
  const result = await sql<Attempt>`
    SELECT ${COLUMNS} FROM payment_attempt
    WHERE buyer_id = ${buyerId} AND order_no = ${orderNo}
    ORDER BY state IN ('created', 'open') DESC, state = 'paid' DESC, created_at DESC LIMIT 1`.execute(query);
  return result.rows[0] ?? null;
}

/** Its number stands before WeChat is called. One may be open at a time (payment_attempt_open). */
export async function insertAttempt(
  tx: Tx,
  row: { buyerId: bigint; no: string; orderNo: string; amountFen: bigint; openid: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO payment_attempt (buyer_id, no, order_no, amount_fen, openid, created_at)
    VALUES (${row.buyerId}, ${row.no}, ${row.orderNo}, ${row.amountFen}, ${row.openid}, ${row.at})`.execute(
    tx,
  );
}

/** Keeps the prepay_id. @returns false when the attempt was closed while WeChat answered */
export async function savePrepay(
  query: Kysely<Tables>,
  buyerId: bigint,
  no: string,
  prepayId: string,
): Promise<boolean> {
  const result = await sql`
    UPDATE payment_attempt SET state = 'open', prepay_id = ${prepayId}, prepay_at = now()
    WHERE buyer_id = ${buyerId} AND no = ${no} AND state IN ('created', 'open')`.execute(query);
  return result.numAffectedRows === 1n;
}

export async function lockAttempt(tx: Tx, buyerId: bigint, no: string): Promise<Attempt | null> {
  const result = await sql<Attempt>`
    SELECT ${COLUMNS} FROM payment_attempt WHERE buyer_id = ${buyerId} AND no = ${no} FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

export async function closeAttempts(tx: Tx, buyerId: bigint, orderNo: string): Promise<void> {
  await sql`
    UPDATE payment_attempt SET state = 'closed'
    WHERE buyer_id = ${buyerId} AND order_no = ${orderNo} AND state IN ('created', 'open')`.execute(tx);
}

export interface PaidFact {
  buyerId: bigint;
  orderNo: string;
  no: string;
  transactionId: string;
  amountFen: bigint;
  source: "callback" | "query";
  eventAt: Date;
  at: Date;
}

const factOf = (row: PaidFact) => sql`
  INSERT INTO payment_fact (buyer_id, transaction_id, payment_no, amount_fen, source, event_at)
  VALUES (${row.buyerId}, ${row.transactionId}, ${row.no}, ${row.amountFen}, ${row.source}, ${row.eventAt})`;
const attemptOf = (row: PaidFact, state: "paid" | "late") => sql`
  UPDATE payment_attempt SET state = ${state}, transaction_id = ${row.transactionId}, paid_at = ${row.at}
  WHERE buyer_id = ${row.buyerId} AND no = ${row.no}`;

/** The paid fact in one statement: fact, attempt, order (→ awaiting_shipment) and timeline stand together or not at all. */
export async function recordPaid(tx: Tx, row: PaidFact): Promise<void> {
  await sql`
    WITH fact AS (${factOf(row)}),
      attempt AS (${attemptOf(row, "paid")}),
      event AS (
        INSERT INTO order_event (buyer_id, order_no, kind, event_at)
        VALUES (${row.buyerId}, ${row.orderNo}, 'paid', ${row.at}))
    UPDATE orders SET state = 'awaiting_shipment', paid_at = ${row.at}, paid_date = business_date(${row.at}),
      close_due_at = NULL, close_reason = ''
    WHERE buyer_id = ${row.buyerId} AND no = ${row.orderNo} AND state IN ('awaiting_payment', 'closing')`.execute(
    tx,
  );
}

/** Money for an order that no longer wants it: the order stays as it is. */
export async function recordLate(tx: Tx, row: PaidFact): Promise<void> {
  await sql`WITH fact AS (${factOf(row)}) ${attemptOf(row, "late")}`.execute(tx);
}

/** What starting a payment needs to know under the order's lock: the attempt that is open, and what is being bought. */
export async function startFacts(
  tx: Tx,
  buyerId: bigint,
  orderNo: string,
): Promise<{ open: Attempt | null; names: string[] }> {
  const result = await sql<Attempt & { names: string[] | null; no: string | null }>`
    SELECT a.*, lines.names
    FROM (SELECT array_agg(name ORDER BY line_no) AS names FROM order_line
        WHERE buyer_id = ${buyerId} AND order_no = ${orderNo}) lines
      LEFT JOIN (SELECT ${COLUMNS} FROM payment_attempt
        WHERE buyer_id = ${buyerId} AND order_no = ${orderNo} AND state IN ('created', 'open')) a ON true`.execute(
    tx,
  );
  const row = result.rows[0];
  if (!row) return { open: null, names: [] };
  const { names, ...attempt } = row;
  return { open: row.no === null ? null : attempt, names: names ?? [] };
}

/** Attempts whose outcome WeChat may know better than we do: open for a while, order still unpaid. */
export async function attemptsToAsk(
  query: Kysely<Tables>,
  limit: number,
): Promise<{ buyer_id: bigint; no: string }[]> {
  const result = await sql<{ buyer_id: bigint; no: string }>`
    SELECT a.buyer_id, a.no FROM payment_attempt a
    WHERE a.state = 'open' AND a.prepay_at BETWEEN now() - interval '2 hours' AND now() - interval '30 seconds'
    ORDER BY a.prepay_at LIMIT ${limit}`.execute(query);
  return result.rows;
}
