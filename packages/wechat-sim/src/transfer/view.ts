import { constants, publicEncrypt } from "node:crypto";
import { rfc3339 } from "../clock.ts";
import type { SimulatorCredentials } from "../credentials.ts";
import type { Platform } from "../platform.ts";
import { type Transfer, updateTransfer } from "./store.ts";

type View = Record<string, unknown>;

/** A bill as the answer to its own request shows it: no amount, no person, and the package while it waits. */
export function createdView(platform: Platform, transfer: Transfer): View {
  const view: View = {
    out_bill_no: transfer.out_bill_no,
    transfer_bill_no: transfer.transfer_bill_no,
    create_time: rfc3339(transfer.created_at),
    state: transfer.state,
  };
  if (transfer.fail_reason !== null) view["fail_reason"] = transfer.fail_reason;
  if (transfer.state !== "WAIT_USER_CONFIRM" || transfer.package_left === 0) return view;
  if (transfer.package_left !== null)
    updateTransfer(platform.database, { ...transfer, package_left: transfer.package_left - 1 });
  return { ...view, package_info: transfer.package_info };
}

/** A bill as a query shows it: `mch_id`, and never the package (docs/WECHAT.md 3.6). */
export function queryView(platform: Platform, transfer: Transfer): View {
  const { credentials, merchantPublicKey } = platform.keys;
  const view: View = {
    mch_id: credentials.mchid,
    out_bill_no: transfer.out_bill_no,
    transfer_bill_no: transfer.transfer_bill_no,
    appid: credentials.appid,
    state: transfer.state,
    transfer_amount: transfer.amount,
    transfer_remark: transfer.remark,
    openid: transfer.openid,
    create_time: rfc3339(transfer.created_at),
    update_time: rfc3339(transfer.updated_at),
  };
  if (transfer.fail_reason !== null) view["fail_reason"] = transfer.fail_reason;
  if (transfer.user_name !== null) {
    view["user_name"] = publicEncrypt(
      { key: merchantPublicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
      Buffer.from(transfer.user_name, "utf8"),
    ).toString("base64");
  }
  return view;
}

/** A bill as the decrypted callback shows it (docs/WECHAT.md 3.8). */
export function callbackView(credentials: SimulatorCredentials, transfer: Transfer): View {
  const view: View = {
    mch_id: credentials.mchid,
    out_bill_no: transfer.out_bill_no,
    transfer_bill_no: transfer.transfer_bill_no,
    transfer_amount: transfer.amount,
    state: transfer.state,
    openid: transfer.openid,
    create_time: rfc3339(transfer.created_at),
    update_time: rfc3339(transfer.updated_at),
  };
  if (transfer.fail_reason !== null) view["fail_reason"] = transfer.fail_reason;
  return view;
}
