import { randomBytes } from "node:crypto";
import { type Exchange, readObject } from "../http.ts";
import type { Platform } from "../platform.ts";
import { refuse, type WeixinAnswer } from "../weixin/answer.ts";
import { endTokens, findToken, forcedSince, insertToken, newestToken } from "./store.ts";

/** Rules of docs/WECHAT.md 1.2. */
const LIFE_MS = 7200_000;
const RENEWAL_MS = 300_000;
const FORCED_PER_DAY = 20;
const FORCED_APART_MS = 30_000;
const DAY_MS = 24 * 3_600_000;

function issue(platform: Platform, forced: boolean): WeixinAnswer {
  const now = platform.clock.now();
  const token = `${randomBytes(2).readUInt16BE() % 100}_${randomBytes(100).toString("base64url")}`;
  insertToken(platform.database, {
    token,
    issued_at: now,
    expires_at: now + LIFE_MS,
    forced: forced ? 1 : 0,
  });
  return { access_token: token, expires_in: LIFE_MS / 1000 };
}

function forceRefresh(platform: Platform): WeixinAnswer {
  const now = platform.clock.now();
  const earlier = forcedSince(platform.database, now - DAY_MS);
  if (earlier.length >= FORCED_PER_DAY) return refuse(45009, "reach max api daily quota limit");
  if (earlier[0] !== undefined && now - earlier[0] < FORCED_APART_MS)
    return refuse(45011, "api minute-quota reach limit");
  endTokens(platform.database, now);
  return issue(platform, true);
}

/**
 * POST /cgi-bin/stable_token. The current token until its last five minutes; then a new one, while the old one
 * lives out its time. `force_refresh` ends the old one at once.
 */
export function stableToken(platform: Platform, exchange: Exchange): WeixinAnswer {
  if (exchange.method !== "POST") return refuse(43002, "require POST method");
  const body = readObject(exchange);
  if (body === undefined) return refuse(47001, "data format error");
  const known = ["grant_type", "appid", "secret", "force_refresh"];
  if (Object.keys(body).some((name) => !known.includes(name)))
    return refuse(47001, "data format error: unknown field");
  if (body["grant_type"] !== "client_credential") return refuse(40002, "invalid grant_type");
  if (body["appid"] !== platform.keys.credentials.appid) return refuse(40013, "invalid appid");
  if (body["secret"] !== platform.keys.credentials.secret) return refuse(40125, "invalid appsecret");
  const force = body["force_refresh"] ?? false;
  if (typeof force !== "boolean") return refuse(47001, "data format error: force_refresh");
  return platform.database.transaction(() => {
    if (force) return forceRefresh(platform);
    const current = newestToken(platform.database);
    const left = current === undefined ? 0 : current.expires_at - platform.clock.now();
    if (current === undefined || left <= RENEWAL_MS) return issue(platform, false);
    return { access_token: current.token, expires_in: Math.floor(left / 1000) };
  });
}

/** Checks the `access_token` of a call's address; returns the refusal, or undefined when it is good. */
export function checkToken(platform: Platform, exchange: Exchange): WeixinAnswer | undefined {
  const given = exchange.query.get("access_token");
  if (!given) return refuse(41001, "access_token missing");
  const token = findToken(platform.database, given);
  if (token === undefined || platform.faults.take("token_invalid", exchange.subject) !== undefined) {
    return refuse(40001, "invalid credential, access_token is invalid or not latest");
  }
  if (platform.clock.now() < token.expires_at) return undefined;
  const natural = token.expires_at === token.issued_at + LIFE_MS;
  return natural
    ? refuse(42001, "access_token expired")
    : refuse(40001, "invalid credential, access_token is not latest");
}
