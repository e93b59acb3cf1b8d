import { type Answer, ok, readAnswer } from "../answer.ts";
import type { WechatConfig } from "../config.ts";
import { asText, type JsonObject } from "../json.ts";
import { callApi } from "./call.ts";

/** A token is not used in its last minute: it could end on the way. Milliseconds. */
const MARGIN_MS = 60_000;

interface Token {
  text: string;
  expiresAt: number;
}

export interface TokenSource {
  /** A token believed good. */
  current(): Promise<Answer<string>>;
  /** Another token, after WeChat refused `bad` with 40001 or 42001. */
  renew(bad: string): Promise<Answer<string>>;
}

function readToken(body: JsonObject): Token | null {
  const text = asText(body["access_token"]);
  const seconds = body["expires_in"];
  if (text === null || typeof seconds !== "number" || !(seconds > 0)) return null;
  return { text, expiresAt: Date.now() + seconds * 1000 };
}

/**
 * access_token by stable_token (docs/WECHAT.md 1.2): asking again in normal mode gives the token in force, so several
 * processes may each keep a copy. One request is in flight at a time.
 */
export function createTokenSource(config: WechatConfig): TokenSource {
  let kept: Token | null = null;
  let asking: Promise<Answer<Token>> | null = null;

  async function ask(forceRefresh: boolean): Promise<Answer<Token>> {
    const body = {
      grant_type: "client_credential",
      appid: config.appid,
      secret: config.secret,
      ...(forceRefresh ? { force_refresh: true } : {}),
    };
    const url = new URL("/cgi-bin/stable_token", config.apiBase);
    const answer = readAnswer(await callApi({ method: "POST", url, body }), readToken);
    if (answer.kind === "ok") kept = answer.value;
    return answer;
  }

  /** Force is rationed (20 a day, 30 s apart), so only when normal mode still insists on the refused token. */
  async function replace(bad: string | null): Promise<Answer<Token>> {
    const answer = await ask(false);
    return answer.kind === "ok" && answer.value.text === bad ? ask(true) : answer;
  }

  async function shared(bad: string | null): Promise<Answer<string>> {
    if (kept !== null && kept.text !== bad && kept.expiresAt - MARGIN_MS > Date.now()) return ok(kept.text);
    asking ??= replace(bad).finally(() => {
      asking = null;
    });
    return readAnswer(await asking, (token) => token.text);
  }

  return { current: () => shared(null), renew: (bad) => shared(bad) };
}

/** The token is invalid or no longer the latest; expired (docs/WECHAT.md 1.2). */
const STALE_TOKEN = new Set(["40001", "42001"]);

/** A call that carries the token. A token WeChat no longer takes is renewed once, and the call repeated once. */
export async function callWithToken<T>(
  tokens: TokenSource,
  call: (token: string) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const token = await tokens.current();
  if (token.kind !== "ok") return token;
  const answer = await call(token.value);
  if (answer.kind !== "refused" || !STALE_TOKEN.has(answer.code)) return answer;
  const renewed = await tokens.renew(token.value);
  return renewed.kind === "ok" ? call(renewed.value) : renewed;
}
