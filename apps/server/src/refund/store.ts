/** SQL of `refund` and `refund_fact`. */
import type { RefundState } from "@banyan/kernel";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface NewRefund {
  buyerId: bigint;
  no: string;
  orderNo: string;
  paymentNo: string;
  aftersaleNo: string | null;
  cause: "aftersale" | "late_payment";
  amountFen: bigint;
  /** What the payment was: WeChat wants both. */
  totalFen: bigint;
  at: Date;
}

/** Its number stands before WeChat is called; every retry sends the same one (B26). */
export async function insertRefund(tx: Tx, row: NewRefund): Promise<void> {
  await sql`
    INSERT INTO refund (buyer_id, no, order_no, payment_no, aftersale_no, cause, amount_fen, total_fen, next_try_at, created_at)
    VALUES (${row.buyerId}, ${row.no}, ${row.orderNo}, ${row.paymentNo}, ${row.aftersaleNo}, ${row.cause}, ${row.amountFen},
      ${row.totalFen}, now(), ${row.at})`.execute(tx);
}

export interface Refund {
  buyer_id: bigint;
  no: string;
  order_no: string;
  payment_no: string;
  aftersale_no: string | null;
  cause: "aftersale" | "late_payment";
  amount_fen: bigint;
  total_fen: bigint;
  state: RefundState;
  tries: number;
}
const COLUMNS = sql`buyer_id, no, order_no, payment_no, aftersale_no, cause, amount_fen, total_fen, state, tries`;

/** Refunds to send or to ask about, oldest first. */
export async function dueRefunds(query: Kysely<Tables>, limit: number): Promise<Refund[]> {
  const result = await sql<Refund>`
    SELECT ${COLUMNS} FROM refund WHERE state IN ('created', 'processing', 'abnormal') AND next_try_at <= now()
    ORDER BY next_try_at LIMIT ${limit}`.execute(query);
  return result.rows;
}

export async function findRefund(query: Kysely<Tables>, buyerId: bigint, no: string): Promise<Refund | null> {
  const result =
    await sql<Refund>`SELECT ${COLUMNS} FROM refund WHERE buyer_id = ${buyerId} AND no = ${no}`.execute(
      query,
    );
  return result.rows[0] ?? null;
}

export async function lockRefund(tx: Tx, buyerId: bigint, no: string): Promise<Refund | null> {
  const result = await sql<Refund>`
    SELECT ${COLUMNS} FROM refund WHERE buyer_id = ${buyerId} AND no = ${no} FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

/** Next look in `seconds`, with what went wrong. */
export async function postponeRefund(
  query: Kysely<Tables>,
  refund: { buyer_id: bigint; no: string },
  seconds: number,
  error: string,
): Promise<void> {
  await sql`
    UPDATE refund SET next_try_at = now() + make_interval(secs => ${seconds}), tries = tries + 1, last_error = ${error}
    WHERE buyer_id = ${refund.buyer_id} AND no = ${refund.no} AND state IN ('created', 'processing', 'abnormal')`.execute(
    query,
  );
}

/** Records a fact of WeChat. @returns false when this fact was known already */
export async function recordRefundFact(
  tx: Tx,
  row: {
    buyerId: bigint;
    no: string;
    state: RefundState;
    refundId: string;
    amountFen: bigint;
    source: "callback" | "query" | "answer";
    eventAt: Date;
  },
): Promise<boolean> {
  const result = await sql`
    INSERT INTO refund_fact (buyer_id, refund_no, state, refund_id, amount_fen, source, event_at)
    VALUES (${row.buyerId}, ${row.no}, ${row.state}, ${row.refundId}, ${row.amountFen}, ${row.source}, ${row.eventAt})
    ON CONFLICT DO NOTHING`.execute(tx);
  return result.numAffectedRows === 1n;
}

export async function setRefundState(
  tx: Tx,
  row: {
    buyerId: bigint;
    no: string;
    state: RefundState;
    refundId: string;
    at: Date;
    nextTrySeconds: number;
  },
): Promise<void> {
  const done = row.state === "success";
  await sql`
    UPDATE refund SET state = ${row.state}, refund_id = ${row.refundId}, last_error = '',
      next_try_at = now() + make_interval(secs => ${row.nextTrySeconds}),
      succeeded_at = CASE WHEN ${done} THEN ${row.at}::timestamptz END,
      succeeded_date = CASE WHEN ${done} THEN business_date(${row.at}) END
    WHERE buyer_id = ${row.buyerId} AND no = ${row.no} AND state <> 'success'`.execute(tx);
}
