import type { Answer } from "../answer.ts";
import type { WechatConfig } from "../config.ts";
import { callForPicture, type Picture } from "../login/call.ts";
import { callWithToken, type TokenSource } from "../login/token.ts";

export interface UnlimitedCode {
  /** 1–32 of 0-9A-Za-z!#$&'()*+,/:;=?@-._~ : a short id, never anything about a person. */
  scene: string;
  /** Page of the mini program, no leading slash and no query. */
  page: string;
  /** 280–1280 pixels; 430 unless told. */
  width?: number;
  envVersion?: "release" | "trial" | "develop";
  /** Whether the page must exist in the released version; WeChat's default is yes. */
  checkPath?: boolean;
}

/**
 * A mini program code for a page and a scene (getwxacodeunlimit, docs/WECHAT.md 5.1). It holds for ever and costs nothing,
 * so keep the picture. Refusals: 41030 the page is not released, 40169 the scene, 47001 the body.
 */
export function unlimitedCode(
  config: WechatConfig,
  tokens: TokenSource,
  ask: UnlimitedCode,
): Promise<Answer<Picture>> {
  const body = {
    scene: ask.scene,
    page: ask.page,
    ...(ask.checkPath === undefined ? {} : { check_path: ask.checkPath }),
    ...(ask.envVersion === undefined ? {} : { env_version: ask.envVersion }),
    ...(ask.width === undefined ? {} : { width: ask.width }),
  };
  return callWithToken(tokens, (token) => {
    const url = new URL("/wxa/getwxacodeunlimit", config.apiBase);
    url.searchParams.set("access_token", token);
    return callForPicture({ method: "POST", url, body });
  });
}
