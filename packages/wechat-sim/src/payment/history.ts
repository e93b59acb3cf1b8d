import type { Database } from "../database.ts";
import { insertRefund } from "../refund/store.ts";
import { insertOrder } from "./store.ts";

/** A payment that was made before the simulator began, with its successful refunds. Amounts in fen, times in ms of business time. */
export interface PastPayment {
  out_trade_no: string;
  transaction_id: string;
  description: string;
  openid: string;
  total: number;
  paid_at: number;
  notify_url: string;
  refunds: { out_refund_no: string; refund_id: string; amount: number; success_at: number }[];
}

const WEEK_MS = 7 * 86_400_000;

/** Writes them in one step; what is there already stays as it is. Sends no callbacks. */
export function importHistory(database: Database, payments: readonly PastPayment[]): void {
  database.transaction(() => {
    for (const past of payments) {
      const known = database.row("select 1 from pay_order where out_trade_no = ?", past.out_trade_no);
      if (known === undefined) importOne(database, past);
    }
  });
}

function importOne(database: Database, past: PastPayment): void {
  insertOrder(database, {
    out_trade_no: past.out_trade_no,
    description: past.description,
    attach: null,
    notify_url: past.notify_url,
    total: past.total,
    openid: past.openid,
    parameters: "imported",
    created_at: past.paid_at,
    payable_until: past.paid_at + WEEK_MS,
    closes_at: past.paid_at + WEEK_MS,
    state: past.refunds.length > 0 ? "REFUND" : "SUCCESS",
    transaction_id: past.transaction_id,
    paid_at: past.paid_at,
    paid_total: past.total,
    paid_by: past.openid,
  });
  for (const refund of past.refunds) {
    insertRefund(database, {
      out_refund_no: refund.out_refund_no,
      refund_id: refund.refund_id,
      out_trade_no: past.out_trade_no,
      amount: refund.amount,
      parameters: "imported",
      notify_url: null,
      created_at: refund.success_at,
      status: "SUCCESS",
      due_at: null,
      outcome: "SUCCESS",
      success_at: refund.success_at,
    });
  }
}
