/** oRPC's node handler on /api/v1: the body limit, the guard, one log line per request. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Permission } from "@banyan/contract";
import { SmartCoercionPlugin } from "@orpc/json-schema";
import { OpenAPIHandler } from "@orpc/openapi/node";
import { type AnyRouter, ORPCError } from "@orpc/server";
import { BodyLimitPlugin } from "@orpc/server/node";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { type Cost, measureInto } from "../db/measure.ts";
import type { Services } from "../services.ts";
import { BODY_RULES, type BodyRule, bodyRule } from "./body-rules.ts";
import { checkClientVersion } from "./client-version.ts";
import type { Context } from "./context.ts";
import { encodeFailure, toEnvelope, toOrpcError } from "./failure.ts";
import { guard } from "./guard.ts";
import { Refusal } from "./refusal.ts";

const PREFIX = "/api/v1";

export type ApiHandler = (request: IncomingMessage, response: ServerResponse, ip: string) => Promise<void>;

/** Builds the handler, with an inner one for each size that a body may have. */
export function createApiHandler(router: AnyRouter, services: Services): ApiHandler {
  const inner = new Map(BODY_RULES.map((rule) => [rule, createInner(router, rule.max)]));
  return async (request, response, ip) => {
    const started = performance.now();
    const requestId = randomUUID();
    const cost: Cost = { statements: 0, databaseMs: 0 };
    const context: Context = { services, request, response, requestId, ip, customer: null, staff: null };
    response.setHeader("x-request-id", requestId);
    // Countdowns on screen follow the server's one clock.
    response.setHeader("x-business-time", String(services.versions.businessNowMs()));
    response.setHeader("cache-control", "no-store");
    response.setHeader("vary", "authorization");
    response.setHeader("x-content-type-options", "nosniff");
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    const rule = bodyRule(path.slice(PREFIX.length));
    try {
      checkAddress(path);
      checkHead(request, rule);
      checkClientVersion(request);
      const answer = await measureInto(cost, () =>
        inner.get(rule)?.handle(request, response, { prefix: PREFIX, context }),
      );
      if (!answer?.matched) sendFailure(response, new Refusal("not_found"), requestId);
    } catch (error) {
      sendFailure(response, error, requestId);
    }
    services.log.info("request", {
      id: requestId,
      method: request.method,
      path: withoutSecrets(path),
      status: response.statusCode,
      statements: cost.statements,
      db_ms: Math.round(cost.databaseMs),
      ms: Math.round(performance.now() - started),
    });
  };
}

function createInner(router: AnyRouter, maxBodySize: number): OpenAPIHandler<Context> {
  /** Requests that could be read: what fails before is the sender's fault (broken JSON, a form cut short), not ours. */
  const readable = new WeakSet<Context>();
  return new OpenAPIHandler<Context>(router, {
    plugins: [
      new BodyLimitPlugin({ maxBodySize }),
      new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] }),
    ],
    customErrorResponseBodyEncoder: encodeFailure,
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next();
        } catch (thrown) {
          const broken = !readable.has(context) && !(thrown instanceof ORPCError);
          const error = broken ? new Refusal("bad_json") : thrown;
          tellWhenAgain(context.response, error);
          const failure = toOrpcError(error, context.requestId);
          if (failure.unexpected) context.services.log.error("unexpected", error, { id: context.requestId });
          throw failure.error;
        }
      },
    ],
    clientInterceptors: [
      async ({ next, context, path, procedure }) => {
        readable.add(context);
        await guard(context, path, procedure["~orpc"].meta as { permission?: Permission });
        return next();
      },
    ],
  });
}

/**
 * A route has one address. oRPC would also take "/x/", "/./x" and "/y/../x", and walk around the limits and sizes that stand
 * before "/x".
 */
function checkAddress(path: string): void {
  if (path.endsWith("/") || new URL(path, "http://shop").pathname !== path) throw new Refusal("not_found");
}

/** An invite's link makes its bearer staff until it is used, so its token is no line of a log. */
function withoutSecrets(path: string): string {
  return path.replace(/(\/console\/join\/)[^/]+/g, "$1{token}");
}

/** What can be refused before a byte of the body is read. */
function checkHead(request: IncomingMessage, rule: BodyRule): void {
  const length = Number(request.headers["content-length"] ?? 0);
  if (length > rule.max) throw new Refusal(rule.tooLarge);
  const hasBody = length > 0 || request.headers["transfer-encoding"] !== undefined;
  if (!hasBody) return;
  const type = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  if (type !== rule.type) throw new Refusal("unsupported_media_type");
}

/** A refusal that knows when it will be over says so to machines too. */
function tellWhenAgain(response: ServerResponse, error: unknown): void {
  if (!(error instanceof Refusal)) return;
  const { retry_after_s } = (error.data ?? {}) as { retry_after_s?: unknown };
  if (typeof retry_after_s === "number") response.setHeader("retry-after", String(retry_after_s));
}

/** Answers with the envelope, unless the answer has begun. Closes where a body may still be on its way. */
export function sendFailure(response: ServerResponse, error: unknown, requestId: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, envelope } = toEnvelope(error, requestId);
  const body = JSON.stringify(envelope);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    ...(status === 413 ? { connection: "close" } : {}),
  });
  response.end(body);
}
