import { joinKeptCart } from "../cart/kept-cart.ts";
import { send } from "../http/send.ts";
import type { Out } from "../http/types.ts";
import { tellKept } from "../share/arrival.ts";
import { shopInfo } from "../shop/shop-info.ts";
import { agreedVersion, needConsent } from "./consent.ts";
import { dropIntent, hasIntent, keepIntent, takeIntent } from "./intent.ts";
import { readToken, saveToken } from "./token.ts";
import { loginCode, loginCodeHere } from "./wechat.ts";

/** The intent of signing in and nothing more. */
const ONLY = { name: "sign_in", data: {} };

let inFlight: Promise<string> | null = null;
/** Resolves when a browser that comes back from the demo's WeChat has been signed in, or has not. */
let arrival: Promise<void> = Promise.resolve();

/**
 * The token, signing in first where needed: the consent sheet once per version of the privacy text, then silently by
 * WeChat's code. Call it at the first personal action, never to look around. `intent` is what resumeIntent() gives back
 * where the browser had to leave for it. Throws Refusal (sign_in_cancelled …).
 */
export function ensureSignedIn(intent: { name: string; data: unknown } = ONLY): Promise<string> {
  const token = readToken();
  if (token !== null) return Promise.resolve(token);
  inFlight ??= signIn(intent).finally(() => {
    inFlight = null;
  });
  return inFlight;
}

async function signIn(intent: { name: string; data: unknown }): Promise<string> {
  const version = await needConsent(await shopInfo());
  keepIntent(intent.name, intent.data);
  const code = await loginCode();
  // Still here: nothing was left behind.
  dropIntent();
  return exchange(code, version);
}

async function exchange(code: string, privacyVersion: number): Promise<string> {
  const input = { provider: "wechat", code, privacy_version: privacyVersion };
  const { token } = (await send("session.signIn", input, {})) as Out<"session.signIn">;
  // Who recommended the shop is known before the first thing is bought.
  await tellKept(token);
  // What was put aside before signing in is there when the pages look.
  await joinKeptCart(token);
  saveToken(token);
  return token;
}

/** At launch: goes on signing in where the browser left for the demo's WeChat. Who turned back there is left alone. */
export function finishSignIn(): void {
  if (process.env.TARO_ENV !== "h5") return;
  // A page that the browser kept while it was away still waits for an answer that went to the new one.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
  if (readToken() === null && hasIntent()) arrival = arrive();
}

async function arrive(): Promise<void> {
  try {
    const code = await loginCodeHere();
    if (code !== null) await exchange(code, agreedVersion());
    takeIntent(ONLY.name);
  } catch {
    // The next personal action signs in anew, and says what is wrong.
  }
  if (readToken() === null) dropIntent();
}

/** What was about to be done when the browser left to sign in; null where there was nothing, or nobody signed in. */
export async function resumeIntent<T>(name: string): Promise<T | null> {
  await arrival;
  return readToken() === null ? null : takeIntent<T>(name);
}
