/** What an operator reads when a plan is refused: the rule's number in the list and what it says, never an id. */
import type { PlanBody } from "@banyan/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckedPlan } from "../src/plan/read.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let owner: Caller;
beforeAll(async () => {
  shop = await openShop("plan_console");
  owner = await shop.staff("owner");
});
afterAll(() => shop.close());

type Rule = PlanBody["rules"][number];
const FIRST: Rule = { id: "all-1", scope: "all", position: 1, rate_bps: 1000 };
const bodyOf = (rules: Rule[], changes: Partial<PlanBody> = {}): PlanBody => ({
  depth: 2,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [FIRST, ...rules],
  exclude: [],
  promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
  team_bonus: null,
  ...changes,
});
const check = async (body: PlanBody) =>
  (await owner.call<CheckedPlan>("POST", "/console/plans/check", { body })).body.refusals;

test.each<[string, Rule[], CheckedPlan["refusals"]]>([
  [
    "a tie names both",
    [
      { id: "all-2", scope: "all", position: 2, rate_bps: 300 },
      { id: "rule-2", scope: "all", position: 1, fixed_fen: 500 },
    ],
    [
      {
        code: "rule_tie",
        path: "rules[2]",
        message:
          "第 3 条规则与第 1 条「全部商品：第 1 位得计佣金额的 10%」冲突：范围、位置、等级都相同，分不出先后",
      },
    ],
  ],
  [
    "one id for two rules, of which the later ties with a third",
    [
      { id: "all-1", scope: "all", position: 2, rate_bps: 300 },
      { id: "rule-2", scope: "all", position: 2, rate_bps: 400 },
    ],
    [
      {
        code: "duplicate_rule_id",
        path: "rules[1].id",
        message: "第 2 条规则与第 1 条「全部商品：第 1 位得计佣金额的 10%」冲突：规则编号重复",
      },
      {
        code: "rule_tie",
        path: "rules[2]",
        message:
          "第 3 条规则与第 2 条「全部商品：第 2 位得计佣金额的 3%」冲突：范围、位置、等级都相同，分不出先后",
      },
    ],
  ],
  [
    "a rule about nothing",
    [{ id: "rule-2", scope: "product", target: "999999", position: 1, rate_bps: 100 }],
    [
      {
        code: "unknown_target",
        path: "rules[1].target",
        message: "第 2 条规则：没有这个分类、商品或规格",
      },
    ],
  ],
  [
    "both amounts",
    [{ id: "rule-2", scope: "all", position: 2, rate_bps: 100, fixed_fen: 100 }],
    [
      {
        code: "rule_amount",
        path: "rules[1]",
        message: "第 2 条规则：比例和固定金额只能填一个，也必须填一个",
      },
    ],
  ],
])("%s", async (_, rules, told) => expect(await check(bodyOf(rules))).toEqual(told));

test("what stands at no rule names none", async () => {
  const plan = bodyOf([], { depth: 1, team_bonus: { rates: { "1": 100 } } });
  expect(await check(plan)).toEqual([
    { code: "team_bonus_depth", path: "team_bonus", message: "只有一层时团队奖发不到任何人" },
  ]);
});

test("a long name is cut, and publishing says the same at the same place", async () => {
  await shop.sql("UPDATE tier SET name = $1 WHERE id = 1", ["特别长的等级名称".repeat(5)]);
  const tiered = { scope: "all", position: 2, tier: "1", rate_bps: 100 } as const;
  const body = bodyOf([
    { id: "a", ...tiered },
    { id: "b", ...tiered },
  ]);
  const refusal = (await check(body))[0];
  const cut = "特别长的等级名称".repeat(5).slice(0, 28);
  expect(refusal?.message).toContain(`与第 2 条「全部商品：第 2 位的${cut}…」冲突`);
  expect(
    await owner.call("POST", "/console/plans", {
      request_key: newKey(),
      name: "新方案",
      body,
      replaces: 1,
    }),
  ).toMatchObject({
    status: 409,
    body: { code: "plan_refused", field: `body.${refusal?.path}`, message: refusal?.message },
  });
});
