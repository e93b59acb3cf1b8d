import { randomBytes } from "node:crypto";
import { compactTime } from "../clock.ts";
import type { Exchange } from "../http.ts";
import { findUser } from "../identity/store.ts";
import { canonical, checkNotifyUrl, type Fields, type Parsed, parseBody } from "../merchant/fields.ts";
import { invalidRequest, PayRefusal, parameterError, signError } from "../merchant/refusal.ts";
import type { Platform } from "../platform.ts";
import { findOrder, insertOrder, insertPrepay, isPaid, type PayOrder } from "./store.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Payable for seven days unless `time_expire` says otherwise; WeChat then closes the order (docs/WECHAT.md 2.7, 2.10). */
const ORDER_LIFE_MS = 7 * DAY;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

const GOODS = {
  merchant_goods_id: { type: "string", max: 32, required: true },
  wechatpay_goods_id: { type: "string", max: 32 },
  goods_name: { type: "string", max: 256 },
  quantity: { type: "integer", min: 1, required: true },
  unit_price: { type: "integer", min: 0, required: true },
} as const satisfies Fields;

const STORE_INFO = {
  id: { type: "string", max: 32, required: true },
  name: { type: "string", max: 256 },
  area_code: { type: "string", max: 32 },
  address: { type: "string", max: 512 },
} as const satisfies Fields;

/** Fields of JSAPI prepay (docs/WECHAT.md 2.7). */
const FIELDS = {
  appid: { type: "string", max: 32, required: true },
  mchid: { type: "string", max: 32, required: true },
  description: { type: "string", max: 127, required: true },
  out_trade_no: { type: "string", max: 32, pattern: /^[0-9A-Za-z_\-|*]{6,32}$/, required: true },
  time_expire: { type: "string", max: 64, pattern: RFC3339 },
  attach: { type: "string", max: 128 },
  notify_url: { type: "string", max: 255, required: true },
  goods_tag: { type: "string", max: 32 },
  limit_pay: { type: "array", max: 1, of: { type: "string", max: 32, oneOf: ["no_credit"] } },
  support_fapiao: { type: "boolean" },
  amount: {
    type: "object",
    required: true,
    fields: {
      total: { type: "integer", min: 1, required: true },
      currency: { type: "string", max: 16, oneOf: ["CNY"] },
    },
  },
  payer: {
    type: "object",
    required: true,
    missingNumber: 268501013,
    fields: { openid: { type: "string", max: 128, required: true, missingNumber: 268501013 } },
  },
  detail: {
    type: "object",
    fields: {
      cost_price: { type: "integer", min: 0 },
      invoice_id: { type: "string", max: 32 },
      goods_detail: { type: "array", max: 6000, of: { type: "object", fields: GOODS } },
    },
  },
  scene_info: {
    type: "object",
    fields: {
      payer_client_ip: { type: "string", max: 45, required: true },
      device_id: { type: "string", max: 32 },
      store_info: { type: "object", fields: STORE_INFO },
    },
  },
  settle_info: { type: "object", fields: { profit_sharing: { type: "boolean" } } },
} as const satisfies Fields;

type PrepayBody = Parsed<typeof FIELDS>;

function checkParties(platform: Platform, body: PrepayBody): void {
  const { credentials } = platform.keys;
  if (body.mchid !== credentials.mchid) throw signError("请求头中的商户号与请求体中的mchid不一致");
  if (body.appid !== credentials.appid) {
    throw new PayRefusal(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配，请检查后再试", 268445527);
  }
  if (findUser(platform.database, body.payer.openid) === undefined) {
    throw parameterError("/payer/openid", body.payer.openid, "无效的openid");
  }
  checkNotifyUrl(body.notify_url);
}

function newOrder(platform: Platform, body: PrepayBody, parameters: string): PayOrder {
  const now = platform.clock.now();
  const asked = body.time_expire === undefined ? now + ORDER_LIFE_MS : Date.parse(body.time_expire);
  if (Number.isNaN(asked)) throw parameterError("/time_expire", body.time_expire, "时间格式应遵循rfc3339");
  // WeChat moves a time outside the window to its edge instead of refusing it.
  const payableUntil = Math.min(Math.max(asked, now + MINUTE), now + 90 * DAY);
  return {
    out_trade_no: body.out_trade_no,
    description: body.description,
    attach: body.attach ?? null,
    notify_url: body.notify_url,
    total: body.amount.total,
    openid: body.payer.openid,
    parameters,
    created_at: now,
    payable_until: payableUntil,
    closes_at: Math.max(payableUntil, now + ORDER_LIFE_MS),
    state: "NOTPAY",
    transaction_id: null,
    paid_at: null,
    paid_total: null,
    paid_by: null,
  };
}

function checkRepeat(platform: Platform, order: PayOrder, parameters: string): void {
  if (order.parameters !== parameters) throw invalidRequest("请求重入时，参数与首次请求时不一致", 268498688);
  if (isPaid(order)) throw new PayRefusal(400, "ORDER_PAID", "该订单已支付", 268498689);
  if (order.state === "CLOSED" || platform.clock.now() > order.payable_until) {
    throw new PayRefusal(400, "ORDER_CLOSED", "该订单已失效", 268447914);
  }
}

/**
 * POST /v3/pay/transactions/jsapi. The same number with the same parameters gives a new prepay id for the same
 * order; anything else is refused.
 */
export function prepay(platform: Platform, exchange: Exchange): object {
  const body = parseBody(exchange.body, FIELDS);
  checkParties(platform, body);
  const parameters = canonical({ ...body, amount: { ...body.amount, currency: "CNY" } });
  return platform.database.transaction(() => {
    const known = findOrder(platform, body.out_trade_no);
    if (known === undefined) insertOrder(platform.database, newOrder(platform, body, parameters));
    else checkRepeat(platform, known, parameters);
    const now = platform.clock.now();
    const prepayId = `wx${compactTime(now)}${randomBytes(10).toString("hex")}`;
    insertPrepay(platform.database, {
      prepay_id: prepayId,
      out_trade_no: body.out_trade_no,
      created_at: now,
    });
    return { prepay_id: prepayId };
  });
}
