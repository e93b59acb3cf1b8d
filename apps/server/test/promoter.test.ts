import type { ConsolePromoter, PromoterCenter, PromoterCustomer, PromoterPartner } from "@banyan/contract";
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
      adjusted_fen: 0,
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
    expect(await r.entry(who)).toMatchObject({ state: "applied", inviter_name: "乙**" });
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
    expect((await r.entry(who)).inviter_name).toBe("己**");
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
