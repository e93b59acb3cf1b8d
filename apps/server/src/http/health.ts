/** /healthz: the process answers. /readyz: it can serve: database, migrations, Chinese trigrams, clock. */
import type { FastifyInstance } from "fastify";
import type { Services } from "../services.ts";
import { readiness } from "./health-store.ts";

export function registerHealth(app: FastifyInstance, services: Services): void {
  app.get("/healthz", () => ({ ok: true, role: services.config.role }));
  app.get("/readyz", async (_request, reply) => {
    const checks = await readiness(services.database).catch((error: unknown) => {
      services.log.error("readyz", error);
      return { database: false };
    });
    const ok = Object.values(checks).every(Boolean);
    return reply.status(ok ? 200 : 503).send({ ok, checks });
  });
}
