/** Who gets into the console and what they may do there. */
import { contract, type Permission } from "@banyan/contract";
import { STAFF_ROLES } from "@banyan/kernel";
import { isContractProcedure } from "@orpc/contract";
import { generate } from "otplib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStaff } from "../src/staff/create.ts";
import { createOwnerLink } from "../src/staff/invite.ts";
import { mayDo } from "../src/staff/permission.ts";
import { newTotpSecret } from "../src/staff/totp.ts";
import { openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop("staff");
});
afterAll(() => shop.close());

const PASSWORD = "shanhuo-2026";
let made = 0;
/** A person with password and authenticator, who may be any role. */
async function person(role: (typeof STAFF_ROLES)[number] = "operator") {
  made += 1;
  const name = `员工${made}`;
  const totpSecret = newTotpSecret();
  const id = await createStaff(shop.services.database, shop.services.seal, {
    name,
    role,
    password: PASSWORD,
    totpSecret,
  });
  return { id, name, code: () => generate({ secret: totpSecret }) };
}
/** One sign-in attempt, with what came back of cookies. The per-address limit is not what these tests are about. */
async function signIn(body: object): Promise<{ status: number; code: string | undefined; cookie: string }> {
  const response = await fetch(`${shop.url}/api/v1/console/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { code?: string };
  return { status: response.status, code: answer.code, cookie: response.headers.get("set-cookie") ?? "" };
}

interface Route {
  name: string;
  method: string;
  path: string;
  permission: Permission | undefined;
}
/** A file comes as a form. */
const UPLOADS = ["media.upload", "media.uploadVideo"];
const PUBLIC = ["staff.signIn", "staff.joinInfo", "staff.joinStart", "staff.joinFinish"];
const routes: Route[] = Object.entries(contract.console).flatMap(([noun, actions]) =>
  Object.entries(actions).flatMap(([action, procedure]) => {
    if (!isContractProcedure(procedure)) return [];
    const { route, meta } = procedure["~orpc"];
    const { permission } = meta as { permission?: Permission };
    const path = (route.path ?? "").replaceAll(/\{[^}]+\}/g, "1");
    return [{ name: `${noun}.${action}`, method: route.method ?? "POST", path, permission }];
  }),
);

/** A body of the right kind, empty: the guard must speak before anybody looks at it. */
const emptyBody = (route: Route): unknown => {
  if (route.method === "GET") return undefined;
  return UPLOADS.includes(route.name) ? new FormData() : {};
};

describe("permissions", () => {
  it("every console route names one, but for the four that lead in", () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(
      routes
        .filter((route) => !route.permission)
        .map((route) => route.name)
        .sort(),
    ).toEqual([...PUBLIC].sort());
  });

  it("nobody gets in without a session", async () => {
    for (const route of routes.filter((one) => one.permission)) {
      const { status, body } = await shop.visitor.call(route.method, route.path, emptyBody(route));
      expect([route.name, status, body.code]).toEqual([route.name, 401, "not_signed_in"]);
    }
  });

  it.each(STAFF_ROLES)("%s is refused exactly what the matrix does not give", async (role) => {
    const staff = await shop.staff(role);
    for (const route of routes.filter((one) => one.permission && one.name !== "staff.signOut")) {
      const { status, body } = await staff.call(route.method, route.path, emptyBody(route));
      const refused = status === 403 && body.code === "not_allowed";
      expect([route.name, refused]).toEqual([route.name, !mayDo(role, route.permission as Permission)]);
    }
  });

  it("a customer's token opens nothing here, a staff cookie nothing there", async () => {
    const customer = await shop.customer();
    expect((await customer.call("GET", "/console/orders")).body.code).toBe("not_signed_in");
    const owner = await shop.staff("owner");
    expect((await owner.call("GET", "/me")).body.code).toBe("not_signed_in");
  });

  it("a disabled person is out at once", async () => {
    const staff = await shop.staff("operator");
    expect((await staff.call("GET", "/console/session")).status).toBe(200);
    const owner = await shop.staff("owner");
    const changed = await owner.call("PUT", `/console/staff/${staff.id}`, {
      role: "operator",
      disabled: true,
    });
    expect(changed.status).toBe(200);
    expect((await staff.call("GET", "/console/session")).status).toBe(401);
  });

  it("nobody changes their own role", async () => {
    const owner = await shop.staff("owner");
    const { body } = await owner.call("PUT", `/console/staff/${owner.id}`, {
      role: "service",
      disabled: false,
    });
    expect(body.code).toBe("not_allowed");
  });
});

describe("sign-in", () => {
  it("takes name, password and code, and sets a cookie no script can read", async () => {
    const one = await person();
    const answer = await signIn({ name: one.name, password: PASSWORD, totp: await one.code() });
    expect(answer.status).toBe(200);
    expect(answer.cookie).toMatch(
      /^banyan_staff=[0-9A-Za-z_-]{43}; HttpOnly; SameSite=Strict; Path=\/api\/v1\/console; Max-Age=43200$/,
    );
  });

  it("gives one answer for every kind of wrong", async () => {
    const one = await person();
    const code = await one.code();
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
    for (const body of [
      { name: "没有这个人", password: PASSWORD, totp: code },
      { name: one.name, password: "错误的密码-1", totp: code },
      { name: one.name, password: PASSWORD, totp: wrong },
    ]) {
      expect(await signIn(body)).toMatchObject({ status: 401, code: "sign_in_failed" });
    }
  });

  it("a code is good once, also for two at the same moment", async () => {
    const one = await person();
    const body = { name: one.name, password: PASSWORD, totp: await one.code() };
    const answers = await Promise.all([signIn(body), signIn(body), signIn(body)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401, 401]);
    expect((await signIn(body)).code).toBe("sign_in_failed");
  });

  it("the fifth failure locks for fifteen minutes, even against the right password", async () => {
    const one = await person();
    await shop.sql("UPDATE staff SET failed_count = 4 WHERE id = $1", [String(one.id)]);
    await signIn({ name: one.name, password: "错误的密码-1", totp: "000000" });
    const right = { name: one.name, password: PASSWORD, totp: await one.code() };
    expect(await signIn(right)).toMatchObject({ status: 429, code: "sign_in_locked" });
    await shop.sql("UPDATE staff SET locked_until = now() - interval '1 second' WHERE id = $1", [
      String(one.id),
    ]);
    expect((await signIn(right)).status).toBe(200);
  });

  it("a page of another site cannot write with the cookie", async () => {
    const owner = await shop.staff("owner");
    const [session] = await shop.sql<{ token_hash: string }>(
      "SELECT token_hash FROM staff_session WHERE staff_id = $1",
      [String(owner.id)],
    );
    expect(session).toBeDefined();
    const response = await fetch(`${shop.url}/api/v1/console/session`, {
      method: "DELETE",
      headers: { origin: "https://evil.example" },
    });
    expect(((await response.json()) as { code: string }).code).toBe("wrong_origin");
  });

  it("the demo's one-tap sign-in and its movable clock do not exist in the product", async () => {
    for (const [method, path, sent] of [
      ["GET", "/demo/staff"],
      ["POST", "/demo/staff-session", { name: "掌柜" }],
      ["GET", "/demo/clock"],
      ["POST", "/demo/clock", { advance_ms: 1000 }],
    ] as const) {
      const { status, body } = await shop.visitor.call(method, path, sent);
      expect([status, body.code]).toEqual([404, "not_found"]);
    }
    const login = await fetch(`${shop.url}/__wechat/client/login`, { method: "POST" });
    expect([login.status, ((await login.json()) as { code: string }).code]).toEqual([404, "not_found"]);
  });
});

describe("one-time links", () => {
  interface Started {
    totp_secret: string;
    otpauth_url: string;
  }
  const token = (url: string) => new URL(url).searchParams.get("token") ?? "";

  it("an owner's link is made only while there is no owner", async () => {
    await shop.sql("UPDATE staff SET disabled = true WHERE role = 'owner'");
    const link = await createOwnerLink(shop.services.database, "http://shop.example");
    expect(link?.url).toMatch(/^http:\/\/shop\.example\/admin\/join\?token=[0-9A-Za-z_-]{43}$/);
    await shop.staff("owner");
    expect(await createOwnerLink(shop.services.database, "http://shop.example")).toBeNull();
  });

  it("leads through password and authenticator to a session, once", async () => {
    const owner = await shop.staff("owner");
    const invited = await owner.call<{ url: string }>("POST", "/console/staff/invites", { role: "finance" });
    const at = `/console/join/${token(invited.body.url)}`;
    expect((await shop.visitor.call<{ role: string }>("GET", at)).body.role).toBe("finance");
    const weak = await shop.visitor.call("POST", `${at}/start`, { name: "阿会计", password: "short1" });
    expect([weak.body.code, weak.body.field]).toEqual(["weak_password", "password"]);
    const started = await shop.visitor.call<Started>("POST", `${at}/start`, {
      name: "阿会计",
      password: PASSWORD,
    });
    expect(started.body.otpauth_url).toContain("otpauth://totp/");
    const wrong = await shop.visitor.call("POST", `${at}/finish`, { totp: "000000" });
    expect([wrong.body.code, wrong.body.field]).toEqual(["totp_wrong", "totp"]);
    const totp = await generate({ secret: started.body.totp_secret });
    const both = await Promise.all([1, 2].map(() => shop.visitor.call("POST", `${at}/finish`, { totp })));
    expect(both.map((answer) => answer.status).filter((status) => status === 200)).toHaveLength(1);
    expect((await shop.visitor.call("GET", at)).body.code).toBe("link_expired");
    const rows = await shop.sql("SELECT FROM staff WHERE name = '阿会计'");
    expect(rows).toHaveLength(1);
  });

  it("dies after 48 hours", async () => {
    const owner = await shop.staff("owner");
    const invited = await owner.call<{ url: string }>("POST", "/console/staff/invites", { role: "service" });
    await shop.sql("UPDATE staff_invite SET expires_at = now() WHERE used_at IS NULL");
    const { status, body } = await shop.visitor.call("GET", `/console/join/${token(invited.body.url)}`);
    expect([status, body.code]).toEqual([410, "link_expired"]);
  });
});
