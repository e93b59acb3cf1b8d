import { findUser } from "../identity/store.ts";
import type { Platform } from "../platform.ts";
import { commitConfirm } from "./settle.ts";
import { findByPackage, findTransfer, type Transfer } from "./store.ts";

/** Why a bill cannot be confirmed, with the words its page shows. */
export const CONFIRM_REFUSALS = {
  transfer_unknown: "收款参数有误，请返回商家重新进入",
  payee_unknown: "请先选择一个微信用户",
  payee_mismatch: "你的微信号与商家指定的微信号不一致",
  transfer_received: "这笔转账已经收款",
  transfer_under_way: "这笔转账正在处理",
  transfer_cancelled: "商家已撤销这笔转账",
  transfer_expired: "超过24小时未确认，款项已退回商家",
  transfer_failed: "这笔转账未能到账，款项已退回商家",
  transfer_not_ready: "这笔转账还在准备，请稍后再来",
} as const;

export type ConfirmRefusal = keyof typeof CONFIRM_REFUSALS;

/** A bill this person may confirm now, or the reason why not. The bill is shown to its payee only. */
export type Confirmable =
  | { refusal: ConfirmRefusal; transfer?: Transfer }
  | { refusal?: never; transfer: Transfer };

function stateRefusal(platform: Platform, transfer: Transfer): ConfirmRefusal | undefined {
  switch (transfer.state) {
    case "WAIT_USER_CONFIRM":
      return platform.clock.now() > (transfer.expires_at ?? 0) ? "transfer_expired" : undefined;
    case "SUCCESS":
      return "transfer_received";
    case "TRANSFERING":
      return "transfer_under_way";
    case "CANCELING":
    case "CANCELLED":
      return "transfer_cancelled";
    case "FAIL":
      return transfer.fail_reason === "OVERDUE_CLOSE" ? "transfer_expired" : "transfer_failed";
    case "ACCEPTED":
    case "PROCESSING":
      return "transfer_not_ready";
  }
}

/** Checks everything WeChat checks before it shows the button, in its order. */
export function checkConfirmable(
  platform: Platform,
  transfer: Transfer | undefined,
  openid: string,
): Confirmable {
  if (transfer === undefined) return { refusal: "transfer_unknown" };
  if (findUser(platform.database, openid) === undefined) return { refusal: "payee_unknown" };
  if (transfer.openid !== openid) return { refusal: "payee_mismatch" };
  const refusal = stateRefusal(platform, transfer);
  return refusal === undefined ? { transfer } : { refusal, transfer };
}

/** What `confirmTransfer` of the control takes: one of the two; `openid` is who taps, the payee unless told. */
export interface ConfirmRequest {
  out_bill_no?: string;
  package_info?: string;
  openid?: string;
}

export type ConfirmResult =
  | { result: "success"; out_bill_no: string }
  | { result: "fail"; reason: ConfirmRefusal; message: string };

/** Confirms without the screen, by the same checks. */
export function confirmTransfer(platform: Platform, request: ConfirmRequest): ConfirmResult {
  const { database } = platform;
  const transfer =
    request.package_info === undefined
      ? findTransfer(database, request.out_bill_no ?? "")
      : findByPackage(database, request.package_info);
  const checked = checkConfirmable(platform, transfer, request.openid ?? transfer?.openid ?? "");
  if (checked.refusal !== undefined)
    return { result: "fail", reason: checked.refusal, message: CONFIRM_REFUSALS[checked.refusal] };
  commitConfirm(platform, checked.transfer);
  platform.scheduler.wake();
  return { result: "success", out_bill_no: checked.transfer.out_bill_no };
}
