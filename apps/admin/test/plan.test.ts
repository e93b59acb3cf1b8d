import type { PlanBody } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import { parsePercent, percentInput } from "../src/design/percent-input.tsx";
import { bodyOf, type Draft, draftOf, freshRuleIds, shownPositions, summaryOf } from "../src/plan/draft.ts";
import { examplesOf } from "../src/plan/example.ts";

const PLAN: PlanBody = {
  depth: 2,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [
    { id: "a", scope: "all", position: 1, rate_bps: 1000 },
    { id: "tea", scope: "category", target: "7", position: 1, rate_bps: 1500 },
    { id: "b", scope: "all", position: 2, rate_bps: 300 },
    { id: "gold", scope: "all", position: 2, tier: "3", fixed_fen: 500 },
  ],
  exclude: [{ scope: "product", target: "9" }],
  promotions: { flash_sale: "share", group_buy: "none" },
  team_bonus: null,
};
const NAMES = {
  target: (_: string, target: string) => (target === "7" ? "茶叶" : `商品 ${target}`),
  tier: (tier: string) => (tier === "3" ? "代理商" : `等级 ${tier}`),
};
const plan = (part: Partial<PlanBody>): PlanBody => ({ ...PLAN, ...part });
const draft = (part: Partial<Draft>): Draft => ({ ...draftOf(PLAN), ...part });

describe("a percentage as it is typed", () => {
  it.each([
    ["10", 1000],
    ["12.5", 1250],
    ["0.05", 5],
    ["0", 0],
    ["100", 10_000],
    ["100.01", null],
    ["1.234", null],
    ["-1", null],
    ["", null],
    ["十", null],
  ])("%j → %j", (typed, bps) => expect(parsePercent(typed)).toBe(bps));

  it.each([
    [1000, "10"],
    [1250, "12.5"],
    [5, "0.05"],
    [0, "0"],
    [10_000, "100"],
  ])("%j shows as %j", (bps, shown) => {
    expect(percentInput(bps)).toBe(shown);
    expect(parsePercent(shown)).toBe(bps);
  });
});

describe("the form of a plan", () => {
  it("gives back the rules it was opened with, base rules first, and keeps what it does not offer", () => {
    const body = bodyOf(draftOf(PLAN));
    expect(body.rules.map((rule) => rule.id)).toEqual(["a", "b", "tea", "gold"]);
    expect([...body.rules].sort((x, y) => x.id.localeCompare(y.id))).toEqual(
      [...PLAN.rules].sort((x, y) => x.id.localeCompare(y.id)),
    );
    expect(body).toMatchObject({ exclude: PLAN.exclude, promotions: PLAN.promotions, team_bonus: null });
  });

  it("keeps a second base rule of one position as an extra rule, so that the tie is seen and not lost", () => {
    const tied = draftOf(
      plan({ rules: [...PLAN.rules, { id: "c", scope: "all", position: 1, rate_bps: 1 }] }),
    );
    expect(tied.base["1"]).toBe(1000);
    expect(tied.extra.map((rule) => rule.id)).toEqual(["tea", "gold", "c"]);
  });

  it("keeps a fixed amount for everything as an extra rule: the rate fields have no place for it", () => {
    const fixed = draftOf(plan({ rules: [{ id: "f", scope: "all", position: 1, fixed_fen: 500 }] }));
    expect(fixed.base["1"]).toBeNull();
    expect(bodyOf(fixed).rules).toEqual([{ id: "f", scope: "all", position: 1, fixed_fen: 500 }]);
  });

  it("leaves out rates of positions that the depth hides", () => {
    const narrow = bodyOf(draft({ depth: 1 }));
    expect(narrow.rules.map((rule) => rule.id)).toEqual(["a", "tea", "gold"]);
  });

  it.each([
    [1, "none", [1]],
    [3, "none", [1, 2, 3]],
    [2, "rebate", ["self", 1, 2]],
  ] as const)("depth %j with 自购 %j has fields for %j", (depth, self_purchase, shown) =>
    expect(shownPositions({ depth, self_purchase })).toEqual(shown),
  );

  it("gives new rules ids that nobody has", () => {
    const taken = draft({ extra: [{ ...(draftOf(PLAN).extra[0] as Draft["extra"][number]), id: "rule-2" }] });
    const fresh = freshRuleIds(taken);
    expect([fresh(), fresh()]).toEqual(["rule-3", "rule-4"]);
  });

  it("keeps exclusions, promotions and the team bonus, and leaves out tiers without a rate", () => {
    const now = draft({
      exclude: [{ scope: "sku", target: "8" }],
      promotions: { flash_sale: "none", group_buy: "share" },
      bonus: { "1": null, "2": 100 },
    });
    expect(bodyOf(now)).toMatchObject({
      exclude: [{ scope: "sku", target: "8" }],
      promotions: { flash_sale: "none", group_buy: "share" },
      team_bonus: { rates: { "2": 100 } },
    });
    expect(draftOf(bodyOf(now)).bonus).toEqual({ "2": 100 });
  });

  it("tells versions apart by a few figures", () => {
    const rows = new Map(summaryOf(PLAN));
    expect(rows.get("第 1 位")).toBe("10%");
    expect(rows.get("第 2 位")).toBe("3%");
    expect(rows.get("第 3 位")).toBe("—");
    expect(rows.get("其他规则")).toBe("2 条");
    expect(rows.get("不参与分佣")).toBe("1 项");
  });
});

describe("the plan told on sales of ¥100", () => {
  it("says who gets what, for any goods and for each special rule", () => {
    expect(examplesOf(PLAN, NAMES).map((example) => example.text)).toEqual([
      "张三 卖出 ¥100.00 的商品，得 ¥10.00，邀请人得 ¥3.00",
      "张三 卖出 ¥100.00 的“茶叶”，得 ¥15.00，邀请人得 ¥3.00",
      "都是代理商时，张三 卖出 ¥100.00 的商品，得 ¥10.00，邀请人得 ¥5.00",
    ]);
  });

  it("says what the cap takes away", () => {
    const [first] = examplesOf(plan({ cap_bps: 1100, rules: PLAN.rules.slice(0, 3) }), NAMES);
    expect(first?.text).toBe(
      "张三 卖出 ¥100.00 的商品，得 ¥10.00，邀请人得 ¥1.00（合计超过上限 ¥11.00，已削减）",
    );
  });

  it("tells own purchases for each tier that has a rule of its own", () => {
    const rules = [
      { id: "s", scope: "all", position: "self", tier: "3", rate_bps: 1000 },
      { id: "tea", scope: "category", target: "7", position: "self", rate_bps: 500 },
      { id: "one", scope: "all", position: 1, rate_bps: 1000 },
    ] as const;
    const said = examplesOf(plan({ depth: 1, self_purchase: "discount", rules: [...rules] }), NAMES);
    expect(said.map((example) => example.text)).toEqual([
      "张三 卖出 ¥100.00 的商品，得 ¥10.00",
      "都是代理商时，张三 自己买 ¥100.00 的商品，直接少付 ¥10.00，实付 ¥90.00",
    ]);
  });

  it.each([
    ["discount", "张三 自己买 ¥100.00 的商品，直接少付 ¥8.00，实付 ¥92.00，邀请人得 ¥2.76"],
    ["rebate", "张三 自己买 ¥100.00 的商品，之后返 ¥8.00，邀请人得 ¥3.00"],
  ] as const)("says what an own purchase brings under %s", (self_purchase, text) => {
    const rules = [
      ...PLAN.rules.slice(0, 3),
      { id: "s", scope: "all", position: "self", rate_bps: 800 } as const,
    ];
    expect(examplesOf(plan({ self_purchase, rules }), NAMES)[1]?.text).toBe(text);
  });
});
