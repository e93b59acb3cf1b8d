import type {
  ConsolePromoter,
  PromoterCenter,
  PromoterEntry,
  PromoterExit,
  PromoterPartner,
} from "@banyan/contract";
import { DAY_MS } from "@banyan/kernel";
import { sweepLeavers } from "@banyan/server/referral/relation.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";
import { earn, owe } from "./promoter.ts";
import { openRelations, type Refused, type Relations } from "./relations.ts";

let shop: Shop;
let r: Relations;
beforeAll(async () => {
  shop = await openShop("promoter_leave");
  r = await openRelations(shop);
});
afterAll(() => shop.close());

type Entry = PromoterEntry & Refused;
const exit = async (who: Caller) => (await who.call<PromoterExit & Refused>("GET", "/promoter/exit")).body;
const leave = (who: Caller, joined_at: string, confirm: unknown = true) =>
  who.call<Entry>("POST", "/promoter/exit", { joined_at, confirm });
const gone = async (who: Caller) => (await leave(who, (await exit(who)).joined_at)).body;
const close = (who: Caller, confirm = String(who.id), by = r.operator) =>
  by.call<ConsolePromoter & Refused>("POST", `/console/promoters/${who.id}/close`, {
    reason: "多次虚假宣传",
    confirm,
  });
const detail = async (who: Caller) =>
  (await r.operator.call<ConsolePromoter>("GET", `/console/promoters/${who.id}`)).body;
const center = async (who: Caller) => (await who.call<PromoterCenter>("GET", "/promoter/center")).body;
const withdraw = (who: Caller, fen: number) =>
  who.call<Refused>("POST", "/promoter/withdrawals", { request_key: newKey(), amount_fen: fen });

describe("leaving", () => {
  test("what it means is told first, and confirmed", async () => {
    const who = await r.promoter();
    const buyer = await r.person();
    await r.touch(buyer, await r.code(who));
    await earn(shop, who, 500);
    const told = await exit(who);
    expect(told).toMatchObject({
      customer_count: 1,
      partner_count: 0,
      blocked: null,
      balances: { available_fen: 500, settled_fen: 500, adjusted_fen: 0 },
    });
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(2);
    expect((await leave(who, told.joined_at, false)).body).toMatchObject({
      code: "invalid_input",
      field: "confirm",
    });
    expect((await exit(await r.person())).code).toBe("promoter_needed");
  });

  test("customers are nobody's and may be bound anew; the account stays, and is withdrawn from", async () => {
    const [who, next] = [await r.promoter(), await r.promoter()];
    const buyer = await r.person();
    const code = await r.code(who);
    await r.touch(buyer, code);
    await earn(shop, who, 500);
    expect(await gone(who)).toMatchObject({
      state: "closed",
      welcome: false,
      former: { by_shop: false },
      note: "",
    });
    expect((await r.bindings(buyer)).map((line) => line.split(" ").slice(1).join(" "))).toEqual([
      "promoter_left",
    ]);
    expect(await r.touch(buyer, code)).toBe("inactive");
    expect(await r.touch(buyer, await r.code(next))).toBe("bound");
    expect((await r.share(who)).body.code).toBe("promoter_closed");
    expect(await center(who)).toMatchObject({
      state: "closed",
      balances: { available_fen: 500 },
      customer_count: 0,
    });
    expect((await withdraw(who, 200)).status).toBe(200);
    expect(await center(who)).toMatchObject({ balances: { available_fen: 300, withdrawing_fen: 200 } });
    expect(await detail(who)).toMatchObject({ state: "closed", closed: { by: null, reason: "" } });
  });

  test("a repeat changes nothing, not even after they have come back", async () => {
    const who = await r.promoter();
    const { joined_at } = await exit(who);
    await leave(who, joined_at);
    const [row] = await shop.sql("SELECT closed_at FROM promoter WHERE owner_id = $1", [who.id]);
    expect((await leave(who, joined_at)).body.state).toBe("closed");
    expect(await shop.sql("SELECT closed_at FROM promoter WHERE owner_id = $1", [who.id])).toEqual([row]);
    await shop.advance(1_000);
    await r.apply(who);
    await r.decide(who, {});
    expect((await leave(who, joined_at)).body.state).toBe("active");
  });

  test("debt stays owed and goes with nobody; whoever is frozen waits", async () => {
    const who = await r.promoter();
    await owe(shop, who, 300);
    expect((await gone(who)).state).toBe("closed");
    await earn(shop, who, 500);
    expect(await center(who)).toMatchObject({ balances: { available_fen: 200, debt_fen: 0 } });
    const frozen = await r.promoter();
    await r.freeze(frozen);
    expect((await exit(frozen)).blocked?.code).toBe("promoter_frozen");
    expect((await leave(frozen, (await exit(frozen)).joined_at)).body.code).toBe("promoter_frozen");
  });

  test("partners keep their place: the path below stands, and nobody moves up", async () => {
    const top = await r.promoter("榕树");
    const code = await r.code(top, "invite");
    const middle = await r.promoter("榕枝", code);
    const low = await r.promoter("榕叶", await r.code(middle, "invite"));
    await gone(middle);
    expect((await detail(low)).path.map(({ id }) => id)).toEqual([String(middle.id), String(top.id)]);
    const { body } = await top.call<{ items: PromoterPartner[] }>("GET", "/promoter/partners");
    expect(body.items).toHaveLength(1);
  });

  test("who was bound in the very moment is found by the sweep", async () => {
    const who = await r.promoter();
    const [a, b] = [await r.person(), await r.person()];
    await r.touch(a, await r.code(who));
    await gone(who);
    await shop.sql(
      `INSERT INTO binding (customer_id, promoter_id, bound_at, expires_at)
       SELECT $1, $2, business_now(), business_now() + interval '1 day'`,
      [b.id, who.id],
    );
    await sweepLeavers(shop.services);
    expect((await r.bindings(b)).join()).toContain("promoter_left");
    const before = await r.bindings(a);
    await sweepLeavers(shop.services);
    expect(await r.bindings(a)).toEqual(before);
  });
});

describe("coming back", () => {
  test("by a new application: the same account, the same inviter whatever card they hold, the tier they had", async () => {
    const [first, second] = [await r.promoter("老邀请人"), await r.promoter("新邀请人")];
    const who = await r.promoter("回头客", await r.code(first, "invite"));
    await r.operator.call("POST", `/console/promoters/${who.id}/tier`, { tier_id: "2", reason: "业绩" });
    await earn(shop, who, 500);
    await gone(who);
    await shop.advance(DAY_MS);
    const applied = await r.apply(who, { invite_code: await r.code(second, "invite") });
    expect(applied.body).toMatchObject({ state: "applied", inviter_name: expect.stringContaining("老") });
    expect((await r.apply(who)).body.code).toBe("already_applied");
    const waiting = await r.operator.call<{ items: { former_tier: string | null }[] }>(
      "GET",
      "/console/promoter-applications?state=requested",
    );
    expect(waiting.body.items[0]).toMatchObject({ former_tier: "经销商" });
    await r.decide(who, {});
    expect(await r.entry(who)).toMatchObject({
      state: "active",
      welcome: true,
      former: null,
      tier: { id: "2" },
    });
    expect(await detail(who)).toMatchObject({
      closed: null,
      inviter: { id: String(first.id) },
      balances: { available_fen: 500 },
    });
    expect(await shop.sql("SELECT FROM account WHERE owner_id = $1", [who.id])).toHaveLength(1);
  });

  test("a seed is back as a seed: leaving makes no tier theirs for ever", async () => {
    const who = await r.promoter();
    const until = new Date(Date.parse((await exit(who)).joined_at) + 30 * DAY_MS).toISOString();
    await r.operator.call("POST", "/console/tiers/seeds", {
      customer_ids: [String(who.id)],
      tier_id: "3",
      fallback_id: "1",
      until,
      reason: "首批种子",
    });
    await gone(who);
    await shop.advance(DAY_MS);
    await r.apply(who);
    await r.decide(who, {});
    expect(await r.entry(who)).toMatchObject({ state: "active", tier: { id: "3" } });
    await shop.advance(60 * DAY_MS);
    await r.operator.call("POST", "/console/tiers/run", {});
    expect(await r.entry(who)).toMatchObject({ state: "active", tier: { id: "1" } });
  });

  test("a refusal leaves them closed, with its reason; they may try again, and are found in another tier if one was chosen", async () => {
    const who = await r.promoter();
    await gone(who);
    await shop.advance(1_000);
    await r.apply(who);
    await r.decide(who, { approve: false, note: "请先处理投诉" });
    expect(await r.entry(who)).toMatchObject({
      state: "refused",
      note: "请先处理投诉",
      former: { by_shop: false },
    });
    await r.apply(who);
    await r.decide(who, { tier_id: "3" });
    expect(await r.entry(who)).toMatchObject({ state: "active", tier: { id: "3" } });
  });
});

describe("closed by the operator", () => {
  test("where a rule decides about applications, a person decides about whoever the shop closed", async () => {
    const [left, closed] = [await r.promoter(), await r.promoter()];
    await gone(left);
    await close(closed);
    await shop.advance(1_000);
    await r.set("promoter", { review: "automatic" });
    expect((await r.entry(closed)).automatic).toBe(false);
    expect((await r.apply(left)).body.state).toBe("active");
    expect((await r.apply(closed)).body.state).toBe("applied");
    await r.set("promoter", { review: "manual" });
    await r.decide(closed, {});
    expect((await r.entry(closed)).state).toBe("active");
  });

  test("with a reason and the number typed, told to the person, in the audit log; not lifted but applied for", async () => {
    const who = await r.promoter();
    const buyer = await r.person();
    await r.touch(buyer, await r.code(who));
    expect((await close(who, "12")).body).toMatchObject({ code: "invalid_input", field: "confirm" });
    expect((await close(who)).body).toMatchObject({
      state: "closed",
      closed: { reason: "多次虚假宣传", by: expect.stringMatching(/^operator/) },
    });
    expect(await r.entry(who)).toMatchObject({
      state: "closed",
      note: "多次虚假宣传",
      former: { by_shop: true },
    });
    expect((await close(who)).body.code).toBe("promoter_closed");
    expect((await r.freeze(who, false)).body.code).toBe("promoter_closed");
    const [row] = await shop.sql<{ after: object }>(
      "SELECT after FROM audit WHERE action = 'promoter.close' AND target = $1",
      [`promoter:${who.id}`],
    );
    expect(row?.after).toMatchObject({ relations_ended: 1, reason: "多次虚假宣传" });
    const told = await shop.sql("SELECT body FROM outbox WHERE owner_id = $1 AND topic = 'promoter.closed'", [
      who.id,
    ]);
    expect(told).toHaveLength(1);
  });

  test("not by whoever may not, and nobody closes themselves", async () => {
    const who = await r.promoter();
    const finance = await shop.staff("finance");
    expect((await close(who, String(who.id), finance)).body.code).toBe("not_allowed");
    const twin = await shop.staff("operator");
    await shop.sql("UPDATE staff SET customer_id = $1 WHERE id = $2", [who.id, twin.id]);
    expect((await close(who, String(who.id), twin)).body.code).toBe("own_matter");
    expect((await close(await r.person())).body.code).toBe("not_found");
  });
});
