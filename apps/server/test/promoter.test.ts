import type {
  ConsoleApplication,
  ConsolePromoter,
  ConsolePromoterRow,
  PromoterCenter,
  PromoterCustomer,
  PromoterPartner,
} from "@banyan/contract";
import { DAY_MS } from "@banyan/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";
import { openRelations, type Refused, type Relations } from "./relations.ts";

let shop: Shop;
let r: Relations;
beforeAll(async () => {
  shop = await openShop("promoter");
  r = await openRelations(shop);
});
afterAll(() => shop.close());

const count = async (table: string, who: Caller) =>
  Number(
    (await shop.sql<{ n: string }>(`SELECT count(*) AS n FROM ${table} WHERE owner_id = $1`, [who.id]))[0]?.n,
  );
const pathOf = async (who: Caller) =>
  (await shop.sql<{ path: string[] }>("SELECT path FROM promoter WHERE owner_id = $1", [who.id]))[0]?.path;
const center = (who: Caller) => who.call<PromoterCenter & Refused>("GET", "/promoter/center");
const detail = async (who: Caller) =>
  (await r.operator.call<ConsolePromoter>("GET", `/console/promoters/${who.id}`)).body;

describe("the way in", () => {
  test("apply, wait, be approved, be welcomed once", async () => {
    const who = await r.person("段小茶");
    expect(await r.entry(who)).toMatchObject({ state: "none", open: true, automatic: false, tier: null });
    const applied = await r.apply(who, { reason: "常买，想推荐给朋友" });
    expect(applied).toMatchObject({ status: 200, body: { state: "applied", inviter_name: null } });
    expect(applied.body.applied_at).not.toBeNull();
    expect((await center(who)).body.code).toBe("promoter_needed");
    expect((await r.decide(who, {})).status).toBe(200);
    expect(await r.entry(who)).toMatchObject({
      state: "active",
      tier: { name: "推广员" },
      welcome: true,
      agreement_current: true,
    });
    await who.call("POST", "/promoter/welcome", {});
    expect((await r.entry(who)).welcome).toBe(false);
    const { body } = await center(who);
    expect(body.balances).toEqual({
      estimated_fen: 0,
      held_fen: 0,
      available_fen: 0,
      withdrawing_fen: 0,
      debt_fen: 0,
      settled_fen: 0,
      paid_out_fen: 0,
    });
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(3);
    const [notice] = await shop.sql<{ body: object }>(
      "SELECT body FROM outbox WHERE owner_id = $1 AND topic = 'promoter.decided' AND consumer = 'notice'",
      [who.id],
    );
    expect(notice?.body).toEqual({ approved: true, note: "" });
  });

  test("a rule approves at once", async () => {
    await r.set("promoter", { review: "automatic" });
    const who = await r.person();
    expect((await r.apply(who)).body).toMatchObject({ state: "active", automatic: true, welcome: true });
    expect(await count("account", who)).toBe(1);
    await r.set("promoter", { review: "manual" });
  });

  test("refusals, first to last", async () => {
    const inviter = await r.promoter();
    const code = await r.code(inviter, "invite");
    const card = await r.code(inviter, "card");
    const frozen = await r.promoter();
    const frozenCode = await r.code(frozen, "invite");
    await r.freeze(frozen);
    const who = await r.person();
    const refused = async (extra: Record<string, unknown>, by = who) => {
      const { status, body } = await r.apply(by, extra);
      return [status, body.code, body.field];
    };
    const bad = { agreement_version: 2, invite_code: "zzzzzzzz" };
    await r.set("promoter", { open: false });
    expect(await refused(bad, inviter)).toEqual([409, "application_closed", undefined]);
    await r.set("promoter", { open: true });
    expect(await refused(bad, inviter)).toEqual([409, "already_promoter", undefined]);
    expect(await refused(bad, frozen)).toEqual([409, "already_promoter", undefined]);
    expect(await refused(bad)).toEqual([409, "agreement_outdated", "agreement_version"]);
    expect(await refused({ invite_code: "zzzzzzzz" })).toEqual([409, "invite_invalid", "invite_code"]);
    expect(await refused({ invite_code: card })).toEqual([409, "invite_invalid", "invite_code"]);
    expect(await refused({ invite_code: frozenCode })).toEqual([409, "invite_invalid", "invite_code"]);
    expect(await refused({ invite_code: "短" })).toEqual([400, "invalid_input", "invite_code"]);
    await r.apply(who, { invite_code: code });
    expect(await refused(bad)).toEqual([409, "already_applied", undefined]);
    expect(await count("promoter_application", who)).toBe(1);
  });

  test("an invite card that has run out", async () => {
    const inviter = await r.promoter();
    const code = await r.code(inviter, "invite");
    await shop.advance(180 * DAY_MS);
    expect((await r.apply(await r.person(), { invite_code: code })).body.code).toBe("invite_invalid");
  });

  test("the same key is one application, and not for something else", async () => {
    const who = await r.person();
    const request_key = newKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => r.apply(who, { request_key })));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.state}`))).toEqual(
      new Set(["200 applied"]),
    );
    expect(await count("promoter_application", who)).toBe(1);
    expect((await r.apply(who, { request_key, reason: "换个说法" })).body.code).toBe("request_key_reused");
  });

  test("twenty applications at once are one", async () => {
    const who = await r.person();
    const answers = await Promise.all(Array.from({ length: 20 }, () => r.apply(who)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(["already_applied"]),
    );
    expect(await count("promoter_application", who)).toBe(1);
  });

  test("a refusal says why and may be followed by another application; a withdrawn one too", async () => {
    const who = await r.person();
    expect((await who.call("POST", "/promoter/applications/cancel", {})).body.code).toBe("not_found");
    await r.apply(who);
    expect(await r.decide(who, { approve: false })).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "note" },
    });
    await r.decide(who, { approve: false, note: "资料不全" });
    expect(await r.entry(who)).toMatchObject({ state: "refused", note: "资料不全" });
    await r.apply(who);
    const cancelled = await who.call("POST", "/promoter/applications/cancel", {});
    expect(cancelled).toMatchObject({ status: 200, body: { state: "none", note: "" } });
    expect((await who.call("POST", "/promoter/applications/cancel", {})).body.code).toBe(
      "application_decided",
    );
    await r.apply(who);
    expect((await r.decide(who, {})).status).toBe(200);
  });

  test("a changed agreement has to be agreed to before anything new is earned", async () => {
    const who = await r.promoter();
    await r.set("promoter", { agreement_version: 2 });
    expect(await r.entry(who)).toMatchObject({ state: "active", agreement_current: false });
    expect((await r.share(who)).body.code).toBe("agreement_outdated");
    const agree = (version: number, by = who) =>
      by.call<Refused & { agreement_current: boolean }>("POST", "/promoter/agreement", { version });
    expect((await agree(1)).body.code).toBe("agreement_outdated");
    expect((await agree(2, await r.person())).body.code).toBe("promoter_needed");
    expect((await agree(2)).body.agreement_current).toBe(true);
    expect((await r.share(who)).status).toBe(200);
    await r.set("promoter", { agreement_version: 1 });
  });
});

describe("the inviter", () => {
  test("is the card's owner, with the whole path above; before the relation", async () => {
    const top = await r.promoter("甲");
    const middle = await r.promoter("乙", await r.code(top, "invite"));
    const other = await r.promoter("丙");
    const who = await r.person("丁");
    await r.touch(who, await r.code(other));
    await r.apply(who, { invite_code: await r.code(middle, "invite") });
    expect(await r.entry(who)).toMatchObject({ state: "applied", inviter_name: "乙" });
    await r.decide(who, {});
    expect(await pathOf(who)).toEqual([String(middle.id), String(top.id)]);
    expect(await r.bindings(who)).toEqual([`${other.id} became_promoter`]);
    expect((await detail(who)).path.map((one) => one.nickname)).toEqual(["乙", "甲"]);
    const last = await r.promoter("戊", await r.code(who, "invite"));
    expect(await pathOf(last)).toEqual([String(who.id), String(middle.id), String(top.id)]);
  });

  test("is the promoter of the relation where there is no card, or its owner was frozen meanwhile", async () => {
    const card = await r.promoter();
    const bound = await r.promoter("己");
    const who = await r.person();
    await r.touch(who, await r.code(bound));
    await r.apply(who, { invite_code: await r.code(card, "invite") });
    await r.freeze(card);
    expect((await r.entry(who)).inviter_name).toBe("己");
    await r.decide(who, {});
    expect(await pathOf(who)).toEqual([String(bound.id)]);
  });

  test("is nobody when the relation has run out", async () => {
    const who = await r.person();
    await r.touch(who, await r.code(await r.promoter()));
    await r.apply(who);
    await shop.advance(30 * DAY_MS);
    await r.decide(who, {});
    expect(await pathOf(who)).toEqual([]);
    expect((await r.bindings(who))[0]).toMatch(/ expired$/);
  });

  test("an invite of the inviter cannot be: whoever invited is a promoter already", async () => {
    const above = await r.promoter();
    const below = await r.promoter("庚", await r.code(above, "invite"));
    const back = await r.apply(above, { invite_code: await r.code(below, "invite") });
    expect(back.body.code).toBe("already_promoter");
    expect(await r.touch(above, await r.code(below))).toBe("promoter");
    expect(await pathOf(above)).toEqual([]);
    const ring = shop.sql("UPDATE promoter SET path = $2 WHERE owner_id = $1", [
      above.id,
      [below.id, above.id],
    ]);
    await expect(ring).rejects.toMatchObject({ constraint: "promoter_not_below_itself" });
  });
});

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
    await shop.sql("UPDATE promoter SET state = 'closed' WHERE owner_id = $1", [who.id]);
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

describe("own pages", () => {
  test("customers and partners carry masked names, in pages", async () => {
    const who = await r.promoter("主人");
    const code = await r.code(who);
    const invite = await r.code(who, "invite");
    for (const name of ["王小山", "李四", "赵"]) await r.touch(await r.person(name), code);
    for (const name of ["钱多多", "孙行者"]) await r.promoter(name, invite);
    type Page<Item> = { items: Item[]; next_cursor: string | null };
    const customers = async (query: string) =>
      (await who.call<Page<PromoterCustomer>>("GET", `/promoter/customers?${query}`)).body;
    const first = await customers("limit=2");
    expect(first.items.map((one) => one.name)).toEqual(["赵**", "李**"]);
    const rest = await customers(`limit=2&cursor=${first.next_cursor}`);
    expect(rest.items.map((one) => one.name)).toEqual(["王**"]);
    expect(rest.items[0]).toMatchObject({ expired: false, order_count: 0, sales_fen: 0 });
    const partners = await who.call<Page<PromoterPartner>>("GET", "/promoter/partners");
    expect(partners.body.items.map((one) => one.name)).toEqual(["孙**", "钱**"]);
    expect(JSON.stringify([first, rest, partners.body])).not.toMatch(/小山|四|多多|行者/);
    const { body } = await center(who);
    expect(body).toMatchObject({ customer_count: 3, partner_count: 2, today: { visitors: 3 } });
    await shop.advance(30 * DAY_MS);
    expect((await center(who)).body).toMatchObject({ customer_count: 0, today: { visitors: 0 } });
    expect((await customers("limit=9")).items.every((one) => one.expired)).toBe(true);
    const stranger = await r.person();
    expect((await stranger.call("GET", "/promoter/customers")).body.code).toBe("promoter_needed");
    expect((await stranger.call("GET", "/promoter/partners")).body.code).toBe("promoter_needed");
  });
});
