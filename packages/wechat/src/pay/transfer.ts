import { toWire } from "@banyan/kernel";
import { type Answer, ok, readAnswer, unknown } from "../answer.ts";
import type { JsonObject } from "../json.ts";
import { fitText } from "../text.ts";
import { sealField } from "./cipher.ts";
import { callPay, type Merchant } from "./exchange.ts";
import { readTransfer, readWholeTransfer, type TransferFact } from "./facts.ts";

const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";

export interface Transfer {
  /** Up to 32 of 0-9A-Za-z, nothing else. A repeat carries the same number: a new one is a second payout. */
  outBillNo: string;
  /** 1005 is 佣金报酬. */
  sceneId: string;
  openid: string;
  /** The person's legal name; WeChat wants it from 2,000 yuan and forbids it below 0.3 yuan. Sent encrypted. */
  userName?: string;
  amountFen: bigint;
  /** Shown to the person; cut to 32 characters, emoji dropped. */
  remark: string;
  /** https, no query. */
  notifyUrl: string;
  /** What the person sees the money as; leave it out unless WeChat enabled it for the scene. */
  perception?: string;
  /** 1005 wants exactly 岗位类型 and 报酬说明. The content is cut to 32 characters. */
  reportInfos: readonly { infoType: string; infoContent: string }[];
}

/**
 * WeChat's definite no about the bill as it was asked for: nothing was made, and repeating the same thing never makes
 * anything (docs/WECHAT.md 3.5). PARAM_ERROR: a field is wrong. INVALID_REQUEST: a rule of the product forbids it (scene,
 * perception, single limit). NO_AUTH: the product or our IP address is not allowed. USER_ERROR: WeChat says the merchant
 * may not pay.
 *
 * Every other code leaves the bill open. NOT_ENOUGH and FREQUENCY_LIMITED: the same number goes through later.
 * ALREADY_EXISTS: a bill of this number stands, so it may be paid. SIGN_ERROR: our key or clock is wrong, the bill is
 * not. A code of tomorrow: WeChat says never to change the number on one.
 */
const DEFINITE = new Set(["PARAM_ERROR", "INVALID_REQUEST", "NO_AUTH", "USER_ERROR"]);

function readOwn(
  outBillNo: string,
  read: (body: JsonObject) => TransferFact | null,
): (body: JsonObject | null) => TransferFact | null {
  return (body) => {
    const fact = body === null ? null : read(body);
    return fact?.outBillNo === outBillNo ? fact : null;
  };
}

function billPath(outBillNo: string): string {
  return `${BILLS}/out-bill-no/${encodeURIComponent(outBillNo)}`;
}

/**
 * Opens a transfer bill (商家转账, docs/WECHAT.md 3.2). `ok` means the bill stands: money moves only after the person has
 * confirmed, and `packageInfo` is what the confirmation needs. The same number with the same parameters answers the
 * bill that stands, with its package while it waits, so a lost answer is recovered by repeating.
 *
 * Refusals: PARAM_ERROR, INVALID_REQUEST, NO_AUTH, USER_ERROR. Everything else is `unknown` and keeps its number; its
 * `code` tells a short balance (NOT_ENOUGH) apart. A refusal speaks of this try only: where an earlier try of the same
 * number ended unknown, ask before believing that no bill stands.
 * @throws RangeError for a userName beyond 214 bytes
 */
export async function transfer(merchant: Merchant, ask: Transfer): Promise<Answer<TransferFact>> {
  const { config, keys } = merchant;
  const key = keys.platformKeys.get(config.publicKeyId);
  if (ask.userName !== undefined && key === undefined) return unknown("no_public_key");
  const answer = await callPay(merchant, "POST", BILLS, {
    appid: config.appid,
    out_bill_no: ask.outBillNo,
    transfer_scene_id: ask.sceneId,
    openid: ask.openid,
    ...(ask.userName === undefined || key === undefined ? {} : { user_name: sealField(key, ask.userName) }),
    transfer_amount: toWire(ask.amountFen),
    transfer_remark: fitText(ask.remark, 32) || ask.outBillNo,
    notify_url: ask.notifyUrl,
    ...(ask.perception === undefined ? {} : { user_recv_perception: ask.perception }),
    transfer_scene_report_infos: ask.reportInfos.map(({ infoType, infoContent }) => ({
      info_type: infoType,
      info_content: fitText(infoContent, 32),
    })),
  });
  if (answer.kind === "refused" && !DEFINITE.has(answer.code))
    return unknown(`http_${answer.httpStatus} ${answer.code}`, answer.code);
  return readAnswer(answer, readOwn(ask.outBillNo, readTransfer));
}

/**
 * Asks about a bill by our number (docs/WECHAT.md 3.6); WeChat answers for 30 days. Refused with `httpStatus` 404
 * (NOT_FOUND) where it knows no such bill. That is no proof that nothing was paid: just after an answer was lost the
 * bill may not be visible yet, and a bill older than 30 days is not shown any more. `packageInfo` is always null here.
 */
export async function queryTransfer(merchant: Merchant, outBillNo: string): Promise<Answer<TransferFact>> {
  const answer = await callPay(merchant, "GET", billPath(outBillNo));
  return readAnswer(
    answer,
    readOwn(outBillNo, (body) => readWholeTransfer(merchant.config, body)),
  );
}

/** What WeChat says to a cancellation: CANCELING is not over yet, ask until the bill is final. */
export interface TransferCancel {
  outBillNo: string;
  transferBillNo: string;
  state: "CANCELING" | "CANCELLED";
  updateTime: Date | null;
}

function readCancel(fact: TransferFact): TransferCancel | null {
  const { outBillNo, transferBillNo, state, updateTime } = fact;
  if (state !== "CANCELING" && state !== "CANCELLED") return null;
  return { outBillNo, transferBillNo, state, updateTime };
}

/**
 * Takes a bill back while the person has not confirmed it (docs/WECHAT.md 3.7); may be repeated. Refused with
 * INVALID_REQUEST where it is too late: ask what became of the bill. 404 as in queryTransfer.
 */
export async function cancelTransfer(merchant: Merchant, outBillNo: string): Promise<Answer<TransferCancel>> {
  const answer = await callPay(merchant, "POST", `${billPath(outBillNo)}/cancel`, {});
  const fact = readAnswer(answer, readOwn(outBillNo, readTransfer));
  if (fact.kind !== "ok") return fact;
  const cancel = readCancel(fact.value);
  return cancel === null ? unknown(`state_${fact.value.state}`) : ok(cancel);
}
