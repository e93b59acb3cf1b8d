import type { IncomingMessage, ServerResponse } from "node:http";

/** Bodies beyond this are refused unread; the largest honest one is a few KB. */
export const BODY_LIMIT = 256 * 1024;

/** One request, read whole. */
export interface Exchange {
  method: string;
  /** Path and query exactly as sent: signatures cover these bytes. */
  target: string;
  path: string;
  query: URLSearchParams;
  header(name: string): string;
  body: Buffer;
  /** What faults match against. */
  subject: string;
  remoteAddress: string;
}

/** What a handler answers. `hold` leaves the caller waiting for ever, as a dead network does. */
export type Answer =
  | { kind: "reply"; status: number; headers: Record<string, string | string[]>; body: string | Buffer }
  | { kind: "hold" };

/** A plain answer with a body. */
export function reply(
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Answer {
  return { kind: "reply", status, headers: { "Content-Type": contentType, ...headers }, body };
}

/** A JSON answer. */
export function json(status: number, value: unknown): Answer {
  return reply(status, "application/json; charset=utf-8", JSON.stringify(value));
}

/** Thrown by `readExchange` when the caller sends more than `BODY_LIMIT`. */
export class BodyTooLarge extends Error {}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const announced = Number(request.headers["content-length"] ?? "0");
  if (announced > BODY_LIMIT) throw new BodyTooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT) throw new BodyTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Reads a request whole. */
export async function readExchange(request: IncomingMessage): Promise<Exchange> {
  const target = request.url ?? "/";
  const method = request.method ?? "GET";
  const body = await readBody(request);
  const mark = target.indexOf("?");
  return {
    method,
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1)),
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : (value ?? "");
    },
    body,
    subject: `${method} ${target} ${body.toString("utf8")}`,
    remoteAddress: request.socket.remoteAddress ?? "",
  };
}

/** Reads a JSON object body, or undefined. */
export function readObject(exchange: Exchange): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(exchange.body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes an answer; a held one is left to the caller's own timeout. */
export function writeAnswer(response: ServerResponse, answer: Answer): void {
  if (answer.kind === "hold" || response.destroyed) return;
  const bytes = Buffer.from(answer.body);
  if (answer.status !== 204) response.setHeader("Content-Length", bytes.length);
  response.writeHead(answer.status, answer.headers);
  response.end(answer.status === 204 ? undefined : bytes);
}

/** Loopback, whether written in IPv4, IPv6 or mapped form. */
export function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, "").replace(/^::ffff:/, "");
  return plain === "::1" || plain === "localhost" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(plain);
}
