import { type Answer, readAnswer } from "../answer.ts";
import type { WechatConfig } from "../config.ts";
import { asObject, asText } from "../json.ts";
import { callApi } from "./call.ts";
import { callWithToken, type TokenSource } from "./token.ts";

export interface PhoneNumber {
  /** Without the country's code. */
  number: string;
  /** "86" */
  countryCode: string;
}

/**
 * The number behind the code of a getPhoneNumber button (docs/WECHAT.md 1.3). A code lives five minutes and works once, and each success is
 * paid for. Refusals: 40029 the code, 40013 the number belongs to another mini program's code.
 */
export function phoneNumber(
  config: WechatConfig,
  tokens: TokenSource,
  code: string,
): Promise<Answer<PhoneNumber>> {
  return callWithToken(tokens, async (token) => {
    const url = new URL("/wxa/business/getuserphonenumber", config.apiBase);
    url.searchParams.set("access_token", token);
    return readAnswer(await callApi({ method: "POST", url, body: { code } }), (body) => {
      const info = asObject(body["phone_info"]);
      const number = asText(info?.["purePhoneNumber"]);
      const mark = asObject(info?.["watermark"]);
      // The document says text, its example shows a number.
      const countryCode = String(info?.["countryCode"] ?? "");
      const good = /^[0-9]{5,15}$/.test(number ?? "") && /^[0-9]{1,4}$/.test(countryCode);
      if (number === null || !good || mark?.["appid"] !== config.appid) return null;
      return { number, countryCode };
    });
  });
}
