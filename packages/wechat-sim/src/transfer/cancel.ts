import { rfc3339 } from "../clock.ts";
import type { Exchange } from "../http.ts";
import { parseBody } from "../merchant/fields.ts";
import { invalidRequest } from "../merchant/refusal.ts";
import type { Platform } from "../platform.ts";
import { visibleTransfer } from "./query.ts";
import { commitCancel, commitConfirm } from "./settle.ts";
import { findTransfer, type Transfer } from "./store.ts";

const BEFORE_CONFIRMING = ["ACCEPTED", "PROCESSING", "WAIT_USER_CONFIRM"];

function cancelled(platform: Platform, exchange: Exchange, transfer: Transfer): Transfer {
  if (transfer.state === "CANCELING" || transfer.state === "CANCELLED") return transfer;
  const waiting = transfer.state === "WAIT_USER_CONFIRM";
  const overtaken = waiting && platform.faults.take("confirmed_while_cancelling", exchange.subject);
  if (overtaken) {
    commitConfirm(platform, transfer);
    platform.scheduler.wake();
  }
  if (overtaken || !BEFORE_CONFIRMING.includes(transfer.state))
    throw invalidRequest("当前转账单状态不支持撤销，请查单确认");
  return commitCancel(platform, transfer);
}

/** POST …/transfer-bills/out-bill-no/{out_bill_no}/cancel, with no body or `{}`; again and again (docs/WECHAT.md 3.7). */
export function cancelTransfer(platform: Platform, exchange: Exchange, outBillNo: string): object {
  if (exchange.body.length > 0) parseBody(exchange.body, {});
  const known = visibleTransfer(platform, findTransfer(platform.database, outBillNo));
  const transfer = cancelled(platform, exchange, known);
  return {
    out_bill_no: transfer.out_bill_no,
    transfer_bill_no: transfer.transfer_bill_no,
    state: transfer.state,
    update_time: rfc3339(transfer.updated_at),
  };
}
