import { type Unknown, unknown } from "./answer.ts";

/** WeChat answers within a second or two; after this long the outcome is unknown. Milliseconds. */
const TIMEOUT_MS = 8_000;
/** Pay asks for a non-empty User-Agent (docs/WECHAT.md 2.1). */
const USER_AGENT = `banyan/0.1 node/${process.versions.node}`;

export interface Reply {
  kind: "reply";
  status: number;
  headers: Headers;
  /** The bytes as they came: signatures are over these. */
  body: Buffer;
}

export interface Outgoing {
  method: "GET" | "POST";
  url: URL;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * One request, one answer or none; the time covers connecting, the head and the whole body. Redirects are not
 * followed: WeChat sends none, and a signature holds for one path. Errors keep only their code, because addresses of
 * api.weixin.qq.com carry the secret and the token.
 */
export async function send(request: Outgoing, timeoutMs = TIMEOUT_MS): Promise<Reply | Unknown> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { Accept: "application/json", "User-Agent": USER_AGENT, ...request.headers },
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const body = Buffer.from(await response.arrayBuffer());
    return { kind: "reply", status: response.status, headers: response.headers, body };
  } catch (error) {
    return unknown(failureWord(error));
  }
}

function failureWord(error: unknown): string {
  if (!(error instanceof Error)) return "network";
  if (error.name === "TimeoutError") return "timeout";
  const cause = error.cause;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? `network ${code}` : "network";
}
