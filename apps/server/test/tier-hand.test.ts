/** Tiers given by hand and to seeds, and what people see of theirs. */
import type { ConsoleTierChange, PromoterTier } from "@banyan/contract";
import { plusDays } from "@banyan/domain";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Caller, openShop, type Shop } from "./open-shop.ts";
import { asks, DAY, inDays, keeps, openTiers, type Tiers } from "./tier.ts";

let shop: Shop;
let t: Tiers;
beforeAll(async () => {
  shop = await openShop("tier_hand");
  t = await openTiers(shop);
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.sql("DELETE FROM tier_rule");
  await shop.sql("DELETE FROM promoter_day");
  // Whoever lived through one test is nobody's business in the next.
  await shop.sql("UPDATE promoter SET state = 'frozen' WHERE state = 'active'");
});

describe("by hand", () => {
  test("pinned until a date: no rule moves it before; after it they do", async () => {
    await t.put("经销商", { upgrade: asks() });
    const who = await t.r.promoter();
    await t.sold(who, { fen: 900_000, ago: -2 });
    expect((await t.give(who, "推广员", { pinned_until: await inDays(shop, 3) })).status).toBe(200);
    await shop.advance(2 * DAY);
    await t.run();
    expect(await t.at(who)).toBe("推广员 pinned");
    await shop.advance(DAY);
    await t.run();
    expect(await t.at(who)).toBe("经销商 rule");
  });

  test("a date in the past is refused at its field", async () => {
    const who = await t.r.promoter();
    const { status, body } = await t.give(who, "经销商", { pinned_until: await inDays(shop, -1) });
    expect([status, body.code, body.field]).toEqual([409, "tier_until_past", "pinned_until"]);
    expect(await t.history(who)).toEqual([]);
  });

  test("down to a tier that may not invite: cards made before bring nobody until it may again", async () => {
    const who = await t.r.promoter();
    const guest = await t.r.person();
    const invite_code = await t.r.code(who, "invite");
    const invite = async (allowed: boolean) => {
      const { rights } = await t.tier("推广员");
      expect((await t.put("推广员", { rights: { ...rights, invite: allowed } })).status).toBe(200);
    };
    await invite(false);
    const seen = await guest.call("GET", `/promoter/entry?invite_code=${invite_code}`);
    expect(seen.body).toMatchObject({ inviter_name: null });
    expect((await t.r.apply(guest, { invite_code })).body.code).toBe("invite_invalid");
    await invite(true);
    expect((await t.r.apply(guest, { invite_code })).body.state).toBe("applied");
  });

  test("against a run at the same moment: whichever comes second sees the first, and the history has no gap", async () => {
    await t.put("经销商", { upgrade: asks() });
    const people = await Promise.all(Array.from({ length: 12 }, () => t.r.promoter()));
    for (const who of people) await t.sold(who, { fen: 900_000 });
    const until = await inDays(shop, 30);
    await Promise.all([
      t.run(),
      ...people.map((who) => t.give(who, "代理商", { pinned_until: until })),
      t.run(),
    ]);
    for (const who of people) {
      expect(await t.at(who)).toBe("代理商 pinned");
      const history = await t.history(who);
      expect([
        ["推广员 → 代理商 manual"],
        ["推广员 → 经销商 upgrade", "经销商 → 代理商 manual"],
      ]).toContainEqual(history);
    }
  });

  test("two runs at once raise each promoter once", async () => {
    await t.put("经销商", { upgrade: asks() });
    const people = await Promise.all(Array.from({ length: 8 }, () => t.r.promoter()));
    for (const who of people) await t.sold(who, { fen: 900_000 });
    const runs = await Promise.all([t.run(), t.run(), t.run()]);
    expect(runs.reduce((sum, run) => sum + run.upgraded, 0)).toBe(8);
    for (const who of people) expect(await t.history(who)).toEqual(["推广员 → 经销商 upgrade"]);
  });
});

describe("seeds", () => {
  test("stand until their date whatever they sell, then fall back by the clock", async () => {
    await t.put("代理商", { upgrade: asks(), keep: keeps({ days: 1 }) });
    const [a, b] = [await t.r.promoter(), await t.r.promoter()];
    const until = await inDays(shop, 10);
    const { body } = await t.seed([a, b, a], { until });
    expect(body).toEqual({ assigned: 2, skipped: [] });
    await shop.advance(9 * DAY);
    expect(await t.run()).toMatchObject({ not_kept: 0, seeds_ended: 0 });
    expect(await t.at(a)).toBe("代理商 seed");
    await t.sold(b, { fen: 500_000, ago: -1 });
    await shop.advance(DAY);
    expect(await t.run()).toMatchObject({ seeds_ended: 2, upgraded: 1 });
    expect(await t.history(a)).toEqual(["推广员 → 代理商 seed", "代理商 → 推广员 seed_ended"]);
    // Whoever has earned it by then is back in the same moment.
    expect(await t.history(b)).toEqual([
      "推广员 → 代理商 seed",
      "代理商 → 推广员 seed_ended",
      "推广员 → 代理商 upgrade",
    ]);
  });

  test("whoever cannot be one is named, the others are; the same again changes nothing", async () => {
    const [a, b] = [await t.r.promoter("甲"), await t.r.promoter("乙")];
    const nobody = await t.r.person("路人");
    await shop.sql(
      "UPDATE promoter SET state = 'closed', closed_at = now(), closed_reason = '离开' WHERE owner_id = $1",
      [b.id],
    );
    const until = await inDays(shop, 10);
    const first = await t.seed([a, b, nobody], { until });
    expect(first.body.assigned).toBe(1);
    expect(first.body.skipped.map(({ message }) => message)).toEqual(["推广资格已关闭", "不是分销员"]);
    const again = await t.seed([a], { until });
    expect(again.body).toMatchObject({ assigned: 0, skipped: [{ message: "已经是这个等级的种子分销员" }] });
    expect((await t.seed([a], { until: await inDays(shop, 20) })).body.assigned).toBe(1);
    expect(await t.history(a)).toEqual(["推广员 → 代理商 seed", "代理商 → 代理商 seed"]);
  });

  const wrong: [string, () => Promise<object>, string, string][] = [
    ["ends in the past", async () => ({ until: await inDays(shop, -1) }), "tier_until_past", "until"],
    [
      "falls on itself",
      async () => ({ until: await inDays(shop, 1), fallback_id: (await t.tier("代理商")).id }),
      "tier_fallback_same",
      "fallback_id",
    ],
    [
      "no such tier",
      async () => ({ until: await inDays(shop, 1), tier_id: "77" }),
      "invalid_input",
      "tier_id",
    ],
    [
      "falls nowhere",
      async () => ({ until: await inDays(shop, 1), fallback_id: "77" }),
      "invalid_input",
      "fallback_id",
    ],
    [
      "nobody",
      async () => ({ until: await inDays(shop, 1), customer_ids: [] }),
      "invalid_input",
      "customer_ids",
    ],
  ];
  test.each(wrong)("refused: %s", async (_name, extra, code, field) => {
    const { body } = await t.seed([await t.r.promoter()], await extra());
    expect([body.code, body.field]).toEqual([code, field]);
  });
});

describe("what people see", () => {
  test("progress: the next tier with numbers and days, the test that comes, the whole ladder", async () => {
    await t.put("经销商", { upgrade: asks({ own_orders: 20 }), keep: keeps({ own_sales_fen: 200_000 }) });
    await t.put("代理商", { upgrade: asks({ own_sales_fen: null, team_sales_fen: 2_000_000 }) });
    const who = await t.r.promoter();
    await t.give(who, "经销商");
    await t.sold(who, { fen: 120_000, orders: 3, invitedFen: 80_000, invitedOrders: 2 });
    shop.requests.length = 0;
    const mine = await t.mine(who);
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(3);
    expect(mine).toMatchObject({ tier: { name: "经销商" }, mode: "rule", until: null });
    expect(mine.next).toMatchObject({
      tier: { name: "代理商" },
      goal: {
        sentence: "近 30 天我和伙伴的顾客结算销售额满 ¥20,000",
        met: false,
        steps: [{ measure: "team_sales", need: 2_000_000, have: 200_000, met: false }],
      },
    });
    expect(plusDays(mine.next?.goal.from ?? "", 29)).toBe(mine.next?.goal.to);
    expect(mine.keep).toMatchObject({
      test_on: plusDays(mine.keep?.goal.from ?? "", 30),
      otherwise: "推广员",
      goal: { met: false, steps: [{ measure: "own_sales", need: 200_000, have: 120_000 }] },
    });
    expect(mine.ladder.map(({ name, current }) => [name, current])).toEqual([
      ["推广员", false],
      ["经销商", true],
      ["代理商", false],
    ]);
    const { body } = await t.r.operator.call<PromoterTier>("GET", `/console/promoters/${who.id}/tier`);
    expect(body.next?.goal.sentence).toBe("近 30 天团队结算销售额满 ¥20,000");
    const nobody = await t.r.person();
    expect((await nobody.call("GET", "/promoter/tier")).body.code).toBe("promoter_needed");
    expect((await t.r.operator.call("GET", `/console/promoters/${nobody.id}/tier`)).body.code).toBe(
      "not_found",
    );
  });

  test("history in pages, with the note and who did it for the shop only", async () => {
    const who = await t.r.promoter();
    for (const name of ["经销商", "代理商", "推广员"]) await t.give(who, name);
    const page = async (caller: Caller, path: string) =>
      (await caller.call<{ items: ConsoleTierChange[]; next_cursor: string | null }>("GET", path)).body;
    const first = await page(who, "/promoter/tier/changes?limit=2");
    expect(first.items.map((one) => `${one.from_name}→${one.to_name}`)).toEqual([
      "代理商→推广员",
      "经销商→代理商",
    ]);
    expect(first.items[0]).not.toHaveProperty("note");
    const rest = await page(who, `/promoter/tier/changes?limit=2&cursor=${first.next_cursor}`);
    expect(rest.items.map((one) => one.to_name)).toEqual(["经销商"]);
    expect(rest.next_cursor).toBeNull();
    const seen = await page(t.r.operator, `/console/tier-changes?customer_id=${who.id}`);
    expect(seen.items[0]).toMatchObject({ note: "业绩", staff_name: expect.stringMatching(/^operator-/) });
    expect((await page(await t.r.person(), "/promoter/tier/changes")).items).toEqual([]);
  });
});
