/** The HTTP shell: fast lane → Fastify (health, webhooks, media, the two front ends) with oRPC's node handler on /api/v1. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyInstance } from "fastify";
import { registerDownloads } from "../customer/export-download.ts";
import { router } from "../router.ts";
import type { Services } from "../services.ts";
import { registerWebhooks } from "../webhook/routes.ts";
import { createApiHandler, sendFailure } from "./api-handler.ts";
import { toEnvelope } from "./failure.ts";
import { createFastLane } from "./fast-lane.ts";
import { registerHealth } from "./health.ts";
import { registerOpenApi } from "./openapi.ts";
import { Refusal } from "./refusal.ts";
import { registerFrontEnds } from "./static.ts";
import { createViewers } from "./viewers.ts";

/** More routes for the same port, behind the same envelope; the demo adds its own this way. */
export type Extension = (app: FastifyInstance, services: Services) => Promise<void> | void;

/** By address and minute: generous for a family behind one address, useless for guessing, and for filling a table unseen. */
const LIMITS: readonly { method?: "PUT"; url: string; max: number }[] = [
  { url: "/api/v1/session", max: 120 },
  { url: "/api/v1/console/session", max: 20 },
  { url: "/api/v1/console/join/:token/start", max: 20 },
  { url: "/api/v1/console/join/:token/finish", max: 20 },
  { url: "/api/v1/shares/:code/touch", max: 600 },
  // Beside the hourly limit of each person: guessing by many people from one place.
  { url: "/api/v1/me/coupons/redeem", max: 300 },
  // Each asks WeChat, which takes a hundred a second of the whole shop.
  { url: "/api/v1/promoter/withdrawals/:no/check", max: 120 },
  // Each asks WeChat, which is paid for every number it tells.
  { method: "PUT", url: "/api/v1/me/phone", max: 60 },
  // Each is kept for good: an avatar and six pictures of a case are what one person sends.
  { url: "/api/v1/media", max: 120 },
];

export interface HttpServer {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Starts listening. */
export async function startHttp(
  services: Services,
  extensions: readonly Extension[] = [],
): Promise<HttpServer> {
  const lane = createFastLane(services.versions, createViewers(services));
  let server: Server | undefined;
  const app = Fastify({
    logger: false,
    bodyLimit: 64 * 1024,
    // Behind a proxy on this machine everybody would share its address, and the limits below; nobody else's word counts.
    trustProxy: "loopback",
    genReqId: () => randomUUID(),
    // Addresses that cannot be decoded never reach the error handler below.
    frameworkErrors: (error, request, reply) => {
      reply.hijack();
      sendFailure(reply.raw, error, request.id);
    },
    serverFactory: (handler) => {
      server = createServer((request, response) => {
        lane.serve(request, response, () => handler(request, response));
      });
      server.requestTimeout = 30_000;
      server.headersTimeout = 10_000;
      return server;
    },
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, envelope, unexpected } = toEnvelope(error, request.id);
    if (unexpected) services.log.error("unexpected", error, { id: request.id });
    // Who asked beyond the end is told where it is.
    const range = status === 416 ? (error as { headers?: Record<string, string> }).headers : undefined;
    if (range?.["Content-Range"] !== undefined) reply.header("content-range", range["Content-Range"]);
    return reply.status(status).send(envelope);
  });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: () => new Refusal("too_many_requests"),
  });
  registerApi(app, services, lane.learn);
  registerHealth(app, services);
  registerOpenApi(app);
  registerDownloads(app, services);
  await app.register((scope) => registerWebhooks(scope, services));
  for (const extension of extensions) await app.register(async (scope) => extension(scope, services));
  await registerFrontEnds(app, services);
  await app.listen({ host: services.config.host, port: services.config.port });
  const address = app.server.address();
  const port = typeof address === "object" && address ? address.port : services.config.port;
  return {
    url: `http://${services.config.host}:${port}`,
    port,
    close: async () => {
      server?.closeAllConnections();
      await app.close();
    },
  };
}

function registerApi(
  app: FastifyInstance,
  services: Services,
  learn: (request: IncomingMessage, response: ServerResponse) => void,
): void {
  const api = createApiHandler(router, services);
  app.register(async (scope) => {
    // oRPC reads the body itself: Fastify must not.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    const handle = async (
      request: { raw: IncomingMessage; ip: string },
      reply: { raw: ServerResponse; hijack(): void },
    ) => {
      reply.hijack();
      learn(request.raw, reply.raw);
      await api(request.raw, reply.raw, request.ip);
    };
    for (const { method = "POST", url, max } of LIMITS) {
      scope.route({ method, url, config: { rateLimit: { max, timeWindow: 60_000 } }, handler: handle });
    }
    scope.all("/api/v1/*", handle);
  });
}
