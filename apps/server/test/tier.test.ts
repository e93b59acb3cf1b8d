/** Rules move promoters up and down. Each test leaves the ladder without rules. */
import type { TierRun } from "@banyan/contract";
import { dueKeepTest, plusDays, tierProgress } from "@banyan/domain";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openShop, type Shop } from "./open-shop.ts";
import { asks, DAY, keeps, openTiers, type Tiers } from "./tier.ts";

let shop: Shop;
let t: Tiers;
beforeAll(async () => {
  shop = await openShop("tier");
  t = await openTiers(shop);
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.sql("DELETE FROM tier_rule");
  await shop.sql("DELETE FROM promoter_day");
  // Whoever lived through one test is nobody's business in the next.
  await shop.sql("UPDATE promoter SET state = 'frozen' WHERE state = 'active'");
});

describe("upgrades", () => {
  test("at once when the rule holds, not a fen before", async () => {
    expect((await t.put("经销商", { upgrade: asks() })).status).toBe(200);
    const [a, b] = [await t.r.promoter("甲"), await t.r.promoter("乙")];
    await t.sold(a, { fen: 500_000 });
    await t.sold(b, { fen: 499_999 });
    const run = await t.run();
    expect(run).toMatchObject({ upgraded: 1, not_kept: 0, seeds_ended: 0 });
    expect(run.items).toMatchObject([
      { customer: { nickname: "甲" }, from: { name: "推广员" }, to: { name: "经销商" }, cause: "upgrade" },
    ]);
    expect(run.items[0]?.facts).toEqual({
      days: 30,
      own_sales_fen: 500_000,
      own_orders: 0,
      team_sales_fen: 500_000,
      team_orders: 0,
    });
    expect([await t.at(a), await t.at(b)]).toEqual(["经销商 rule", "推广员 rule"]);
    expect(await t.run()).toMatchObject({ upgraded: 0, items: [] });
    expect(await t.history(a)).toEqual(["推广员 → 经销商 upgrade"]);
  });

  test("only days of the span count: the 30th back does, the 31st does not, tomorrow's neither", async () => {
    await t.put("经销商", { upgrade: asks() });
    const [a, b, c] = [await t.r.promoter(), await t.r.promoter(), await t.r.promoter()];
    await t.sold(a, { fen: 500_000, ago: 29 });
    await t.sold(b, { fen: 500_000, ago: 30 });
    await t.sold(c, { fen: 500_000, ago: -1 });
    await t.run();
    expect([await t.at(a), await t.at(b), await t.at(c)]).toEqual([
      "经销商 rule",
      "推广员 rule",
      "推广员 rule",
    ]);
  });

  test("several at once: the highest whose rule holds, whatever lies between", async () => {
    await t.put("经销商", { upgrade: asks({ own_orders: 5 }) });
    await t.put("代理商", { upgrade: asks({ own_sales_fen: null, team_sales_fen: 800_000, days: 60 }) });
    const who = await t.r.promoter();
    await t.sold(who, { fen: 300_000, orders: 1, invitedFen: 500_000, ago: 45 });
    await t.run();
    expect(await t.history(who)).toEqual(["推广员 → 代理商 upgrade"]);
  });

  test("the frozen and the closed stand still", async () => {
    await t.put("经销商", { upgrade: asks() });
    const who = await t.r.promoter();
    await t.sold(who, { fen: 900_000 });
    await t.r.freeze(who);
    await t.run();
    expect(await t.at(who)).toBe("推广员 rule");
    await t.r.freeze(who, false);
    await t.run();
    expect(await t.at(who)).toBe("经销商 rule");
  });

  test("a preview says who would change and changes nobody; rules of one tier may be others than saved", async () => {
    const who = await t.r.promoter("丙");
    await t.sold(who, { fen: 700_000 });
    const { id } = await t.tier("经销商");
    const ask = (rules: object | null) =>
      t.r.operator.call<TierRun>("POST", "/console/tiers/preview", { rules });
    expect((await ask(null)).body).toMatchObject({ upgraded: 0 });
    const { body } = await ask({ tier_id: id, upgrade: asks({ own_sales_fen: 700_000 }), keep: null });
    expect(body).toMatchObject({
      upgraded: 1,
      items: [{ customer: { nickname: "丙" }, to: { name: "经销商" } }],
    });
    expect(
      (await ask({ tier_id: id, upgrade: asks({ own_sales_fen: 700_001 }), keep: null })).body.upgraded,
    ).toBe(0);
    expect(await t.at(who)).toBe("推广员 rule");
    expect((await ask({ tier_id: "999", upgrade: null, keep: null })).body).toMatchObject({
      code: "not_found",
    });
  });
});

describe("keeping", () => {
  test("one tier down at the period's end, and not a day before", async () => {
    await t.put("经销商", { keep: keeps() });
    await t.put("代理商", { keep: keeps({ own_sales_fen: 900_000 }) });
    const [a, b] = [await t.r.promoter(), await t.r.promoter()];
    for (const who of [a, b]) await t.give(who, "代理商");
    await t.sold(b, { fen: 900_000 });
    await shop.advance(29 * DAY);
    await t.run();
    expect(await t.at(a)).toBe("代理商 rule");
    await shop.advance(DAY);
    expect(await t.run()).toMatchObject({ not_kept: 1 });
    expect([await t.at(a), await t.at(b)]).toEqual(["经销商 rule", "代理商 rule"]);
    // Once a period: neither again today, and the one who kept it is tested anew 30 days later.
    expect(await t.run()).toMatchObject({ not_kept: 0 });
    await shop.advance(30 * DAY);
    await t.run();
    expect([await t.at(a), await t.at(b)]).toEqual(["推广员 rule", "经销商 rule"]);
    expect(await t.history(a)).toEqual([
      "推广员 → 代理商 manual",
      "代理商 → 经销商 not_kept",
      "经销商 → 推广员 not_kept",
    ]);
  });

  test("to the tier that the rule names", async () => {
    await t.put("代理商", { keep: keeps({ fallback_id: (await t.tier("推广员")).id }) });
    const who = await t.r.promoter();
    await t.give(who, "代理商");
    await shop.advance(30 * DAY);
    await t.run();
    expect(await t.at(who)).toBe("推广员 rule");
  });

  test("whoever would rise into it today keeps it, however hard the test", async () => {
    await t.put("经销商", { upgrade: asks(), keep: keeps({ own_sales_fen: 9_000_000 }) });
    const who = await t.r.promoter();
    await t.give(who, "经销商");
    await shop.advance(30 * DAY);
    await t.sold(who, { fen: 500_000 });
    await t.run();
    expect(await t.at(who)).toBe("经销商 rule");
    expect(await t.history(who)).toEqual(["推广员 → 经销商 manual"]);
  });

  test("whoever rises that day is not tested any more", async () => {
    await t.put("经销商", { keep: keeps() });
    await t.put("代理商", { upgrade: asks({ own_sales_fen: 400_000 }) });
    const who = await t.r.promoter();
    await t.give(who, "经销商");
    await shop.advance(30 * DAY);
    await t.sold(who, { fen: 400_000 });
    const { body } = await t.r.operator.call<TierRun>("POST", "/console/tiers/preview", { rules: null });
    expect(body).toMatchObject({ upgraded: 1, not_kept: 0 });
    expect(await t.run()).toMatchObject({ upgraded: 1, not_kept: 0 });
  });

  test("agrees with the domain, whatever the clock, the cycle and the sales", async () => {
    const people = await Promise.all(Array.from({ length: 24 }, () => t.r.promoter()));
    for (const [nth, cycle] of (["days", "month", "month"] as const).entries()) {
      const rule = keeps({
        cycle,
        days: [13, 20, 45][nth] ?? 1,
        own_sales_fen: 2,
        team_orders: 2,
        match: nth === 1 ? "any" : "all",
      });
      await t.put("经销商", { keep: rule });
      for (const [at, who] of people.entries()) {
        await shop.sql(
          "UPDATE promoter SET tier_id = 2, tier_since = business_now() - make_interval(days => $2), tier_kept_on = NULL WHERE owner_id = $1",
          [who.id, at * 4],
        );
        for (let ago = 0; ago < 100; ago += 7) await t.sold(who, { fen: at % 3, invitedOrders: at % 2, ago });
      }
      const rows = await shop.sql<{ id: string; since: string; today: string }>(
        `SELECT owner_id AS id, business_date(tier_since)::text AS since, business_date(business_now())::text AS today FROM promoter
         WHERE owner_id = ANY ($1)`,
        [people.map((who) => who.id)],
      );
      const wanted: Record<string, string> = {};
      for (const { id, since, today } of rows) {
        const test = dueKeepTest(rule, { since, keptOn: null }, today);
        const [sums] = await shop.sql<Record<string, string>>(
          `SELECT coalesce(sum(own_sales_fen), 0) AS os, coalesce(sum(own_orders), 0) AS oo,
             coalesce(sum(own_sales_fen + invited_sales_fen), 0) AS ts, coalesce(sum(own_orders + invited_orders), 0) AS "to"
           FROM promoter_day WHERE owner_id = $1 AND business_date >= $2::date AND business_date < $3::date`,
          [id, test === null ? today : plusDays(test, -rule.days), test ?? today],
        );
        const figures = {
          own_sales: BigInt(sums?.["os"] ?? 0),
          own_orders: BigInt(sums?.["oo"] ?? 0),
          team_sales: BigInt(sums?.["ts"] ?? 0),
          team_orders: BigInt(sums?.["to"] ?? 0),
        };
        wanted[id] = test === null || tierProgress(rule, figures).met ? "经销商 rule" : "推广员 rule";
      }
      await t.run();
      const found: Record<string, string> = {};
      for (const who of people) found[String(who.id)] = await t.at(who);
      expect(found).toEqual(wanted);
      expect(new Set(Object.values(wanted)).size).toBe(2);
      await shop.sql("DELETE FROM tier_change WHERE owner_id = ANY ($1)", [people.map((who) => who.id)]);
      await shop.sql("DELETE FROM promoter_day");
    }
    await shop.sql(
      "UPDATE promoter SET tier_id = 1, tier_since = NULL, tier_kept_on = NULL WHERE owner_id = ANY ($1)",
      [people.map((who) => who.id)],
    );
  });
});

test("20,000 promoters are looked at in as many statements as one", async () => {
  await t.put("经销商", { upgrade: asks(), keep: keeps() });
  await t.put("代理商", { upgrade: asks({ own_sales_fen: 900_000 }), keep: keeps() });
  const cost = async () => {
    await t.run();
    return shop.requests.at(-1)?.statements;
  };
  const alone = await cost();
  await shop.sql(
    `WITH made AS (INSERT INTO customer (created_at) SELECT now() FROM generate_series(1, 20000) RETURNING id)
     INSERT INTO promoter (owner_id, tier_id, agreement_version, agreed_at, approved_at, approved_date)
     SELECT id, 1 + id % 3, 1, business_now() - interval '40 days', business_now() - interval '40 days', current_date FROM made`,
  );
  await shop.sql(
    `INSERT INTO promoter_day SELECT p.owner_id, business_date(business_now()) - ago, 1, p.owner_id % 10 * 10000, 0, 0
     FROM promoter p, generate_series(0, 28, 4) AS ago WHERE p.approved_at < business_now() - interval '39 days'`,
  );
  expect(await cost()).toBe(alone);
  const [moved] = await shop.sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM tier_change WHERE cause IN ('upgrade', 'not_kept')",
  );
  expect(moved?.n).toBeGreaterThan(5000);
  expect((await t.run()).upgraded).toBe(0);
});
