import { createHash, randomBytes } from "node:crypto";
import type { Database } from "../database.ts";
import { type Exchange, readObject } from "../http.ts";
import type { Platform } from "../platform.ts";
import { checkToken } from "../token/stable-token.ts";
import { refuse, type WeixinAnswer } from "../weixin/answer.ts";
import { findUser } from "./store.ts";

/** A phone code is good for five minutes, once, and is no login code (docs/WECHAT.md 1.3). */
const CODE_LIFE_MS = 5 * 60_000;

interface PhoneCode {
  code: string;
  phone: string;
  created_at: number;
  used_at: number | null;
}

/** The number that WeChat knows of a user; the same in every store. */
export function phoneOf(openid: string): string {
  const tail = createHash("sha256").update(`phone ${openid}`).digest().readUInt32BE() % 100_000_000;
  return `138${String(tail).padStart(8, "0")}`;
}

/**
 * Issues what the getPhoneNumber button gives.
 * @param phone another number of theirs than the usual one
 */
export function phoneCode(platform: Platform, openid: string, phone = phoneOf(openid)): string {
  if (findUser(platform.database, openid) === undefined) throw new RangeError(`no user ${openid}`);
  if (!/^1[0-9]{10}$/.test(phone)) throw new RangeError("a mainland number has 11 digits");
  const code = randomBytes(32).toString("hex");
  platform.database.run("insert into phone_code values (?, ?, ?, null)", code, phone, platform.clock.now());
  return code;
}

function findPhoneCode(database: Database, code: string): PhoneCode | undefined {
  return database.row<PhoneCode>("select * from phone_code where code = ?", code);
}

/** POST /wxa/business/getuserphonenumber?access_token= {code} */
export function getUserPhoneNumber(platform: Platform, exchange: Exchange): WeixinAnswer {
  if (exchange.method !== "POST") return refuse(43002, "require POST method");
  const refusedToken = checkToken(platform, exchange);
  if (refusedToken !== undefined) return refusedToken;
  const body = readObject(exchange);
  if (body === undefined) return refuse(47001, "data format error");
  const given = body["code"];
  if (typeof given !== "string" || given === "") return refuse(40029, "invalid code");
  const code = findPhoneCode(platform.database, given);
  const now = platform.clock.now();
  if (code === undefined || code.used_at !== null || now > code.created_at + CODE_LIFE_MS)
    return refuse(40029, "invalid code");
  platform.database.run("update phone_code set used_at = ? where code = ?", now, code.code);
  const { appid } = platform.keys.credentials;
  return {
    errcode: 0,
    errmsg: "ok",
    phone_info: {
      phoneNumber: code.phone,
      purePhoneNumber: code.phone,
      countryCode: 86,
      watermark: { timestamp: Math.floor(now / 1000), appid },
    },
  };
}
