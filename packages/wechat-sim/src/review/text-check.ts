import { randomBytes } from "node:crypto";
import { type Exchange, readObject } from "../http.ts";
import { findUser } from "../identity/store.ts";
import type { Platform } from "../platform.ts";
import { checkToken } from "../token/stable-token.ts";
import { refuse, type WeixinAnswer } from "../weixin/answer.ts";

const KEYS = ["content", "version", "scene", "openid", "title", "nickname", "signature"];
const MOST_LETTERS = 2_500;
const FINE = 100;
const OTHER = 21_000;
const NOT_ACTIVE = 61_010;
const MESSAGES: Readonly<Record<number, string>> = {
  61010: "user access rid expired",
  45009: "reach max api daily quota limit",
  87014: "risky content",
};

/** What stands for the many words that WeChat knows: enough to see each outcome in a demo. */
const KNOWN: readonly { word: string; suggest: "review" | "risky"; label: number }[] = [
  { word: "赌博", suggest: "risky", label: 20_006 },
  { word: "色情", suggest: "risky", label: 20_002 },
  { word: "傻瓜", suggest: "review", label: 20_003 },
  { word: "扫码领取", suggest: "review", label: 10_001 },
];

function checkFields(platform: Platform, body: Record<string, unknown>): WeixinAnswer | undefined {
  // An access_token in the body lands here too: it belongs into the address (docs/WECHAT.md 1.2).
  const extra = Object.keys(body).find((key) => !KEYS.includes(key));
  if (extra !== undefined) return refuse(47001, `data format error hint: unknown field ${extra}`);
  const { content, version, scene, openid } = body;
  if (typeof content !== "string" || content === "" || [...content].length > MOST_LETTERS)
    return refuse(44004, "empty content");
  if (version !== 2) return refuse(40097, "invalid args: version");
  if (![1, 2, 3, 4].includes(Number(scene))) return refuse(40097, "invalid args: scene");
  return findUser(platform.database, String(openid ?? "")) ? undefined : refuse(40003, "invalid openid");
}

/** POST /wxa/msg_sec_check, version 2 (docs/WECHAT.md 5.4). */
export function checkText(platform: Platform, exchange: Exchange): WeixinAnswer {
  if (exchange.method !== "POST") return refuse(43002, "require POST method");
  const refusedToken = checkToken(platform, exchange);
  if (refusedToken !== undefined) return refusedToken;
  const body = readObject(exchange);
  if (body === undefined) return refuse(47001, "data format error");
  const refusedField = checkFields(platform, body);
  if (refusedField !== undefined) return refusedField;
  const { faults } = platform;
  const refused = faults.take("text_refused", exchange.subject);
  if (refused) {
    const errcode = Number(refused.reason ?? NOT_ACTIVE);
    return refuse(errcode, MESSAGES[errcode] ?? "refused");
  }
  const told = (["review", "risky"] as const).flatMap((suggest) => {
    const fault = faults.take(`text_${suggest}`, exchange.subject);
    return fault ? [{ suggest, label: Number(fault.reason ?? OTHER) }] : [];
  })[0];
  const found = told ?? KNOWN.find(({ word }) => String(body["content"]).includes(word));
  const result = { suggest: found?.suggest ?? "pass", label: found?.label ?? FINE };
  return {
    errcode: 0,
    errmsg: "ok",
    result,
    detail: [{ strategy: "content_model", errcode: 0, ...result, prob: found ? 90 : 10 }],
    trace_id: randomBytes(16).toString("hex"),
  };
}
