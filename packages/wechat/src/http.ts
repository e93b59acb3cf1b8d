import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { type Unknown, unknown } from "./answer.ts";

/** WeChat answers within a second or two; after this long the outcome is unknown. Milliseconds. */
const TIMEOUT_MS = 8_000;
/** A connection that nobody used for this long is closed before WeChat may close it under a request. Milliseconds. */
const IDLE_MS = 4_000;
/** Pay asks for a non-empty User-Agent (docs/WECHAT.md 2.1). */
const USER_AGENT = `banyan/0.1 node/${process.versions.node}`;
const KEPT = { keepAlive: true, timeout: IDLE_MS };
const PLAIN_AGENT = new http.Agent(KEPT);
const TLS_AGENT = new https.Agent(KEPT);

export interface Reply {
  kind: "reply";
  status: number;
  headers: { get(lowerCaseName: string): string | null };
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
 * api.weixin.qq.com carry the secret and the token. Node's own client and not fetch, which takes three times its CPU
 * (docs/decisions/2026-11-30-cart-to-paid.md).
 */
export async function send(request: Outgoing, timeoutMs = TIMEOUT_MS): Promise<Reply | Unknown> {
  try {
    return await exchange(request, timeoutMs);
  } catch (error) {
    return unknown(failureWord(error));
  }
}

class TimedOut extends Error {}

function exchange(request: Outgoing, timeoutMs: number): Promise<Reply> {
  const { method, url, body } = request;
  const isTls = url.protocol === "https:";
  const headers = {
    Accept: "application/json",
    "User-Agent": USER_AGENT,
    ...request.headers,
    ...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }),
  };
  return new Promise<Reply>((resolve, reject) => {
    const options = { method, headers, agent: isTls ? TLS_AGENT : PLAIN_AGENT };
    const outgoing = (isTls ? https : http).request(url, options, (incoming) => {
      gather(incoming).then((bytes) => {
        clearTimeout(timer);
        resolve({
          kind: "reply",
          status: incoming.statusCode ?? 0,
          headers: { get: (name) => incoming.headers[name]?.toString() ?? null },
          body: bytes,
        });
      }, reject);
    });
    const timer = setTimeout(() => outgoing.destroy(new TimedOut()), timeoutMs);
    outgoing.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    outgoing.end(body);
  });
}

/** @throws where the body ends before it is whole */
function gather(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.once("end", () => resolve(Buffer.concat(chunks)));
    incoming.once("error", reject);
  });
}

function failureWord(error: unknown): string {
  if (error instanceof TimedOut) return "timeout";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? `network ${code}` : "network";
}
