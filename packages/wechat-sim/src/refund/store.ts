import type { Database } from "../database.ts";

export type RefundStatus = "SUCCESS" | "CLOSED" | "PROCESSING" | "ABNORMAL";

/** A refund as WeChat holds it. `amount` in fen, times in ms of business time. */
export interface Refund {
  out_refund_no: string;
  refund_id: string;
  out_trade_no: string;
  amount: number;
  /** Canonical form of the first request. */
  parameters: string;
  notify_url: string | null;
  created_at: number;
  status: RefundStatus;
  /** When it settles by itself; null: already has, or waits for `finishRefund`. */
  due_at: number | null;
  /** What it becomes at `due_at`. */
  outcome: RefundStatus;
  success_at: number | null;
}

/** The refund of that merchant number. */
export function findRefund(database: Database, outRefundNo: string): Refund | undefined {
  return database.row<Refund>("select * from refund where out_refund_no = ?", outRefundNo);
}

/** All refunds of an order, oldest first. */
export function refundsOfOrder(database: Database, outTradeNo: string): Refund[] {
  return database.rows<Refund>(
    "select * from refund where out_trade_no = ? order by created_at, rowid",
    outTradeNo,
  );
}

/** Stores a new refund. */
export function insertRefund(database: Database, refund: Refund): void {
  database.run(
    "insert into refund values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    refund.out_refund_no,
    refund.refund_id,
    refund.out_trade_no,
    refund.amount,
    refund.parameters,
    refund.notify_url,
    refund.created_at,
    refund.status,
    refund.due_at,
    refund.outcome,
    refund.success_at,
  );
}

/** Stores what a refund became. */
export function setRefundStatus(
  database: Database,
  outRefundNo: string,
  status: RefundStatus,
  successAt: number | null,
): void {
  database.run(
    "update refund set status = ?, success_at = ?, due_at = null where out_refund_no = ?",
    status,
    successAt,
    outRefundNo,
  );
}

/** Refunds that settle by `now`. */
export function dueRefunds(database: Database, now: number): Refund[] {
  return database.rows<Refund>("select * from refund where due_at <= ? order by due_at, rowid", now);
}

/** When the next refund settles, if any. */
export function earliestRefundDue(database: Database): number | undefined {
  return (
    database.row<{ at: number | null }>("select min(due_at) as at from refund where due_at is not null")
      ?.at ?? undefined
  );
}

/** Every refund, oldest first. */
export function listRefunds(database: Database): Refund[] {
  return database.rows<Refund>("select * from refund order by created_at, rowid");
}
