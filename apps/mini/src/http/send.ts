import { routeMap } from "@banyan/contract/route-map.generated.ts";
import Taro from "@tarojs/taro";
import { learnClock } from "./clock.ts";
import { takeEarly } from "./early.ts";
import { localRefusal, Refusal, refusalOf } from "./refusal.ts";
import type { RouteName } from "./types.ts";

export interface Sending {
  token?: string | null | undefined;
  /** Idempotency-Key of a write; the caller keeps it for the retry. */
  requestKey?: string | undefined;
  timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 12_000;
/** Only GETs are asked again by themselves: a write is the person's (and its key's) business. */
const GET_TRIES = 2;

/** One request by its name in the contract. Throws Refusal. */
export async function send(name: RouteName, input: unknown, sending: Sending): Promise<unknown> {
  const [method] = routeMap[name];
  const { url, rest } = addressOf(name, input);
  const tries = method === "GET" ? GET_TRIES : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(url, method, method === "GET" ? undefined : rest, sending);
    } catch (thrown) {
      if (attempt >= tries || !mayPass(thrown)) throw thrown;
    }
  }
}

/** Where a route is asked, and what of the input is left for the body. */
export function addressOf(name: RouteName, input: unknown): { url: string; rest: Record<string, unknown> } {
  const [method, pattern] = routeMap[name];
  const { path, rest } = fillPath(pattern, (input ?? {}) as Record<string, unknown>);
  return { url: API_BASE + path + (method === "GET" ? queryOf(rest) : ""), rest };
}

/** Worth asking again: no answer, or one that says "later". */
function mayPass(thrown: unknown): boolean {
  return thrown instanceof Refusal && (thrown.status === 0 || thrown.status === 502 || thrown.status === 503);
}

async function once(url: string, method: string, body: unknown, sending: Sending): Promise<unknown> {
  const early = method === "GET" ? await takeEarly(url, sending.token ?? null) : null;
  let response = early;
  try {
    response ??= await Taro.request({
      url,
      method: method as keyof Taro.request.Method,
      timeout: sending.timeoutMs ?? TIMEOUT_MS,
      header: headers(sending, body !== undefined),
      ...(body === undefined ? {} : { data: JSON.stringify(body) }),
    });
  } catch (thrown) {
    throw lost(thrown);
  }
  learnClock(headerOf(response.header, "x-business-time"));
  const answer: unknown = response.data;
  if (response.statusCode >= 200 && response.statusCode < 300) {
    if (answer === null || typeof answer !== "object") throw localRefusal("unreadable");
    return answer;
  }
  throw refusalOf(response.statusCode, answer);
}

function headers(sending: Sending, hasBody: boolean): Record<string, string> {
  return {
    "x-client-version": CLIENT_VERSION,
    ...(hasBody ? { "content-type": "application/json" } : {}),
    ...(sending.token ? { authorization: `Bearer ${sending.token}` } : {}),
    ...(sending.requestKey ? { "idempotency-key": sending.requestKey } : {}),
  };
}

/** No answer: WeChat says {errMsg:"request:fail timeout"}, a browser throws TypeError or AbortError. */
function lost(thrown: unknown): Refusal {
  const words = String((thrown as { errMsg?: string } | null)?.errMsg ?? thrown).toLowerCase();
  return localRefusal(words.includes("timeout") || words.includes("abort") ? "timeout" : "offline");
}

/** Header names come in any case on WeChat. */
function headerOf(header: Record<string, unknown> | undefined, name: string): string | undefined {
  const found = Object.entries(header ?? {}).find(([key]) => key.toLowerCase() === name);
  return found === undefined ? undefined : String(found[1]);
}

function fillPath(pattern: string, input: Record<string, unknown>) {
  const rest = { ...input };
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { path, rest };
}

function queryOf(input: Record<string, unknown>): string {
  const pairs = Object.entries(input)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
