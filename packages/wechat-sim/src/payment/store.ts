import type { Database } from "../database.ts";
import type { Platform } from "../platform.ts";

export type TradeState = "NOTPAY" | "SUCCESS" | "REFUND" | "CLOSED";

/** An order as WeChat holds it. Amounts in fen, times in ms of business time. */
export interface PayOrder {
  out_trade_no: string;
  description: string;
  attach: string | null;
  notify_url: string;
  total: number;
  openid: string;
  /** Canonical form of the first request: a repeat must equal it. */
  parameters: string;
  created_at: number;
  /** Last payable moment. */
  payable_until: number;
  /** When WeChat closes an unpaid order by itself. */
  closes_at: number;
  state: TradeState;
  transaction_id: string | null;
  paid_at: number | null;
  paid_total: number | null;
  paid_by: string | null;
}

/** A paid order: the payment facts are there. */
export type PaidOrder = PayOrder & {
  transaction_id: string;
  paid_at: number;
  paid_total: number;
  paid_by: string;
};

export interface Prepay {
  prepay_id: string;
  out_trade_no: string;
  created_at: number;
}

/** Tells whether money was received for this order (refunded or not). */
export function isPaid(order: PayOrder): order is PaidOrder {
  return order.transaction_id !== null;
}

function closeWhenDue(platform: Platform, order: PayOrder | undefined): PayOrder | undefined {
  if (order === undefined || order.state !== "NOTPAY" || platform.clock.now() < order.closes_at) return order;
  platform.database.run("update pay_order set state = 'CLOSED' where out_trade_no = ?", order.out_trade_no);
  return { ...order, state: "CLOSED" };
}

/** The order of that number as of now: one past its life is closed on the way. */
export function findOrder(platform: Platform, outTradeNo: string): PayOrder | undefined {
  const row = platform.database.row<PayOrder>("select * from pay_order where out_trade_no = ?", outTradeNo);
  return closeWhenDue(platform, row);
}

/** The paid order of that WeChat number. */
export function findOrderByTransaction(database: Database, transactionId: string): PayOrder | undefined {
  return database.row<PayOrder>("select * from pay_order where transaction_id = ?", transactionId);
}

/** Stores a new order. */
export function insertOrder(database: Database, order: PayOrder): void {
  database.run(
    "insert into pay_order values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    order.out_trade_no,
    order.description,
    order.attach,
    order.notify_url,
    order.total,
    order.openid,
    order.parameters,
    order.created_at,
    order.payable_until,
    order.closes_at,
    order.state,
    order.transaction_id,
    order.paid_at,
    order.paid_total,
    order.paid_by,
  );
}

/** Stores a prepay id. */
export function insertPrepay(database: Database, prepay: Prepay): void {
  database.run(
    "insert into prepay values (?, ?, ?)",
    prepay.prepay_id,
    prepay.out_trade_no,
    prepay.created_at,
  );
}

/** The prepay of that id. */
export function findPrepay(database: Database, prepayId: string): Prepay | undefined {
  return database.row<Prepay>("select * from prepay where prepay_id = ?", prepayId);
}

/** The newest prepay of an order. */
export function newestPrepay(database: Database, outTradeNo: string): Prepay | undefined {
  return database.row<Prepay>(
    "select * from prepay where out_trade_no = ? order by created_at desc, rowid desc limit 1",
    outTradeNo,
  );
}

/** Writes the payment facts; the caller has checked that the order is NOTPAY. */
export function markPaid(database: Database, order: PaidOrder): void {
  database.run(
    `update pay_order set state = 'SUCCESS', transaction_id = ?, paid_at = ?, paid_total = ?, paid_by = ?
     where out_trade_no = ? and state = 'NOTPAY'`,
    order.transaction_id,
    order.paid_at,
    order.paid_total,
    order.paid_by,
    order.out_trade_no,
  );
}

/** Sets the state of an order. */
export function setOrderState(database: Database, outTradeNo: string, state: TradeState): void {
  database.run("update pay_order set state = ? where out_trade_no = ?", state, outTradeNo);
}

/** Every order, oldest first. */
export function listOrders(database: Database): PayOrder[] {
  return database.rows<PayOrder>("select * from pay_order order by created_at, rowid");
}
