import { type Answer, readAnswer } from "../answer.ts";
import type { WechatConfig } from "../config.ts";
import { callApi } from "../login/call.ts";
import { callWithToken, type TokenSource } from "../login/token.ts";

export interface TextCheck {
  /** Must have used the mini program within two hours. */
  openid: string;
  /** 1 资料, 2 评论, 3 论坛, 4 社交日志. */
  scene: 1 | 2 | 3 | 4;
  /** At most 2,500 characters. */
  content: string;
}
export interface TextVerdict {
  suggest: "pass" | "review" | "risky";
  /** 100 is in order; the others say what is not (docs/WECHAT.md 5.4). */
  label: number;
}

const SUGGESTS = ["pass", "review", "risky"] as const;

/**
 * What WeChat thinks of a text. errcode 0 does not mean clean: the verdict does. Refusals: 61010 the person has not been active, 40003
 * openid, 87014 of the former version of this call, which means risky.
 */
export async function checkText(
  config: WechatConfig,
  tokens: TokenSource,
  check: TextCheck,
): Promise<Answer<TextVerdict>> {
  const { openid, scene, content } = check;
  const answer = await callWithToken(tokens, (token) => {
    const url = new URL("/wxa/msg_sec_check", config.apiBase);
    url.searchParams.set("access_token", token);
    return callApi({ method: "POST", url, body: { content, version: 2, scene, openid } });
  });
  return readAnswer(answer, (body) => {
    const { suggest, label } = (body["result"] ?? {}) as { suggest?: unknown; label?: unknown };
    const known = SUGGESTS.find((word) => word === suggest);
    // It is typed as text in the documents and comes as a number.
    const number = Number(label);
    return known && Number.isInteger(number) ? { suggest: known, label: number } : null;
  });
}
