import type { Answer, Exchange } from "../http.ts";
import type { DemoUser } from "../identity/demo-user.ts";
import { findUser } from "../identity/store.ts";
import type { Platform } from "../platform.ts";

const COOKIE = "wx_sim_user";

/** Whose phone this browser is, by cookie. */
export function visitor(platform: Platform, exchange: Exchange): DemoUser | undefined {
  const match = new RegExp(`(?:^|;\\s*)${COOKIE}=([0-9A-Za-z]{1,64})(?:;|$)`).exec(exchange.header("cookie"));
  return match?.[1] === undefined ? undefined : findUser(platform.database, match[1]);
}

/** The cookie that makes this browser the phone of `user`. */
export function visitorCookie(user: DemoUser): string {
  return `${COOKIE}=${user.openid}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`;
}

/** A path of this origin to go back to; anything else becomes `fallback`. */
export function safeBack(given: string | null, fallback: string): string {
  if (given === null || !/^\/(?!\/)[^\\\u0000-\u001f\u007f]*$/.test(given)) return fallback;
  return given;
}

/** Sends the browser elsewhere on this origin by GET. A path may hold Chinese; a header may not. */
export function redirect(location: string, cookie?: string): Answer {
  const ascii = location.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
  const headers: Record<string, string> = { Location: ascii, "Cache-Control": "no-store" };
  if (cookie !== undefined) headers["Set-Cookie"] = cookie;
  return { kind: "reply", status: 303, headers, body: "" };
}

/**
 * Appends `<name>=<result>` to a path, replacing an earlier one. A hash router (`/#/pages/…`) reads its
 * parameters behind the `#`, so there it goes behind the `#`.
 */
export function withResult(back: string, name: "pay" | "transfer" | "phone", result: string): string {
  const mark = back.indexOf("#");
  const routed = mark >= 0 && back[mark + 1] === "/";
  const [target, rest] = mark < 0 || routed ? [back, ""] : [back.slice(0, mark), back.slice(mark)];
  const question = target.indexOf("?", routed ? mark : 0);
  const path = question < 0 ? target : target.slice(0, question);
  const kept = question < 0 ? [] : target.slice(question + 1).split("&");
  const query = kept.filter((part) => part !== "" && part !== name && !part.startsWith(`${name}=`));
  return `${path}?${[...query, `${name}=${result}`].join("&")}${rest}`;
}

/** `withResult` of the cashier. */
export function withPayResult(back: string, result: "success" | "cancel" | "fail"): string {
  return withResult(back, "pay", result);
}
