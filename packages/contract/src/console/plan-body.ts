import { z } from "zod";
import { count, id, text } from "../shape.ts";

/** docs/COMMISSION.md, Input: the plan as it is stored, sent and read by the calculator. */
const bps = (label: string) => count(label, 0, 10_000);
/** Rules of one plan, and targets that it leaves out. */
export const MOST_RULES = 2000;
/** Orders of a version are counted up to here: beyond, nobody asks how many exactly. */
export const MOST_COUNTED_ORDERS = 100_000;
export const ruleBody = z.object({
  id: text("规则编号", 40),
  scope: z.enum(["all", "category", "product", "sku"], { error: "规则范围不支持" }),
  target: id.optional(),
  position: z.union([z.literal("self"), z.literal(1), z.literal(2), z.literal(3)], {
    error: "分佣位置不支持",
  }),
  tier: id.optional(),
  rate_bps: bps("佣金比例").optional(),
  fixed_fen: count("固定佣金", 0, 10_000_000_000).optional(),
});
export const planBody = z.object({
  depth: z.union([z.literal(1), z.literal(2), z.literal(3)], { error: "分佣层数不支持" }),
  self_purchase: z.enum(["none", "rebate", "discount"], { error: "自购方式不支持" }),
  cap_bps: bps("单行上限"),
  rules: z.array(ruleBody).max(MOST_RULES, `规则最多 ${MOST_RULES} 条`),
  exclude: z
    .array(
      z.object({
        scope: z.enum(["all", "category", "product", "sku"]),
        target: id.optional(),
      }),
    )
    .max(MOST_RULES, `不参与分佣的范围最多 ${MOST_RULES} 项`)
    .default([]),
  promotions: z
    .object({
      flash_sale: z.enum(["none", "share", "share_and_self"]),
      group_buy: z.enum(["none", "share", "share_and_self"]),
    })
    .default({ flash_sale: "share_and_self", group_buy: "share_and_self" }),
  team_bonus: z
    .object({ rates: z.record(id, bps("团队奖比例")) })
    .nullable()
    .default(null),
});
export type PlanBody = z.infer<typeof planBody>;
