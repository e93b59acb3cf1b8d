import { COMMISSION_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { commissionExplanation, commissionKey, consoleCommissionRow } from "../commission.ts";
import { count, day, id, instant, optionalText, page, pageQuery, requestKey, text } from "../shape.ts";
import { may } from "./staff.ts";

const keyOf = { promoter_id: id, key: commissionKey };

const consoleCommissionDetail = commissionExplanation.extend({ commission: consoleCommissionRow });

export const consoleCommissionRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/commissions", summary: "佣金" })
    .meta(may("commission.read"))
    .input(
      z.object({
        ...pageQuery,
        state: z.enum(COMMISSION_STATES).optional(),
        promoter_id: id.optional(),
        /** Order number, or the promoter's nickname. */
        q: optionalText("搜索词", 60).optional(),
        from: day.optional(),
        to: day.optional(),
      }),
    )
    .output(page(consoleCommissionRow)),
  get: oc
    .route({ method: "GET", path: "/console/commissions/{promoter_id}/{key}", summary: "佣金怎么算的" })
    .meta(may("commission.read"))
    .input(z.object(keyOf))
    .output(consoleCommissionDetail),
  /** 佣金冻结: out of estimated or available until released or clawed back. */
  hold: oc
    .route({ method: "POST", path: "/console/commissions/{promoter_id}/{key}/hold", summary: "冻结佣金" })
    .meta(may("commission.hold"))
    .input(z.object({ ...keyOf, reason: text("冻结原因", 100) }))
    .output(consoleCommissionDetail),
  release: oc
    .route({ method: "POST", path: "/console/commissions/{promoter_id}/{key}/release", summary: "解冻佣金" })
    .meta(may("commission.hold"))
    .input(z.object({ ...keyOf, reason: text("解冻原因", 100) }))
    .output(consoleCommissionDetail),
};

/** docs/COMMISSION.md, Input: the plan as it is stored, sent and read by the calculator. */
const bps = (label: string) => count(label, 0, 10_000);
const ruleBody = z.object({
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
  rules: z.array(ruleBody).max(2000, "规则最多 2000 条"),
  exclude: z
    .array(
      z.object({
        scope: z.enum(["all", "category", "product", "sku"]),
        target: id.optional(),
      }),
    )
    .max(2000)
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

export const consolePlan = z.object({
  version: z.number().int(),
  name: z.string(),
  state: z.enum(["active", "retired"]),
  body: planBody,
  /** Each rule as a sentence, in the order of body.rules. */
  sentences: z.array(z.string()),
  staff_name: z.string().nullable(),
  acknowledged: z.object({ by: z.string(), at: instant, text: z.string() }).nullable(),
  activated_at: instant,
  retired_at: instant.nullable(),
  /** Orders that were submitted under it. */
  order_count: z.number().int(),
});
export type ConsolePlan = z.infer<typeof consolePlan>;

export const planProblem = z.object({ code: z.string(), path: z.string(), message: z.string() });

export const consolePlanRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/plans", summary: "佣金方案" })
    .meta(may("plan.read"))
    .output(
      z.object({
        plans: z.array(consolePlan),
        /** Shown beside depth 2 and more; an owner agrees to it for depth 3 or a team bonus. */
        legal_notice: z.string(),
      }),
    ),
  /** What a plan would be refused for and warned about, without saving it. */
  check: oc
    .route({ method: "POST", path: "/console/plans/check", summary: "检查佣金方案" })
    .meta(may("plan.read"))
    .input(z.object({ body: planBody }))
    .output(
      z.object({
        refusals: z.array(planProblem),
        warnings: z.array(planProblem),
        sentences: z.array(z.string()),
        acknowledgement: z.enum(["none", "legal_notice", "owner"]),
      }),
    ),
  /** Makes it the active plan from now on. Orders that stand keep the version they were submitted under. */
  publish: oc
    .route({ method: "POST", path: "/console/plans", summary: "启用佣金方案" })
    .meta(may("plan.write"))
    .input(
      z.object({
        request_key: requestKey,
        name: text("方案名称", 30),
        body: planBody,
        /** The version that was active when the form was opened: somebody else's change is not overwritten unseen. */
        replaces: z.number().int(),
        acknowledge: z.boolean().default(false),
      }),
    )
    .output(consolePlan),
};
