import { describe, expect, test } from "vitest";
import {
  BLANK_PLAN,
  checkPlan,
  comparePlans,
  type Plan,
  type PlanRule,
  tellRefusals,
  tellWarnings,
} from "../src/index.ts";

const names = {
  target: (scope: string, target: string) => `${scope}${target}`,
  tier: (tier: string) => ({ t: "经销商", g: "代理商" })[tier] ?? tier,
};
const ALL: PlanRule = { id: "a", scope: "all", position: 1, rate_bps: 1000 };
const TEA: PlanRule = { id: "b", scope: "category", target: "7", position: 1, rate_bps: 500 };
const plan = (change: Partial<Plan>): Plan => ({ ...BLANK_PLAN, rules: [ALL, TEA], ...change });

describe("comparePlans", () => {
  const compare = (before: Partial<Plan>, after: Partial<Plan>) =>
    comparePlans(plan(before), plan(after), names);

  test("sees nothing where only ids and places in the list differ", () => {
    const rules = [
      { ...TEA, id: "x" },
      { ...ALL, id: "y" },
    ];
    expect(compare({}, { rules })).toEqual({ frame: [], added: [], removed: [], changed: [] });
  });

  test("tells rules that are new, gone, and of another amount", () => {
    const dear = { ...ALL, rate_bps: undefined, fixed_fen: 500 };
    const found = { ...TEA, tier: "t" };
    expect(compare({}, { rules: [dear, found] })).toEqual({
      frame: [],
      added: [found],
      removed: [TEA],
      changed: [{ before: ALL, after: dear }],
    });
  });

  test("tells the frame in words, exclusions and team bonus one by one", () => {
    const after: Partial<Plan> = {
      depth: 2,
      self_purchase: "discount",
      cap_bps: 2500,
      exclude: [{ scope: "product", target: "9" }],
      promotions: { flash_sale: "none", group_buy: "share_and_self" },
      team_bonus: { rates: { t: 100, g: 200 } },
    };
    expect(compare({ team_bonus: { rates: { t: 50 } } }, after).frame).toEqual([
      { label: "分佣层数", before: "1 层", after: "2 层" },
      { label: "自购", before: "自购不计佣", after: "自购省" },
      { label: "单行上限", before: "30%", after: "25%" },
      { label: "秒杀商品", before: "照常计佣", after: "不计佣" },
      { label: "团队奖 · 经销商", before: "0.5%", after: "1%" },
      { label: "商品「product9」", before: "—", after: "不参与分佣" },
      { label: "团队奖 · 代理商", before: "—", after: "2%" },
    ]);
  });
});

describe("a warning is told with an example in money", () => {
  const warnings = (change: Partial<Plan>) => {
    const facts = { tiers: new Set(["t", "g"]), knowsTarget: () => true };
    return tellWarnings(checkPlan(plan(change), facts).warnings, names).map(({ message }) => message);
  };
  const SECOND: PlanRule = { id: "c", scope: "all", position: 2, rate_bps: 300 };

  test("who sells what, and what each would get", () => {
    expect(warnings({ depth: 2, cap_bps: 1100, rules: [ALL, SECOND] })).toEqual([
      "例如 张三卖出 ¥100.00 的商品，得 ¥10.00，邀请人得 ¥3.00，合计 ¥13.00，超过上限 ¥11.00，将裁减 ¥2.00",
    ]);
  });

  test("goods and tiers by name, 自购省 first", () => {
    const own: PlanRule[] = [
      { id: "s", scope: "product", target: "9", position: "self", tier: "g", rate_bps: 2000 },
      { id: "d", scope: "product", target: "9", position: 2, tier: "t", rate_bps: 1500 },
    ];
    const change: Partial<Plan> = { depth: 2, cap_bps: 2500, self_purchase: "discount" };
    expect(warnings({ ...change, rules: [ALL, ...own] })).toEqual([
      "例如 张三自己买 ¥100.00 的商品「product9」，自购省 ¥20.00，邀请人（经销商）得 ¥12.00，合计 ¥32.00，超过上限 ¥25.00，将裁减 ¥7.00",
    ]);
  });

  test("自购 without a rule", () => {
    expect(warnings({ self_purchase: "rebate" })).toEqual([
      "开启了自购但没有自购规则：分销员自己购买时占第 1 位却没有收益，邀请人按第 2 位计算",
    ]);
  });
});

test("自购省 with a cap above 90 % is refused at the cap", () => {
  const facts = { tiers: new Set<string>(), knowsTarget: () => true };
  const wide = plan({ self_purchase: "discount", cap_bps: 9001 });
  expect(tellRefusals(wide, checkPlan(wide, facts).refusals, names)).toEqual([
    { code: "discount_cap", path: "cap_bps", message: "使用自购省时，让利上限最多 90%" },
  ]);
  expect(checkPlan({ ...wide, cap_bps: 9000 }, facts).refusals).toEqual([]);
});
