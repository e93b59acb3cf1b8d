/** oRPC's node handler on /api/v1: the body limit, the guard, one log line per request. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Permission } from "@banyan/contract";
import { MAX_PICTURE_BYTES } from "@banyan/contract";
import { SmartCoercionPlugin } from "@orpc/json-schema";
import { OpenAPIHandler } from "@orpc/openapi/node";
import { type AnyRouter, ORPCError } from "@orpc/server";
import { BodyLimitPlugin } from "@orpc/server/node";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { type Cost, measureInto } from "../db/measure.ts";
import type { Services } from "../services.ts";
import { checkClientVersion } from "./client-version.ts";
import type { Context } from "./context.ts";
import { encodeFailure, toEnvelope, toOrpcError } from "./failure.ts";
import { guard } from "./guard.ts";
import { Refusal } from "./refusal.ts";

const JSON_LIMIT = 256 * 1024;
/** A plan of 2,000 rules, or the 10,000 rows of a sheet that they are read from. */
const PLAN_LIMIT = 2 * 1024 * 1024;
const PLANS = "/console/plans";
const UPLOAD_LIMIT = MAX_PICTURE_BYTES + 64 * 1024;
const PREFIX = "/api/v1";

export type ApiHandler = (request: IncomingMessage, response: ServerResponse, ip: string) => Promise<void>;

/** Builds the handler. Inner ones by size, since an upload and a commission plan may be large and nothing else may. */
export function createApiHandler(router: AnyRouter, services: Services): ApiHandler {
  const json = createInner(router, JSON_LIMIT);
  const upload = createInner(router, UPLOAD_LIMIT);
  const plan = createInner(router, PLAN_LIMIT);
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
    const isUpload = path === `${PREFIX}/media` || path === `${PREFIX}/console/media`;
    try {
      checkAddress(path);
      const isPlan = path === `${PREFIX}${PLANS}` || path.startsWith(`${PREFIX}${PLANS}/`);
      checkHead(request, isUpload, isPlan ? PLAN_LIMIT : JSON_LIMIT);
      checkClientVersion(request);
      const inner = isUpload ? upload : isPlan ? plan : json;
      const { matched } = await measureInto(cost, () =>
        inner.handle(request, response, { prefix: PREFIX, context }),
      );
      if (!matched) sendFailure(response, new Refusal("not_found"), requestId);
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
function checkHead(request: IncomingMessage, isUpload: boolean, jsonLimit: number): void {
  const length = Number(request.headers["content-length"] ?? 0);
  if (length > (isUpload ? UPLOAD_LIMIT : jsonLimit))
    throw new Refusal(isUpload ? "picture_too_large" : "too_large");
  const hasBody = length > 0 || request.headers["transfer-encoding"] !== undefined;
  if (!hasBody) return;
  const type = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  if (type !== (isUpload ? "multipart/form-data" : "application/json"))
    throw new Refusal("unsupported_media_type");
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
