import { type Answer, readAnswer } from "../answer.ts";
import type { WechatConfig } from "../config.ts";
import { asText } from "../json.ts";
import { callApi } from "./call.ts";

export interface LoginSession {
  openid: string;
  /** Only where the mini program is bound to a 开放平台 account. */
  unionid?: string;
  /** Stays on the server. */
  sessionKey: string;
}

/**
 * code2Session (docs/WECHAT.md 1.1). A code lives five minutes and works once. Refusals: 40029 code invalid, 40163 code
 * used, 40226 high-risk person, 40125 wrong secret, 40013 wrong appid.
 */
export async function codeToSession(config: WechatConfig, code: string): Promise<Answer<LoginSession>> {
  const url = new URL("/sns/jscode2session", config.apiBase);
  url.search = new URLSearchParams({
    appid: config.appid,
    secret: config.secret,
    js_code: code,
    grant_type: "authorization_code",
  }).toString();
  return readAnswer(await callApi({ method: "GET", url }), (body) => {
    const openid = asText(body["openid"]);
    const sessionKey = asText(body["session_key"]);
    const unionid = asText(body["unionid"]);
    if (openid === null || sessionKey === null) return null;
    return unionid === null ? { openid, sessionKey } : { openid, unionid, sessionKey };
  });
}
