import { randomBytes } from "node:crypto";
import type { Exchange } from "../http.ts";
import type { Platform } from "../platform.ts";
import { refuse, type WeixinAnswer } from "../weixin/answer.ts";
import { findCode, findUser, insertCode, spendCode } from "./store.ts";

/** A login code is good for five minutes, once (docs/WECHAT.md 1.1). */
const CODE_LIFE_MS = 5 * 60_000;

/** Issues a login code as `wx.login` does. */
export function login(platform: Platform, openid: string): string {
  if (findUser(platform.database, openid) === undefined) throw new RangeError(`no user ${openid}`);
  return insertCode(platform.database, openid, platform.clock.now());
}

/** GET /sns/jscode2session */
export function code2Session(platform: Platform, exchange: Exchange): WeixinAnswer {
  const { query } = exchange;
  const { credentials } = platform.keys;
  if (exchange.method !== "GET") return refuse(43001, "require GET method");
  if (query.get("appid") !== credentials.appid) return refuse(40013, "invalid appid");
  if (query.get("secret") !== credentials.secret) return refuse(40125, "invalid appsecret");
  if (query.get("grant_type") !== "authorization_code") return refuse(40002, "invalid grant_type");
  const given = query.get("js_code");
  if (!given) return refuse(41008, "missing code");
  const code = findCode(platform.database, given);
  const now = platform.clock.now();
  if (code === undefined || now > code.created_at + CODE_LIFE_MS) return refuse(40029, "invalid code");
  if (code.used_at !== null) return refuse(40163, "code been used");
  const sessionKey = randomBytes(16).toString("base64");
  spendCode(platform.database, code, now, sessionKey);
  const user = findUser(platform.database, code.openid);
  return { session_key: sessionKey, openid: code.openid, unionid: user?.unionid };
}
