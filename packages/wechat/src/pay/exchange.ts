import { type Answer, ok, unknown } from "../answer.ts";
import type { WechatConfig } from "../config.ts";
import { type Reply, send } from "../http.ts";
import { asText, type JsonObject, parseObject } from "../json.ts";
import type { PayKeys } from "./keys.ts";
import { authorization, checkSignature } from "./signature.ts";

/** What every Pay call needs. */
export interface Merchant {
  config: WechatConfig;
  keys: PayKeys;
}

/** Codes that promise nothing, whatever HTTP status carries them. */
const ASK_LATER = new Set([
  "SYSTEM_ERROR",
  "SYSTEMERROR",
  "SERVICE_UNAVAILABLE",
  "BANK_ERROR",
  "RATELIMIT_EXCEEDED",
  "FREQUENCY_LIMITED",
  "FREQUENCY_LIMIT_EXCEED",
]);

/**
 * One signed Pay v3 call. The value is the verified JSON body, or null for 204.
 * @param target path and query, already encoded
 */
export async function callPay(
  merchant: Merchant,
  method: "GET" | "POST",
  target: string,
  body?: object,
): Promise<Answer<JsonObject | null>> {
  const { config, keys } = merchant;
  const url = new URL(target, config.payBase);
  const text = body === undefined ? "" : JSON.stringify(body);
  const signer = { mchid: config.mchid, serial: config.merchantSerial, key: keys.merchantKey };
  const request = {
    method,
    url,
    headers: {
      Authorization: authorization(signer, { method, target: url.pathname + url.search, body: text }),
      "Content-Type": "application/json",
      "Wechatpay-Serial": config.publicKeyId,
    },
    ...(body === undefined ? {} : { body: text }),
  };
  const reply = await send(request, config.patienceMs);
  if (reply.kind === "unknown") return reply;
  return reply.status >= 200 && reply.status < 300 ? accepted(keys, reply) : declined(reply);
}

function accepted(keys: PayKeys, reply: Reply): Answer<JsonObject | null> {
  const problem = checkSignature(keys.platformKeys, (name) => reply.headers.get(name), reply.body);
  if (problem !== null) return unknown(problem);
  if (reply.body.length === 0) return ok(null);
  const body = parseObject(reply.body);
  return body === null ? unknown("bad_body") : ok(body);
}

/**
 * Only a 4xx that carries WeChat's own envelope is a definite no: the 403 page of some proxy on the way says nothing
 * about the payment. WeChat's own libraries check no signature here either (docs/WECHAT.md 2.3).
 */
function declined(reply: Reply): Answer<never> {
  const { status } = reply;
  const body = parseObject(reply.body);
  const code = asText(body?.["code"]);
  if (code === null) return unknown(`http_${status}`);
  if (status < 400 || status >= 500 || status === 408 || status === 429)
    return unknown(`http_${status}`, code);
  if (ASK_LATER.has(code)) return unknown(`http_${status} ${code}`, code);
  const message = body?.["message"];
  return { kind: "refused", code, message: typeof message === "string" ? message : "", httpStatus: status };
}
