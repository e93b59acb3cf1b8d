import type { Platform } from "../platform.ts";
import { coverImported } from "./account.ts";
import { transferParameters } from "./create.ts";
import { findTransfer, insertTransfer, type Transfer, type TransferState } from "./store.ts";

/**
 * A transfer bill of before the simulator began, in any state. Amounts in fen, times in ms of business time. One that
 * waits for its person must carry the `package_info` the shop holds, at most 24 h old if it is to be confirmed still.
 */
export interface PastTransfer {
  out_bill_no: string;
  transfer_bill_no: string;
  openid: string;
  amount: number;
  scene_id: string;
  remark: string;
  report_infos: { info_type: string; info_content: string }[];
  user_name?: string;
  notify_url: string;
  created_at: number;
  updated_at: number;
  state: TransferState;
  fail_reason: string | null;
  package_info: string | null;
}

const DAY_MS = 86_400_000;
const HOLDS_MONEY: readonly TransferState[] = ["WAIT_USER_CONFIRM", "TRANSFERING", "SUCCESS", "CANCELING"];

/**
 * Writes them in one step; what is there already stays as it is. Past bills send no callbacks and leave the merchant's
 * balance alone; those that are not final go on from where they stand.
 */
export function importTransfers(platform: Platform, transfers: readonly PastTransfer[]): void {
  const { database } = platform;
  database.transaction(() => {
    for (const past of transfers) {
      if (findTransfer(database, past.out_bill_no) !== undefined) continue;
      const transfer = fromPast(platform, past);
      insertTransfer(database, transfer);
      if (transfer.funded === 1) coverImported(database, past.amount, past.created_at);
    }
  });
  platform.scheduler.wake();
}

function nextStep(platform: Platform, past: PastTransfer): number | null {
  if (past.state === "WAIT_USER_CONFIRM") return past.created_at + DAY_MS;
  return ["SUCCESS", "FAIL", "CANCELLED"].includes(past.state) ? null : platform.clock.now();
}

function fromPast(platform: Platform, past: PastTransfer): Transfer {
  if (past.state === "WAIT_USER_CONFIRM" && past.package_info === null)
    throw new RangeError(`${past.out_bill_no} waits without a package_info`);
  const body = {
    appid: platform.keys.credentials.appid,
    out_bill_no: past.out_bill_no,
    transfer_scene_id: past.scene_id,
    openid: past.openid,
    transfer_amount: past.amount,
    transfer_remark: past.remark,
    notify_url: past.notify_url,
    transfer_scene_report_infos: past.report_infos,
  };
  return {
    out_bill_no: past.out_bill_no,
    transfer_bill_no: past.transfer_bill_no,
    openid: past.openid,
    amount: past.amount,
    scene_id: past.scene_id,
    remark: past.remark,
    perception: null,
    report: JSON.stringify(past.report_infos),
    user_name: past.user_name ?? null,
    parameters: transferParameters(body, past.user_name),
    notify_url: past.notify_url,
    created_at: past.created_at,
    updated_at: past.updated_at,
    state: past.state,
    fail_reason: past.fail_reason,
    package_info: past.package_info,
    package_left: null,
    expires_at: past.package_info === null ? null : past.created_at + DAY_MS,
    funded: HOLDS_MONEY.includes(past.state) ? 1 : 0,
    due_at: nextStep(platform, past),
    outcome: null,
  };
}
