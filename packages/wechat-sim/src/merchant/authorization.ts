import type { Exchange } from "../http.ts";
import type { Platform } from "../platform.ts";
import { type SigningKey, verifyText } from "../signature.ts";
import { parameterError, signError } from "./refusal.ts";

/** Largest skew of a request's timestamp, seconds (docs/WECHAT.md 2.2). */
const MAX_SKEW_SECONDS = 300;

const SCHEME = "WECHATPAY2-SHA256-RSA2048";
const ATTRIBUTES = ["mchid", "nonce_str", "signature", "timestamp", "serial_no"] as const;

type Authorization = Record<(typeof ATTRIBUTES)[number], string>;

function parseAuthorization(header: string): Authorization {
  const [scheme, rest] = [header.slice(0, SCHEME.length), header.slice(SCHEME.length)];
  if (scheme !== SCHEME || !rest.startsWith(" "))
    throw signError("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》");
  const found = new Map<string, string>();
  for (const part of rest.trim().split(",")) {
    const match = /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(part);
    if (!match || found.has(match[1] as string)) throw signError("Http头Authorization值格式错误");
    found.set(match[1] as string, match[2] as string);
  }
  if (found.size !== ATTRIBUTES.length || ATTRIBUTES.some((name) => !found.get(name))) {
    throw signError("Http头Authorization值缺少或多出参数");
  }
  return Object.fromEntries(found) as Authorization;
}

function checkNonce(platform: Platform, nonce: string): void {
  const now = platform.clock.seconds();
  const { database } = platform;
  database.run("delete from request_nonce where seen_at < ?", now - 2 * MAX_SKEW_SECONDS);
  if (database.run("insert into request_nonce values (?, ?) on conflict do nothing", nonce, now) === 0) {
    throw signError("随机串nonce_str重复，疑似重放请求");
  }
}

/**
 * Checks a merchant's request exactly: scheme, attributes, known merchant and serial, ±5 min of real time, the
 * signature over the raw target and body, and a nonce never seen before.
 * @throws PayRefusal 401 SIGN_ERROR
 */
export function authorize(platform: Platform, exchange: Exchange): void {
  const { credentials, merchantPublicKey } = platform.keys;
  const given = parseAuthorization(exchange.header("authorization"));
  if (given.mchid !== credentials.mchid) throw signError("商户号不存在");
  if (given.serial_no !== credentials.merchant_serial) throw signError("商户证书序列号有误");
  if (!/^\d{10}$/.test(given.timestamp)) throw signError("时间戳应为10位秒数");
  if (Math.abs(platform.clock.seconds() - Number(given.timestamp)) > MAX_SKEW_SECONDS) {
    throw signError("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟");
  }
  if (!/^[\x21-\x7e]{1,64}$/.test(given.nonce_str)) throw signError("随机串nonce_str格式错误");
  const head = `${exchange.method}\n${exchange.target}\n${given.timestamp}\n${given.nonce_str}\n`;
  const message = Buffer.concat([Buffer.from(head), exchange.body, Buffer.from("\n")]);
  if (!verifyText(message, given.signature, merchantPublicKey)) {
    throw signError("签名错误，请检查后再试", {
      field: "signature",
      issue: "sign not match",
      location: "authorization",
      sign_information: {
        method: exchange.method,
        url: exchange.target,
        truncated_sign_message: head,
        sign_message_length: message.length,
      },
    });
  }
  checkNonce(platform, given.nonce_str);
}

/** Checks the headers Pay v3 insists on (docs/WECHAT.md 2.1). */
export function checkHeaders(exchange: Exchange): void {
  const accept = exchange.header("accept");
  if (exchange.header("user-agent") === "" || accept === "") {
    throw parameterError("Accept", undefined, "Http头缺少Accept或User-Agent", "header");
  }
  if (!/application\/json|\*\/\*/.test(accept))
    throw parameterError("Accept", accept, "Http头Accept应包含application/json", "header");
  const contentType = exchange.header("content-type");
  if (exchange.method !== "GET" && !/^application\/json(;|$)/i.test(contentType)) {
    throw parameterError("Content-Type", contentType, "Http头Content-Type应为application/json", "header");
  }
}

/**
 * The key the answer is signed with: the one the request names in `Wechatpay-Serial`, the public key when it
 * names none (a merchant in pure public-key mode, docs/WECHAT.md 2.4).
 */
export function answeringKey(platform: Platform, exchange: Exchange): SigningKey {
  const named = exchange.header("wechatpay-serial");
  const { publicKeyMode, certificateMode } = platform.keys;
  if (named === "" || named === publicKeyMode.serial) return publicKeyMode;
  if (named === certificateMode.serial) return certificateMode;
  throw parameterError("Wechatpay-Serial", named, "平台证书序列号Wechatpay-Serial错误", "header");
}
