import { constants, privateDecrypt, randomInt } from "node:crypto";
import { compactTime } from "../clock.ts";
import type { Exchange } from "../http.ts";
import { findUser } from "../identity/store.ts";
import { answeringKey } from "../merchant/authorization.ts";
import { canonical, checkNotifyUrl, type Fields, type Parsed, parseBody } from "../merchant/fields.ts";
import { invalidRequest, PayRefusal, parameterError } from "../merchant/refusal.ts";
import type { Platform } from "../platform.ts";
import { merchantBalance } from "./account.ts";
import { SCENES, transferRules } from "./rules.ts";
import { askToConfirm, commitConfirm, exceedsUserDay, promisedToday, stepEnd } from "./settle.ts";
import { findTransfer, insertTransfer, type Transfer } from "./store.ts";
import { createdView } from "./view.ts";

/** Amounts of docs/WECHAT.md 3.2 and 3.10, fen. */
const MIN_FEN = 10;
const NAME_FROM_FEN = 200_000;
const NO_NAME_BELOW_FEN = 30;
const RED_PACKET_MAX_FEN = 20_000;

/** Fields of a transfer bill (docs/WECHAT.md 3.2). */
const FIELDS = {
  appid: { type: "string", max: 32, required: true },
  out_bill_no: { type: "string", max: 32, pattern: /^[0-9A-Za-z]+$/, required: true },
  transfer_scene_id: { type: "string", max: 36, pattern: /^\d+$/, required: true },
  openid: { type: "string", max: 64, required: true },
  user_name: { type: "string", max: 1024 },
  transfer_amount: { type: "integer", min: 1, required: true },
  transfer_remark: { type: "string", max: 32, required: true },
  notify_url: { type: "string", max: 256 },
  user_recv_perception: { type: "string", max: 32 },
  user_recv_style: {
    type: "object",
    fields: { type: { type: "string", max: 32, oneOf: ["CONFIRM_PAGE", "RED_PACKET"], required: true } },
  },
  transfer_scene_report_infos: {
    type: "array",
    max: 10,
    of: {
      type: "object",
      fields: {
        info_type: { type: "string", max: 15, required: true },
        info_content: { type: "string", max: 32, required: true },
      },
    },
  },
} as const satisfies Fields;

type TransferBody = Parsed<typeof FIELDS>;

function checkScene(platform: Platform, body: TransferBody): void {
  const scene = SCENES[body.transfer_scene_id];
  if (scene === undefined || !transferRules(platform.database).scenes.includes(body.transfer_scene_id))
    throw invalidRequest("该转账场景不可用");
  const rows = body.transfer_scene_report_infos;
  const field = "/transfer_scene_report_infos";
  if (rows === undefined) throw parameterError(field, undefined, "需传入转账场景报备信息");
  const given = rows.map((row) => row.info_type).sort();
  if (given.join() !== [...scene.rows].sort().join())
    throw parameterError(field, undefined, "未传入完整且对应的转账场景报备信息");
  const perception = body.user_recv_perception;
  if (perception !== undefined && !scene.perceptions.includes(perception))
    throw invalidRequest("暂不支持展示当前传入的用户收款感知");
}

function checkParties(platform: Platform, body: TransferBody): void {
  if (body.appid !== platform.keys.credentials.appid)
    throw parameterError("/appid", body.appid, "商户号与appid不匹配，请检查后再试");
  if (findUser(platform.database, body.openid) === undefined)
    throw parameterError("/openid", body.openid, "无效的openid");
  if (body.notify_url !== undefined) checkNotifyUrl(body.notify_url);
}

/** The payee's name, decrypted with the key the request names; undefined where none was sent (docs/WECHAT.md 2.5, 3.2). */
function readUserName(platform: Platform, exchange: Exchange, body: TransferBody): string | undefined {
  const { user_name: sealed, transfer_amount: amount } = body;
  if (sealed === undefined) {
    if (amount >= NAME_FROM_FEN)
      throw parameterError("/user_name", undefined, "转账金额大于等于2000元时，需传入收款用户姓名");
    return undefined;
  }
  if (amount < NO_NAME_BELOW_FEN)
    throw parameterError("/user_name", undefined, "转账金额小于0.3元时，不支持传入收款用户姓名");
  if (exchange.header("wechatpay-serial") === "")
    throw parameterError("Wechatpay-Serial", undefined, "敏感信息加密需传入Wechatpay-Serial", "header");
  const { key } = answeringKey(platform, exchange);
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const bytes = privateDecrypt({ key, padding, oaepHash: "sha1" }, Buffer.from(sealed, "base64"));
    const name = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (name.trim() !== "") return name;
  } catch {
    // Falls through: an unreadable name is answered like an empty one.
  }
  throw parameterError("/user_name", undefined, "收款用户姓名解密失败");
}

function checkAmount(platform: Platform, body: TransferBody): void {
  const rules = transferRules(platform.database);
  const amount = body.transfer_amount;
  const packet = body.user_recv_style?.type === "RED_PACKET" && amount > RED_PACKET_MAX_FEN;
  if (amount < MIN_FEN || amount > rules.single_max || packet)
    throw invalidRequest("超过单笔转账上下限，核实产品设置是否准确");
  if (promisedToday(platform) + amount > rules.merchant_day_max)
    throw new PayRefusal(403, "QUOTA_EXCEED", "超过商户单日转账额度");
}

/** HTTP status of a refusal told by a fault. */
function toldRefusal(code: string): PayRefusal {
  const status = /^FREQUENCY|^RATELIMIT/.test(code)
    ? 429
    : code === "SYSTEM_ERROR"
      ? 500
      : /^NO_AUTH$|^NOT_ENOUGH$/.test(code)
        ? 403
        : 400;
  return new PayRefusal(status, code, "请求被拒绝");
}

function newTransfer(
  platform: Platform,
  exchange: Exchange,
  body: TransferBody,
  more: { userName: string | undefined; parameters: string },
): Transfer {
  const now = platform.clock.now();
  const serial = `${randomInt(1e9)}`.padStart(9, "0") + `${randomInt(1e5)}`.padStart(5, "0");
  const once = platform.faults.take("package_info_once", exchange.subject) !== undefined;
  return {
    out_bill_no: body.out_bill_no,
    transfer_bill_no: `133000007110099999118${compactTime(now).slice(0, 8)}${serial}`,
    openid: body.openid,
    amount: body.transfer_amount,
    scene_id: body.transfer_scene_id,
    remark: body.transfer_remark,
    perception: body.user_recv_perception ?? null,
    report: JSON.stringify(body.transfer_scene_report_infos),
    user_name: more.userName ?? null,
    parameters: more.parameters,
    notify_url: body.notify_url ?? null,
    created_at: now,
    updated_at: now,
    state: "ACCEPTED",
    fail_reason: null,
    package_info: null,
    package_left: once ? 1 : null,
    expires_at: null,
    funded: 0,
    due_at: stepEnd(platform),
    outcome: null,
  };
}

/** A new bill is asked about at once where nothing stands in its way; else it stays ACCEPTED until its next step. */
function begin(platform: Platform, transfer: Transfer, slow: boolean): Transfer {
  insertTransfer(platform.database, transfer);
  const short = merchantBalance(platform.database) < transfer.amount;
  return slow || short || exceedsUserDay(platform, transfer) ? transfer : askToConfirm(platform, transfer);
}

/** Parameters of a request in one form: the name decrypted, because its cipher text differs each time. */
export function transferParameters(body: object, userName: string | undefined): string {
  return canonical({ ...body, user_name: userName });
}

/**
 * POST /v3/fund-app/mch-transfer/transfer-bills. The same number with the same parameters answers the bill that stands,
 * other parameters are refused: a new number is a new transfer.
 */
export function createTransfer(platform: Platform, exchange: Exchange): object {
  const { database, faults } = platform;
  const body = parseBody(exchange.body, FIELDS);
  checkParties(platform, body);
  checkScene(platform, body);
  const userName = readUserName(platform, exchange, body);
  const parameters = transferParameters(body, userName);
  const known = findTransfer(database, body.out_bill_no);
  if (known !== undefined) {
    if (known.parameters !== parameters)
      throw new PayRefusal(400, "ALREADY_EXISTS", "单号已存在但信息不一致，请查单后比较确认");
    return createdView(platform, known);
  }
  checkAmount(platform, body);
  const told = faults.take("transfer_refused", exchange.subject);
  if (told !== undefined) throw toldRefusal(told.reason ?? "NO_AUTH");
  if (faults.take("not_enough", exchange.subject) !== undefined)
    throw new PayRefusal(403, "NOT_ENOUGH", "运营账户余额不足，请充值后使用原单号重新发起");
  const slow = faults.take("transfer_slow", exchange.subject) !== undefined;
  const fresh = newTransfer(platform, exchange, body, { userName, parameters });
  const transfer = database.transaction(() => begin(platform, fresh, slow));
  const waits = transfer.state === "WAIT_USER_CONFIRM";
  if (waits && faults.take("transfer_paid_unheard", exchange.subject) !== undefined) {
    commitConfirm(platform, transfer);
    faults.arm({ name: "timeout_after_commit", match: body.out_bill_no });
  }
  return createdView(platform, transfer);
}

/** POST /v3/transfer/batches, the product before this one: closed to new merchants (docs/WECHAT.md 3.1). */
export function refuseBatch(): never {
  throw new PayRefusal(403, "NO_AUTH", "商户未开通此产品权限");
}
