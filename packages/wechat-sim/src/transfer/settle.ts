import { randomBytes } from "node:crypto";
import { enqueueCallback } from "../callback/store.ts";
import type { Database } from "../database.ts";
import type { Platform } from "../platform.ts";
import { merchantBalance } from "./account.ts";
import { transferRules } from "./rules.ts";
import {
  dueTransfers,
  earliestTransferDue,
  findTransfer,
  retryUnfunded,
  sumSince,
  type Transfer,
  type TransferEnd,
  updateTransfer,
} from "./store.ts";
import { callbackView } from "./view.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A person has this long to confirm (docs/WECHAT.md 3.3). */
const CONFIRM_MS = DAY_MS;
/** WeChat closes an unconfirmed bill somewhat later than that. */
const OVERDUE_LAG_MS = 5 * 60_000;
/** Each step WeChat takes by itself lasts about this long, before scaling. */
const STEP_MS = 1000;

/** When the step that begins now ends. */
export function stepEnd(platform: Platform): number {
  return platform.clock.now() + Math.ceil(STEP_MS / platform.timeScale);
}

/** The beginning of today in Beijing. */
function today(now: number): number {
  return now - ((now + 8 * HOUR_MS) % DAY_MS);
}

/** What was promised or paid today, in fen: to everybody, or to one person. */
export function promisedToday(platform: Platform, openid?: string): number {
  return sumSince(platform.database, today(platform.clock.now()), openid);
}

function move(platform: Platform, transfer: Transfer, change: Partial<Transfer>): Transfer {
  const moved = { ...transfer, ...change, updated_at: platform.clock.now() };
  updateTransfer(platform.database, moved);
  return moved;
}

/** Ends a bill: state, money and callback in one step; the caller holds the transaction. */
function end(platform: Platform, transfer: Transfer, state: TransferEnd, reason: string | null): Transfer {
  const back = state !== "SUCCESS" && transfer.funded === 1;
  const ended = move(platform, transfer, {
    state,
    fail_reason: reason,
    due_at: null,
    funded: back ? 0 : transfer.funded,
  });
  if (back) retryUnfunded(platform.database, platform.clock.now());
  if (transfer.notify_url === null) return ended;
  enqueueCallback(platform, {
    eventType: "MCHTRANSFER.BILL.FINISHED",
    originalType: "mch_payment",
    summary: "商家转账单据终态通知",
    subject: transfer.out_bill_no,
    url: transfer.notify_url,
    plaintext: JSON.stringify(callbackView(platform.keys.credentials, ended)),
  });
  return ended;
}

/**
 * Takes the bill's money from the merchant's balance and asks the person to confirm; PROCESSING where the balance is
 * short. The caller holds the transaction.
 */
export function askToConfirm(platform: Platform, transfer: Transfer): Transfer {
  if (merchantBalance(platform.database) < transfer.amount) {
    return move(platform, transfer, { state: "PROCESSING", due_at: null });
  }
  const expiresAt = platform.clock.now() + CONFIRM_MS;
  return move(platform, transfer, {
    state: "WAIT_USER_CONFIRM",
    funded: 1,
    package_info: `ABBQO+oYAAABAAAA${randomBytes(66).toString("base64")}`,
    expires_at: expiresAt,
    due_at: expiresAt + OVERDUE_LAG_MS,
  });
}

/** True when this bill takes its person beyond what one may receive a day. */
export function exceedsUserDay(platform: Platform, transfer: Transfer): boolean {
  return promisedToday(platform, transfer.openid) > transferRules(platform.database).user_day_max;
}

/** The person has confirmed: TRANSFERING, and its outcome is decided. The caller has checked that it may be. */
export function commitConfirm(platform: Platform, transfer: Transfer): Transfer {
  const subject = `transfer ${transfer.out_bill_no}`;
  const failing = platform.faults.take("transfer_fail", subject);
  const stays = platform.faults.take("transfer_unsettled", subject) !== undefined;
  return move(platform, transfer, {
    state: "TRANSFERING",
    outcome: failing === undefined ? null : (failing.reason ?? "OTHER_FAIL_REASON_TYPE"),
    due_at: stays ? null : stepEnd(platform),
  });
}

/** The merchant takes the bill back: CANCELING, soon CANCELLED. */
export function commitCancel(platform: Platform, transfer: Transfer): Transfer {
  return move(platform, transfer, { state: "CANCELING", due_at: stepEnd(platform) });
}

function goOn(platform: Platform, transfer: Transfer): void {
  if (transfer.state === "WAIT_USER_CONFIRM") end(platform, transfer, "FAIL", "OVERDUE_CLOSE");
  else if (transfer.state === "CANCELING") end(platform, transfer, "CANCELLED", "MCH_CANCEL");
  else if (transfer.state === "TRANSFERING") {
    end(platform, transfer, transfer.outcome === null ? "SUCCESS" : "FAIL", transfer.outcome);
  } else if (transfer.funded === 0 && exceedsUserDay(platform, transfer)) {
    end(platform, transfer, "FAIL", "DAY_RECEIVED_QUOTA_EXCEED");
  } else askToConfirm(platform, transfer);
}

/** Lets every bill whose time has come go on. */
export function settleDueTransfers(platform: Platform): void {
  for (const { out_bill_no } of dueTransfers(platform.database, platform.clock.now())) {
    platform.database.transaction(() => {
      const transfer = findTransfer(platform.database, out_bill_no);
      if (transfer !== undefined) goOn(platform, transfer);
    });
  }
}

/** When the next bill goes on, if any. */
export function nextTransferAt(database: Database): number | undefined {
  return earliestTransferDue(database);
}

/**
 * Ends a bill by hand, whatever it waits for.
 * @throws RangeError for an unknown or ended bill
 */
export function finishTransfer(
  platform: Platform,
  outBillNo: string,
  state: TransferEnd,
  reason?: string,
): void {
  const transfer = findTransfer(platform.database, outBillNo);
  if (transfer === undefined) throw new RangeError(`no transfer ${outBillNo}`);
  if (["SUCCESS", "FAIL", "CANCELLED"].includes(transfer.state))
    throw new RangeError(`transfer is already ${transfer.state}`);
  const word = { SUCCESS: null, FAIL: "OTHER_FAIL_REASON_TYPE", CANCELLED: "MCH_CANCEL" }[state];
  if (word === undefined) throw new RangeError(`no transfer ends ${String(state)}`);
  platform.database.transaction(() => {
    const paid = state === "SUCCESS" ? { ...transfer, funded: 1 } : transfer;
    end(platform, paid, state, state === "SUCCESS" ? null : (reason ?? word));
  });
  platform.scheduler.wake();
}
