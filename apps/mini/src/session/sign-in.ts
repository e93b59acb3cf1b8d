import { send } from "../http/send.ts";
import type { Out } from "../http/types.ts";
import { shopInfo } from "../shop/shop-info.ts";
import { needConsent } from "./consent.ts";
import { keepIntent, takeIntent } from "./intent.ts";
import { readToken, saveToken } from "./token.ts";
import { loginCode } from "./wechat.ts";

let inFlight: Promise<string> | null = null;
const RETURN = "sign_in";

/**
 * The token, signing in first where needed: the consent sheet once per version of the privacy text, then silently by
 * WeChat's code. Call it at the first personal action, never to look around. Throws Refusal (sign_in_cancelled …).
 */
export function ensureSignedIn(intent?: { name: string; data: unknown }): Promise<string> {
  const token = readToken();
  if (token !== null) return Promise.resolve(token);
  inFlight ??= signIn(intent).finally(() => {
    inFlight = null;
  });
  return inFlight;
}

async function signIn(intent?: { name: string; data: unknown }): Promise<string> {
  const shop = await shopInfo();
  const privacy_version = await needConsent(shop);
  keepIntent(intent?.name ?? RETURN, intent?.data ?? {});
  const code = await loginCode();
  takeIntent(intent?.name ?? RETURN);
  const answer = await send("session.signIn", { provider: "wechat", code, privacy_version }, {});
  const { token } = answer as Out<"session.signIn">;
  saveToken(token);
  return token;
}

/** After the demo's WeChat has asked who this is: goes on signing in where it was left. */
export function finishSignIn(): void {
  if (process.env.TARO_ENV !== "h5" || readToken() !== null) return;
  if (takeIntent(RETURN) !== null) ensureSignedIn().catch(() => undefined);
}
