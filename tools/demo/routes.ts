/** What only the demo serves: WeChat's pages under /__wechat, a one-tap sign-in for the demo's staff, and the movable clock. */

import { Refusal } from "@banyan/server/http/refusal.ts";
import type { Extension } from "@banyan/server/http/server.ts";
import { hashToken, newToken } from "@banyan/server/session/session.ts";
import { staffCookie } from "@banyan/server/staff/session.ts";
import { insertStaffSession } from "@banyan/server/staff/session-store.ts";
import { selfOf } from "@banyan/server/staff/sign-in.ts";
import { findStaffByName, listStaff } from "@banyan/server/staff/store.ts";
import httpProxy from "@fastify/http-proxy";
import { createDemoClock } from "./clock.ts";
import { clockPage } from "./clock-page.ts";

const ROLE_TEXT = { owner: "店主", operator: "运营", finance: "财务", service: "客服" } as const;
const SESSION_S = 12 * 3600;

export function demoRoutes(simulatorUrl: string): Extension {
  return async (app, services) => {
    const { query } = services.database;
    app.get("/api/v1/demo/staff", async () => ({
      staff: (await listStaff(query))
        .filter((person) => !person.disabled)
        .map(({ name, role }) => ({ name, role, role_text: ROLE_TEXT[role] })),
    }));
    app.post<{ Body: { name?: unknown } }>("/api/v1/demo/staff-session", async (request, reply) => {
      const name = typeof request.body?.name === "string" ? request.body.name : "";
      const person = await findStaffByName(query, name);
      if (!person || person.disabled) throw new Refusal("not_found");
      const { token } = newToken();
      await insertStaffSession(query, { hash: hashToken(token), staffId: person.id, ttlSeconds: SESSION_S });
      return reply.header("set-cookie", staffCookie(token, services.config.publicUrl)).send(selfOf(person));
    });
    const clock = createDemoClock(services, simulatorUrl);
    app.get("/api/v1/demo/clock", () => clock.read());
    app.post<{ Body: { advance_ms?: unknown } | null }>("/api/v1/demo/clock", (request) =>
      clock.advance(request.body?.advance_ms),
    );
    app.get("/__wechat/clock", (_request, reply) => {
      const { status, headers, body } = clockPage();
      return reply.code(status).headers(headers).send(body);
    });
    await app.register(httpProxy, {
      upstream: simulatorUrl,
      prefix: "/__wechat",
      rewritePrefix: "/__wechat",
    });
  };
}
