import { randomBytes } from "node:crypto";
import { type Answer, type Exchange, reply } from "../http.ts";
import { closeTransaction } from "../payment/close.ts";
import { prepay } from "../payment/prepay.ts";
import { queryByTradeNumber, queryByTransactionId } from "../payment/query.ts";
import type { Platform } from "../platform.ts";
import { createRefund } from "../refund/create.ts";
import { queryRefund } from "../refund/query.ts";
import { type SigningKey, signedHeaders } from "../signature.ts";
import { cancelTransfer } from "../transfer/cancel.ts";
import { createTransfer, refuseBatch } from "../transfer/create.ts";
import { queryByOutBillNumber, queryByTransferBillNumber } from "../transfer/query.ts";
import { answeringKey, authorize, checkHeaders } from "./authorization.ts";
import { PayRefusal, parameterError } from "./refusal.ts";

/** What a merchant handler returns: 200 with a body, or undefined for 204. */
export type MerchantHandler = (platform: Platform, exchange: Exchange, number: string) => object | undefined;

const ROUTES: readonly { method: string; pattern: RegExp; handle: MerchantHandler }[] = [
  { method: "POST", pattern: /^\/v3\/pay\/transactions\/jsapi$/, handle: prepay },
  { method: "GET", pattern: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/, handle: queryByTradeNumber },
  { method: "GET", pattern: /^\/v3\/pay\/transactions\/id\/([^/]+)$/, handle: queryByTransactionId },
  {
    method: "POST",
    pattern: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/,
    handle: closeTransaction,
  },
  { method: "POST", pattern: /^\/v3\/refund\/domestic\/refunds$/, handle: createRefund },
  { method: "GET", pattern: /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/, handle: queryRefund },
  { method: "POST", pattern: /^\/v3\/transfer\/batches$/, handle: refuseBatch },
  { method: "POST", pattern: /^\/v3\/fund-app\/mch-transfer\/transfer-bills$/, handle: createTransfer },
  {
    method: "GET",
    pattern: /^\/v3\/fund-app\/mch-transfer\/transfer-bills\/out-bill-no\/([^/]+)$/,
    handle: queryByOutBillNumber,
  },
  {
    method: "GET",
    pattern: /^\/v3\/fund-app\/mch-transfer\/transfer-bills\/transfer-bill-no\/([^/]+)$/,
    handle: queryByTransferBillNumber,
  },
  {
    method: "POST",
    pattern: /^\/v3\/fund-app\/mch-transfer\/transfer-bills\/out-bill-no\/([^/]+)\/cancel$/,
    handle: cancelTransfer,
  },
];

function requestId(number: number): string {
  return `08${randomBytes(16).toString("hex").toUpperCase()}-${number}`;
}

function decodeNumber(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw parameterError("path", text, "路径参数编码有误", "path");
  }
}

/** Bytes are signed as they are sent; a 204 signs its empty body. */
function signedAnswer(platform: Platform, signer: SigningKey, result: object | undefined): Answer {
  const body = result === undefined ? "" : JSON.stringify(result);
  const headers: Record<string, string> = {
    ...signedHeaders(body, signer, platform.clock.seconds()),
    "Request-ID": requestId(0),
  };
  if (result !== undefined) headers["Content-Type"] = "application/json; charset=utf-8";
  return { kind: "reply", status: result === undefined ? 204 : 200, headers, body };
}

/** A refusal as Pay v3 writes it, unsigned. */
export function refusalAnswer(refusal: PayRefusal): Answer {
  const body: Record<string, unknown> = { code: refusal.code, message: refusal.message };
  if (refusal.detail !== undefined) body["detail"] = refusal.detail;
  return reply(refusal.status, "application/json; charset=utf-8", JSON.stringify(body), {
    "Request-ID": requestId(refusal.number),
  });
}

/** The 500 of Pay v3: repeat with the same parameters. */
export function systemError(): PayRefusal {
  return new PayRefusal(500, "SYSTEM_ERROR", "系统异常，请稍后重试");
}

function route(platform: Platform, exchange: Exchange): object | undefined {
  for (const { method, pattern, handle } of ROUTES) {
    const match = method === exchange.method ? pattern.exec(exchange.path) : null;
    if (match !== null) return handle(platform, exchange, decodeNumber(match[1] ?? ""));
  }
  // GET /v3/certificates ends here on purpose: a merchant in pure public-key mode gets 404 (docs/WECHAT.md 2.4).
  throw new PayRefusal(404, "RESOURCE_NOT_EXISTS", "资源不存在");
}

/** Answers one request of the api.mch.weixin.qq.com surface. */
export function answerMerchant(platform: Platform, exchange: Exchange): Answer {
  const { faults } = platform;
  const hit = (name: Parameters<typeof faults.take>[0]) => faults.take(name, exchange.subject) !== undefined;
  try {
    if (hit("timeout_before_commit")) return { kind: "hold" };
    if (hit("error_500_before_commit")) throw systemError();
    if (hit("rate_limit_429"))
      throw new PayRefusal(429, "RATELIMIT_EXCEEDED", "请求频率超限，请降低调用频率");
    checkHeaders(exchange);
    authorize(platform, exchange);
    const signer = answeringKey(platform, exchange);
    if (exchange.method === "GET" && exchange.body.length > 0)
      throw parameterError("/", undefined, "GET请求不应有请求体");
    const result = route(platform, exchange);
    platform.scheduler.wake();
    if (hit("timeout_after_commit")) return { kind: "hold" };
    if (hit("error_500_after_commit")) throw systemError();
    return signedAnswer(platform, signer, result);
  } catch (error) {
    if (error instanceof PayRefusal) return refusalAnswer(error);
    throw error;
  }
}
