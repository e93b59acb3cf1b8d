import type { Envelope } from "@banyan/contract/refusals.ts";
import { ORPCError } from "@orpc/client";

/** A call that did not succeed, in the one shape that screens understand. `status` 0 means that no answer came. */
export interface Failure extends Omit<Envelope, "code"> {
  code: Envelope["code"] | "offline" | "unreadable";
  status: number;
}

function isEnvelope(body: unknown): body is Envelope {
  if (typeof body !== "object" || body === null) return false;
  const { code, message, request_id } = body as Partial<Envelope>;
  return typeof code === "string" && typeof message === "string" && typeof request_id === "string";
}

/** The server's envelope as an error of the client; null leaves a foreign body (a proxy's page) to the default decoder. */
export function errorFromEnvelope(body: unknown, status: number): ORPCError<string, Envelope> | null {
  if (!isEnvelope(body)) return null;
  return new ORPCError(body.code, { status, message: body.message, data: body });
}

/** Reads any thrown value. Never throws, always has a sentence for a person. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    if (isEnvelope(error.data)) return { ...error.data, status: error.status };
    return {
      code: "unreadable",
      message: "服务器的回答无法读取，请稍后再试",
      status: error.status,
      request_id: "",
    };
  }
  const offline = typeof navigator !== "undefined" && !navigator.onLine;
  return {
    code: "offline",
    message: offline ? "网络已断开，请检查网络" : "连接不上服务器，请稍后再试",
    status: 0,
    request_id: "",
  };
}

export function isSignedOut(error: unknown): boolean {
  return failureOf(error).status === 401;
}
