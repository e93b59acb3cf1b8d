/** The two built front ends and the media folder. An unknown address under /api or /webhooks is an envelope, elsewhere the app's page. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Services } from "../services.ts";
import { Refusal } from "./refusal.ts";

const APPS = fileURLToPath(new URL("../../../", import.meta.url));
const MINI = join(APPS, "mini/dist/h5");
const ADMIN = join(APPS, "admin/dist");
const YEAR_S = 31_536_000;

export async function registerFrontEnds(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(fastifyStatic, {
    root: services.media.folder,
    prefix: "/media/",
    decorateReply: true,
    immutable: true,
    maxAge: YEAR_S * 1000,
    index: false,
    setHeaders: (reply) => {
      reply.header("x-content-type-options", "nosniff");
    },
  });
  for (const [prefix, root] of [
    ["/admin/", ADMIN],
    ["/", MINI],
  ] as const) {
    if (!existsSync(root)) continue;
    await app.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: false,
      setHeaders: (reply, path) => {
        // Hashed names never change; index.html always may.
        const hashed = /\.[0-9a-f]{8,}\.|-[0-9A-Za-z_-]{8}\.(?:js|css)$/.test(path);
        reply.header("cache-control", hashed ? `public, max-age=${YEAR_S}, immutable` : "no-cache");
        reply.header("x-content-type-options", "nosniff");
        reply.header("referrer-policy", "same-origin");
      },
    });
  }
  app.get("/admin", (_request, reply) => reply.redirect("/admin/"));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    const isPage =
      request.method === "GET" && !/^\/(?:api|webhooks|media)\//.test(path) && !/\.[a-z0-9]{2,5}$/.test(path);
    if (!isPage) throw new Refusal("not_found");
    return sendPage(reply, path.startsWith("/admin/") ? ADMIN : MINI);
  });
}

function sendPage(reply: FastifyReply, root: string): FastifyReply {
  if (!existsSync(join(root, "index.html"))) throw new Refusal("not_found");
  return reply.header("cache-control", "no-cache").sendFile("index.html", root);
}
