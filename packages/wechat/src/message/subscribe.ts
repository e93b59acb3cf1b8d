import { type Answer, ok } from "../answer.ts";
import type { WechatConfig } from "../config.ts";
import { callApi } from "../login/call.ts";
import { callWithToken, type TokenSource } from "../login/token.ts";
import { fitText, plainText } from "../text.ts";

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** Page of the mini program, no leading slash. */
  page?: string;
  /** Template key (thing1, amount2, …) → text. */
  data: Record<string, string>;
}

/**
 * Text kinds are cut to their limits (docs/WECHAT.md 5.3). Numbers, amounts, times and codes are sent as they are: cut,
 * they would say something else, and 47003 names the field.
 */
function fitField(key: string, text: string): string {
  const kind = key.replace(/\d+$/, "");
  if (kind === "thing") return fitText(text, 20) || "-";
  if (kind === "phrase") return plainText(text).slice(0, 5);
  if (kind === "name") return plainText(text).slice(0, /^[\x20-\x7e]*$/.test(text) ? 20 : 10);
  return text;
}

/**
 * Sends one subscribe message; one accept of the person is worth one message. Refusals: 43101 not subscribed or used
 * up, 40003 openid, 40037 template, 47003 a field, 41030 page. A token WeChat no longer takes is renewed once.
 */
export async function sendSubscribeMessage(
  config: WechatConfig,
  tokens: TokenSource,
  message: SubscribeMessage,
): Promise<Answer<null>> {
  const body = {
    touser: message.openid,
    template_id: message.templateId,
    ...(message.page === undefined ? {} : { page: message.page }),
    data: Object.fromEntries(
      Object.entries(message.data).map(([key, text]) => [key, { value: fitField(key, text) }]),
    ),
    miniprogram_state: "formal",
    lang: "zh_CN",
  };
  const answer = await callWithToken(tokens, (token) => {
    const url = new URL("/cgi-bin/message/subscribe/send", config.apiBase);
    url.searchParams.set("access_token", token);
    return callApi({ method: "POST", url, body });
  });
  return answer.kind === "ok" ? ok(null) : answer;
}
