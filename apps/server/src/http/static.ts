/** The two built front ends and the media folder. An unknown address under /api or /webhooks is an envelope, elsewhere the app's page. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Services } from "../services.ts";
import { contentSecurity } from "./content-security.ts";
import { Refusal } from "./refusal.ts";

const APPS = fileURLToPath(new URL("../../../", import.meta.url));
const BUILT = { mini: join(APPS, "mini/dist/h5"), admin: join(APPS, "admin/dist") };
const YEAR_S = 31_536_000;

/** @param built folders of the two front ends; one that is not there is not served */
export async function registerFrontEnds(
  app: FastifyInstance,
  services: Pick<Services, "media">,
  built = BUILT,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: services.media.folder,
    prefix: "/media/",
    decorateReply: true,
    immutable: true,
    maxAge: YEAR_S * 1000,
    index: false,
    setHeaders: guard,
  });
  for (const [prefix, root] of [
    ["/admin/", built.admin],
    ["/", built.mini],
  ] as const) {
    if (!existsSync(root)) continue;
    await app.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: false,
      setHeaders: (reply, path, stat) => {
        guard(reply, path, stat);
        // Hashed names never change; index.html always may.
        const hashed = /\.[0-9a-f]{8,}\.|-[0-9A-Za-z_-]{8}\.(?:js|css)$/.test(path);
        reply.header("cache-control", hashed ? `public, max-age=${YEAR_S}, immutable` : "no-cache");
      },
    });
  }
  app.get("/admin", (_request, reply) => reply.redirect("/admin/"));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    const isPage =
      request.method === "GET" && !/^\/(?:api|webhooks|media)\//.test(path) && !/\.[a-z0-9]{2,5}$/.test(path);
    if (!isPage) throw new Refusal("not_found");
    return sendPage(reply, path.startsWith("/admin/") ? built.admin : built.mini);
  });
}

/** On every file, and on the page that an unknown address is answered with: that one is sent by the registration of /media/. */
function guard(
  reply: { header(name: string, value: string): unknown },
  path: string,
  stat: { mtimeMs: number },
): void {
  reply.header("content-security-policy", contentSecurity(path, stat.mtimeMs));
  reply.header("x-content-type-options", "nosniff");
  reply.header("referrer-policy", "same-origin");
}

function sendPage(reply: FastifyReply, root: string): FastifyReply {
  if (!existsSync(join(root, "index.html"))) throw new Refusal("not_found");
  // Else the browser kept it for good, as it keeps a picture, and after an upgrade asked for scripts that are gone.
  return reply.header("cache-control", "no-cache").sendFile("index.html", root, { cacheControl: false });
}
