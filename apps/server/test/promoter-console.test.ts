/** The operator's desk for applications and promoters. */
import type { ConsoleApplication, ConsolePromoter, ConsolePromoterRow } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, openShop, type Shop } from "./open-shop.ts";
import { openRelations, type Refused, type Relations } from "./relations.ts";

let shop: Shop;
let r: Relations;
beforeAll(async () => {
  shop = await openShop("promoter_console");
  r = await openRelations(shop);
});
afterAll(() => shop.close());

const count = async (table: string, who: Caller) =>
  Number(
    (await shop.sql<{ n: string }>(`SELECT count(*) AS n FROM ${table} WHERE owner_id = $1`, [who.id]))[0]?.n,
  );
const detail = async (who: Caller) =>
  (await r.operator.call<ConsolePromoter>("GET", `/console/promoters/${who.id}`)).body;

describe("the desk", () => {
  test("approve and refuse at once: one wins, the other hears that it was decided", async () => {
    for (let round = 0; round < 5; round += 1) {
      const who = await r.person();
      await r.apply(who);
      const application_id = await r.waiting(who);
      const other = await shop.staff("operator");
      const answers = await Promise.all([
        r.decide(who, { application_id, approve: true }),
        r.decide(who, { application_id, approve: false, note: "不合适" }, other),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe("application_decided");
      const approved = answers[0]?.status === 200;
      expect(await count("promoter", who)).toBe(approved ? 1 : 0);
      expect(await count("account", who)).toBe(approved ? 1 : 0);
      expect((await r.entry(who)).state).toBe(approved ? "active" : "refused");
    }
  });

  test("approve and withdraw at once: one wins", async () => {
    for (let round = 0; round < 5; round += 1) {
      const who = await r.person();
      await r.apply(who);
      const application_id = await r.waiting(who);
      const [decided, cancelled] = await Promise.all([
        r.decide(who, { application_id }),
        who.call("POST", "/promoter/applications/cancel", {}),
      ]);
      expect([decided.status, cancelled.status].sort()).toEqual([200, 409]);
      expect(await count("promoter", who)).toBe(decided.status === 200 ? 1 : 0);
      expect((await r.entry(who)).state).toBe(decided.status === 200 ? "active" : "none");
    }
  });

  test("decides with a tier, by name; other ids are not found", async () => {
    const { body } = await r.operator.call<{ tiers: { id: string; name: string }[] }>(
      "GET",
      "/console/tiers",
    );
    expect(body.tiers.map((tier) => tier.name)).toEqual(["推广员", "经销商", "代理商"]);
    const who = await r.person();
    await r.apply(who);
    expect(await r.decide(who, { tier_id: "99" })).toMatchObject({
      status: 400,
      body: { field: "tier_id" },
    });
    expect((await r.decide(who, { application_id: "999999" })).body.code).toBe("not_found");
    expect((await r.decide(await r.person(), { application_id: await r.waiting(who) })).body.code).toBe(
      "not_found",
    );
    const decided = await r.decide(who, { tier_id: body.tiers[2]?.id, note: "欢迎" });
    expect(decided.body).toMatchObject({ state: "approved", decision_note: "欢迎" });
    expect((decided.body as unknown as ConsoleApplication).decided_by).toMatch(/^operator-/);
    expect(await detail(who)).toMatchObject({ tier: { name: "代理商" }, state: "active" });
  });

  test("lists applications in pages, by state and by part of a name", async () => {
    const names = ["覃一%", "覃二", "覃三"];
    for (const name of names) await r.apply(await r.person(name));
    const page = async (query: string) =>
      (
        await r.operator.call<{ items: ConsoleApplication[]; next_cursor: string | null }>(
          "GET",
          `/console/promoter-applications?${query}`,
        )
      ).body;
    const q = `state=requested&q=${encodeURIComponent("覃")}`;
    const first = await page(`${q}&limit=2`);
    expect(first.items.map((one) => one.customer.nickname)).toEqual(["覃三", "覃二"]);
    const second = await page(`${q}&limit=2&cursor=${first.next_cursor}`);
    expect(second.items.map((one) => one.customer.nickname)).toEqual(["覃一%"]);
    expect(second.next_cursor).toBeNull();
    expect((await page(`q=${encodeURIComponent("%")}`)).items).toHaveLength(1);
    expect((await page(`state=refused&q=${encodeURIComponent("覃")}`)).items).toEqual([]);
    expect(await r.operator.call("GET", "/console/promoter-applications?cursor=1~2")).toMatchObject({
      status: 400,
      body: { field: "cursor" },
    });
  });

  test("lists promoters by name, state, tier and inviter", async () => {
    const top = await r.promoter("龙大");
    const code = await r.code(top, "invite");
    const [a, b] = [await r.promoter("龙二", code), await r.promoter("龙三", code)];
    await r.freeze(b);
    const list = async (query: string) => {
      const { body } = await r.operator.call<{ items: ConsolePromoterRow[]; next_cursor: string | null }>(
        "GET",
        `/console/promoters?${query}`,
      );
      return { names: body.items.map((row) => row.customer.nickname), next: body.next_cursor };
    };
    const q = `q=${encodeURIComponent("龙")}`;
    expect((await list(q)).names).toEqual(["龙三", "龙二", "龙大"]);
    expect((await list(`inviter_id=${top.id}`)).names).toEqual(["龙三", "龙二"]);
    expect((await list(`customer_id=${a.id}`)).names).toEqual(["龙二"]);
    expect((await list(`customer_id=${(await r.shop.customer()).id}`)).names).toEqual([]);
    expect((await list(`${q}&state=active`)).names).toEqual(["龙二", "龙大"]);
    expect((await list(`${q}&tier_id=2`)).names).toEqual([]);
    const first = await list(`${q}&limit=1`);
    expect((await list(`${q}&limit=5&cursor=${first.next}`)).names).toEqual(["龙二", "龙大"]);
    expect(await detail(a)).toMatchObject({ inviter: { nickname: "龙大" }, partner_count: 0 });
    expect(await detail(top)).toMatchObject({ inviter: null, partner_count: 2 });
  });

  test("changes a tier with a reason, in the audit log", async () => {
    const who = await r.promoter();
    const change = (body: object) =>
      r.operator.call<ConsolePromoter & Refused>("POST", `/console/promoters/${who.id}/tier`, body);
    expect((await change({ tier_id: "2" })).body.field).toBe("reason");
    expect((await change({ tier_id: "77", reason: "业绩" })).body.field).toBe("tier_id");
    expect((await change({ tier_id: "2", reason: "业绩" })).body.tier.name).toBe("经销商");
    const [row] = await shop.sql("SELECT before, after FROM audit WHERE action = 'promoter.tier'");
    expect(row).toEqual({ before: { tier: "推广员" }, after: { tier: "经销商", reason: "业绩" } });
  });

  test("freezes and lifts it; a frozen promoter cannot share", async () => {
    const who = await r.promoter();
    const code = await r.code(who);
    expect((await r.freeze(who)).body).toMatchObject({ state: "frozen", frozen_reason: "核实投诉" });
    expect(await r.entry(who)).toMatchObject({ state: "frozen", note: "核实投诉" });
    expect((await r.share(who)).body.code).toBe("promoter_frozen");
    expect(await r.touch(await r.person(), code)).toBe("inactive");
    expect((await r.freeze(who, false)).body).toMatchObject({ state: "active", frozen_reason: "" });
    expect((await r.share(who)).status).toBe(200);
    expect((await r.freeze(await r.person())).body.code).toBe("not_found");
    await shop.sql("UPDATE promoter SET state = 'closed', closed_at = now() WHERE owner_id = $1", [who.id]);
    expect((await r.freeze(who)).body.code).toBe("promoter_closed");
    expect((await r.share(who)).body.code).toBe("promoter_closed");
  });

  test("is for those who may", async () => {
    const who = await r.promoter();
    const waiting = await r.person();
    await r.apply(waiting);
    const finance = await shop.staff("finance");
    const service = await shop.staff("service");
    for (const staff of [finance, service]) {
      expect((await r.decide(waiting, {}, staff)).body.code).toBe("not_allowed");
      const freeze = { frozen: true, reason: "试" };
      for (const [path, body] of [
        [`/console/promoters/${who.id}/freeze`, freeze],
        [`/console/promoters/${who.id}/tier`, { tier_id: "2", reason: "试" }],
      ] as const) {
        expect((await staff.call("POST", path, body)).body.code).toBe("not_allowed");
      }
      expect((await staff.call("GET", "/console/promoters")).status).toBe(200);
    }
    expect((await shop.visitor.call("GET", "/console/promoters")).status).toBe(401);
    expect((await who.call("GET", "/console/promoters")).status).toBe(401);
    for (const path of ["/promoter/entry", "/promoter/center", "/promoter/customers", "/promoter/shares"]) {
      expect((await shop.visitor.call("GET", path)).status).toBe(401);
    }
  });
});
