import { type Answer, type Exchange, json, reply } from "../http.ts";
import { code2Session } from "../identity/code2session.ts";
import { getUserPhoneNumber } from "../identity/phone.ts";
import { sendSubscribeMessage } from "../notice/send.ts";
import type { Platform } from "../platform.ts";
import { checkText } from "../review/text-check.ts";
import { stableToken } from "../token/stable-token.ts";
import { refuse, type WeixinAnswer, WeixinPicture } from "./answer.ts";
import { unlimitedCode } from "./unlimited-code.ts";

const ROUTES: Record<string, (platform: Platform, exchange: Exchange) => WeixinAnswer | WeixinPicture> = {
  "/sns/jscode2session": code2Session,
  "/cgi-bin/stable_token": stableToken,
  "/cgi-bin/message/subscribe/send": sendSubscribeMessage,
  "/wxa/business/getuserphonenumber": getUserPhoneNumber,
  "/wxa/getwxacodeunlimit": unlimitedCode,
  "/wxa/msg_sec_check": checkText,
};

/** True for the paths of api.weixin.qq.com that are built. */
export function isWeixinPath(path: string): boolean {
  return Object.hasOwn(ROUTES, path);
}

const UNAVAILABLE: Answer = reply(500, "text/plain", "Internal Server Error");

/** Answers one request of the api.weixin.qq.com surface. Refusals are HTTP 200 with an errcode. */
export function answerWeixin(platform: Platform, exchange: Exchange): Answer {
  const { faults } = platform;
  const hit = (name: Parameters<typeof faults.take>[0]) => faults.take(name, exchange.subject) !== undefined;
  const handle = ROUTES[exchange.path];
  if (handle === undefined) return reply(404, "text/plain", "404 Not Found");
  if (hit("timeout_before_commit")) return { kind: "hold" };
  if (hit("error_500_before_commit")) return UNAVAILABLE;
  if (hit("rate_limit_429"))
    return json(200, refuse(45011, "api minute-quota reach limit, must slower, retry next minute"));
  if (hit("code_busy")) return json(200, refuse(-1, "system error"));
  const answer = handle(platform, exchange);
  if (hit("timeout_after_commit")) return { kind: "hold" };
  if (hit("error_500_after_commit")) return UNAVAILABLE;
  return answer instanceof WeixinPicture ? reply(200, "image/png", answer.png) : json(200, answer);
}
