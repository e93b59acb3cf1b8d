/** The operator's ladder: making, changing, ordering and retiring tiers, what is refused by name, and rights where they hold. */
import type { WithdrawalRules } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newKey, openShop, type Shop } from "./open-shop.ts";
import { fundedPromoter } from "./promoter.ts";
import type { Refused } from "./relations.ts";
import { asks, inDays, keeps, openTiers, type Tiers } from "./tier.ts";

let shop: Shop;
let t: Tiers;
beforeAll(async () => {
  shop = await openShop("tier_ladder");
  t = await openTiers(shop);
});
afterAll(() => shop.close());

const RIGHTS = {
  invite: true,
  templates: true,
  materials: false,
  withdraw_max_fen: null,
  withdraw_day_fen: null,
};
const create = (name: string, extra: object = {}) =>
  t.r.operator.call<Refused>("POST", "/console/tiers", {
    request_key: newKey(),
    name,
    rights: RIGHTS,
    ...extra,
  });
const retire = async (name: string, successor: string | null = null) =>
  t.r.operator.call<Refused>("POST", `/console/tiers/${(await t.tier(name)).id}/retire`, {
    successor_id: successor === null ? null : (await t.tier(successor)).id,
    reason: "合并等级",
  });
const order = async (...names: string[]) =>
  t.r.operator.call<Refused>("POST", "/console/tiers/order", {
    tier_ids: await Promise.all(names.map(async (name) => (await t.tier(name)).id)),
  });
const standing = async () =>
  (await t.ladder()).tiers
    .filter((one) => one.retired_at === null)
    .map(({ name, rank }) => `${rank} ${name}`);
/** The code and the sentence of a refusal. */
const no = ({ body }: { body: Refused }) => [body.code, body.message];

describe("the ladder", () => {
  test("a new tier is the highest, once per request key; its name is its own", async () => {
    const request_key = newKey();
    expect((await create("合伙人", { request_key })).status).toBe(200);
    expect((await create("合伙人", { request_key })).status).toBe(200);
    expect((await create("换了名字", { request_key })).body.code).toBe("request_key_reused");
    expect(await standing()).toEqual(["1 推广员", "2 经销商", "3 代理商", "4 合伙人"]);
    expect(await t.tier("合伙人")).toMatchObject({
      rights: RIGHTS,
      upgrade: null,
      keep: null,
      promoter_count: 0,
    });
    expect(no(await create("经销商"))).toEqual(["tier_name_taken", "已经有同名的等级"]);
    expect((await create("")).body.field).toBe("name");
  });

  test("order: all that stand, each once; the ranks follow", async () => {
    expect((await order("推广员", "代理商", "经销商", "合伙人")).status).toBe(200);
    expect(await standing()).toEqual(["1 推广员", "2 代理商", "3 经销商", "4 合伙人"]);
    expect((await order("推广员", "经销商")).body.code).toBe("already_changed");
    expect((await order("推广员", "经销商", "经销商", "代理商")).body.code).toBe("already_changed");
    expect((await order("推广员", "经销商", "代理商", "合伙人")).status).toBe(200);
  });

  test("rules are sentences; of two writers the second hears of the first", async () => {
    const rules = {
      upgrade: asks({ own_orders: 20 }),
      keep: keeps({ cycle: "month", own_sales_fen: 100_000, fallback_id: (await t.tier("推广员")).id }),
    };
    expect((await t.put("经销商", rules)).status).toBe(200);
    const saved = await t.tier("经销商");
    expect(saved).toMatchObject({
      ...rules,
      upgrade_text: "近 30 天自有顾客结算销售额满 ¥5,000 且 20 单",
      keep_text: "每月 1 日检查：近 30 天自有顾客结算销售额满 ¥1,000，未达到转为推广员",
    });
    expect((await t.put("经销商", { revision: saved.revision - 1 })).body.code).toBe("already_changed");
    expect((await t.put("经销商", { name: "推广员" })).body).toMatchObject({
      code: "tier_name_taken",
      field: "name",
    });
  });

  const wrong: [string, object, string, string][] = [
    [
      "推广员",
      { upgrade: asks() },
      "tier_rule_refused",
      "「推广员」是最低的等级，不需要升级和保级规则，请先去掉",
    ],
    [
      "代理商",
      { upgrade: asks({ own_sales_fen: null }) },
      "tier_rule_refused",
      "「代理商」的规则至少要填一项销售额或订单数",
    ],
    ["代理商", { upgrade: asks({ days: 0 }) }, "invalid_input", "天数至少 1"],
    ["代理商", { upgrade: asks({ days: 366 }) }, "invalid_input", "天数最多 365"],
    ["代理商", { upgrade: asks({ own_sales_fen: -5 }) }, "invalid_input", "自有销售额必须大于 0"],
    [
      "代理商",
      { keep: keeps({ fallback_id: "999" }) },
      "tier_rule_refused",
      "「代理商」未保级时只能转到比它低的等级",
    ],
  ];
  test.each(wrong)("%s refuses %j", async (name, extra, code, message) => {
    expect(no(await t.put(name, extra))).toEqual([code, message]);
  });

  test("warns of what will surprise", async () => {
    await t.put("代理商", { upgrade: null, keep: null });
    await t.put("合伙人", {
      upgrade: asks({ own_sales_fen: 9_000_000 }),
      keep: keeps({ own_sales_fen: 9_900_000 }),
    });
    const { warnings } = await t.ladder();
    expect(warnings.map(({ code }) => code)).toEqual(["unreached", "keep_harder"]);
    expect(warnings[0]?.message).toBe("「代理商」没有升级规则，而「合伙人」有：升级会跳过这一级");
  });

  test("an order that would leave rules which cannot hold is refused", async () => {
    expect(no(await order("经销商", "推广员", "代理商", "合伙人"))).toEqual([
      "tier_rule_refused",
      "「经销商」是最低的等级，不需要升级和保级规则，请先去掉",
    ]);
  });

  test("not more than ten", async () => {
    for (let at = 5; at <= 10; at += 1) expect((await create(`第${at}级`)).status).toBe(200);
    expect((await create("第11级")).body.code).toBe("tier_limit");
    for (let at = 5; at <= 10; at += 1) expect((await retire(`第${at}级`)).status).toBe(200);
    expect(no(await create("第5级"))).toEqual([
      "tier_name_taken",
      "停用的等级里已有这个名称，历史记录还在用它",
    ]);
  });

  test("the service desk may look and not touch", async () => {
    const service = await shop.staff("service");
    expect((await service.call("GET", "/console/tier-ladder")).status).toBe(200);
    expect((await service.call("POST", "/console/tiers/run", {})).body.code).toBe("not_allowed");
  });
});

describe("retiring", () => {
  test("whoever stands there goes to the successor, seeds included, and is told", async () => {
    const [a, b, c] = [await t.r.promoter(), await t.r.promoter(), await t.r.promoter()];
    await t.give(a, "代理商");
    const until = await inDays(shop, 5);
    const partner = await t.tier("合伙人");
    const agent = await t.tier("代理商");
    await t.seed([b], { until, tier_id: agent.id, fallback_id: partner.id });
    await t.seed([c], { until, tier_id: partner.id, fallback_id: agent.id });
    expect(no(await retire("代理商"))).toEqual([
      "tier_in_use",
      "有 2 位分销员在「代理商」，1 位种子分销员到期后转入「代理商」，请选择把他们转到哪个等级",
    ]);
    expect((await retire("代理商", "代理商")).body).toMatchObject({
      code: "invalid_input",
      field: "successor_id",
    });
    expect((await retire("代理商", "合伙人")).status).toBe(200);
    expect([await t.at(a), await t.at(b), await t.at(c)]).toEqual([
      "合伙人 rule",
      "合伙人 pinned",
      "合伙人 pinned",
    ]);
    expect(await t.history(a)).toEqual(["推广员 → 代理商 manual", "代理商 → 合伙人 retired"]);
    const [told] = await shop.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM outbox WHERE topic = 'promoter.tier' AND body ->> 'cause' = 'retired'",
    );
    expect(told?.n).toBe(2);
    expect((await t.give(c, "代理商")).body).toMatchObject({ code: "invalid_input", field: "tier_id" });
    expect((await retire("代理商")).body.code).toBe("tier_retired");
  });

  test("not while the active plan names it, in a rule or in the team bonus", async () => {
    const { id } = await t.tier("经销商");
    const plan = (body: object) =>
      shop.sql("UPDATE plan SET body = body || $1 WHERE state = 'active'", [JSON.stringify(body)]);
    await plan({ rules: [{ id: "r", scope: "all", position: 1, tier: id, rate_bps: 900 }] });
    await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'plan'");
    await shop.services.versions.refresh();
    expect(no(await retire("经销商", "推广员"))).toEqual([
      "tier_in_plan",
      "在用的方案「初始方案」有 1 条规则指定了「经销商」，请先在方案里去掉",
    ]);
    expect((await t.tier("经销商")).rates).toEqual(["全部商品：第 1 位的经销商得计佣金额的 9%"]);
    await plan({ rules: [], team_bonus: { rates: { [id]: 300 } } });
    expect((await retire("经销商", "推广员")).body.code).toBe("tier_in_plan");
    await plan({ team_bonus: null });
  });

  test("nor while a plan that waits for its time names it", async () => {
    const { id } = await t.tier("经销商");
    await shop.sql(
      `INSERT INTO plan (name, state, body, starts_at, scheduled_by)
       SELECT '双十二', 'scheduled', body || $1, date_trunc('minute', now() + interval '1 day', 'UTC'), $2 FROM plan WHERE state = 'active'`,
      [
        JSON.stringify({ rules: [{ id: "r", scope: "all", position: 1, tier: id, rate_bps: 900 }] }),
        t.r.operator.id,
      ],
    );
    expect(no(await retire("经销商", "推广员"))).toEqual([
      "tier_in_plan",
      "已排期的方案「双十二」有 1 条规则指定了「经销商」，请先在方案里去掉",
    ]);
    await shop.sql(
      "UPDATE plan SET state = 'draft', starts_at = NULL, scheduled_by = NULL WHERE name = '双十二'",
    );
  });

  test("not while another tier falls back to it, nor the last one", async () => {
    await t.put("合伙人", { keep: keeps({ fallback_id: (await t.tier("经销商")).id }) });
    expect(no(await retire("经销商", "推广员"))).toEqual([
      "tier_rule_refused",
      "「合伙人」未保级时转到「经销商」，请先修改它的保级规则",
    ]);
    await t.put("合伙人", { upgrade: null, keep: null });
    await t.put("经销商", { upgrade: null, keep: null });
    await shop.sql("UPDATE promoter SET state = 'frozen'");
    expect((await retire("经销商", "推广员")).status).toBe(200);
    expect((await retire("推广员", "合伙人")).status).toBe(200);
    expect(no(await retire("合伙人"))).toEqual(["tier_last", "至少保留一个等级"]);
    expect(await standing()).toEqual(["1 合伙人"]);
    expect(await t.at(await t.r.promoter("新人"))).toBe("合伙人 rule");
  });

  test("against approvals at the same moment: nobody stands in a retired tier", async () => {
    for (let round = 0; round < 4; round += 1) {
      await create(`甲${round}`);
      const [lowest] = (await t.ladder()).tiers;
      const people = await Promise.all(Array.from({ length: 4 }, () => t.r.person()));
      for (const who of people) await t.r.apply(who);
      const answers = await Promise.all([
        ...people.map((who) => t.r.decide(who, {})),
        retire(lowest?.name ?? "", `甲${round}`),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(
        await shop.sql(
          "SELECT 1 FROM promoter p JOIN tier t ON t.id = p.tier_id WHERE t.retired_at IS NOT NULL",
        ),
      ).toEqual([]);
    }
  });
});

describe("rights", () => {
  const allow = async (rights: object) => {
    const tier = (await t.ladder()).tiers[0];
    expect((await t.put(tier?.name ?? "", { rights: { ...RIGHTS, ...rights } })).status).toBe(200);
  };

  test("the invite card is the tier's; other shares are everybody's", async () => {
    const who = await t.r.promoter();
    await allow({ invite: false });
    expect((await t.r.share(who, { channel: "invite" })).body.code).toBe("tier_no_invite");
    expect((await t.r.share(who, { channel: "card" })).status).toBe(200);
    expect((await who.call("GET", "/promoter/center")).body).toMatchObject({ may_invite: false });
    await allow({ invite: true });
    expect((await t.r.share(who, { channel: "invite" })).status).toBe(200);
  });

  test("limits of withdrawing: per withdrawal and per day, within the shop's", async () => {
    const who = await fundedPromoter(shop, 100_000);
    await shop.sql(
      "UPDATE promoter SET tier_id = (SELECT id FROM tier WHERE retired_at IS NULL LIMIT 1) WHERE owner_id = $1",
      [who.id],
    );
    await allow({ withdraw_max_fen: 5_000, withdraw_day_fen: 8_000 });
    const ask = (amount_fen: number) =>
      who.call<Refused>("POST", "/promoter/withdrawals", { request_key: newKey(), amount_fen });
    const rules = async () => (await who.call<WithdrawalRules>("GET", "/promoter/withdrawals/rules")).body;
    expect(await rules()).toMatchObject({ max_fen: 5_000, tier_day: { max_fen: 8_000, left_fen: 8_000 } });
    expect([...no(await ask(5_001)), (await ask(5_001)).body.field]).toEqual([
      "tier_above_maximum",
      "您的等级单笔最多提现 ¥50.00",
      "amount_fen",
    ]);
    expect((await ask(5_000)).status).toBe(200);
    expect(await rules()).toMatchObject({ max_fen: 3_000, tier_day: { max_fen: 8_000, left_fen: 3_000 } });
    expect(no(await ask(3_001))).toEqual([
      "tier_day_maximum",
      "您的等级单日最多提现 ¥80.00，今天还可以提现 ¥30.00",
    ]);
    expect((await ask(3_000)).status).toBe(200);
    // Never more than the shop's own.
    await allow({ withdraw_max_fen: 9_000_000 });
    expect((await ask(20_001)).body.code).toBe("above_maximum");
  });
});
