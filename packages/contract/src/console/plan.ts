import { PLAN_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { count, empty, id, inputInstant, instant, optionalText, requestKey, text } from "../shape.ts";
import { planBody, ruleBody } from "./plan-body.ts";
import { may } from "./staff.ts";

const version = count("版本", 1, 1_000_000_000_000);
/** Which change of the draft was seen: somebody else's is not overwritten unseen. */
const revision = count("草稿修订", 1, 1_000_000_000);
const name = text("方案名称", 30);

/** A version without its rules. */
export const consolePlanHead = z.object({
  version: z.number().int(),
  name: z.string(),
  state: z.enum(PLAN_STATES),
  /** Grows with every change of a draft. */
  revision: z.number().int(),
  /** The version that the draft was copied from. */
  based_on: z.number().int().nullable(),
  depth: z.number().int(),
  self_purchase: z.string(),
  cap_bps: z.number().int(),
  rule_count: z.number().int(),
  team_bonus: z.boolean(),
  staff_name: z.string().nullable(),
  created_at: instant,
  changed_at: instant,
  /** When a scheduled plan will be put to work, or was to be. */
  starts_at: instant.nullable(),
  scheduled_by: z.string().nullable(),
  acknowledged: z.object({ by: z.string(), at: instant, text: z.string() }).nullable(),
  activated_at: instant.nullable(),
  retired_at: instant.nullable(),
  /** Orders that were submitted under it, counted up to MOST_COUNTED_ORDERS. */
  order_count: z.number().int(),
});
export type ConsolePlanHead = z.infer<typeof consolePlanHead>;

/** `gone`: recycled goods, retired SKUs and tiers, which no plan may name any more. */
const named = z.object({ id, name: z.string(), gone: z.boolean() });
export const planNames = z.object({
  tiers: z.array(named),
  categories: z.array(named),
  products: z.array(named),
  skus: z.array(named),
});
export type ConsolePlanNames = z.infer<typeof planNames>;

export const consolePlan = consolePlanHead.extend({
  body: planBody,
  /** Each rule as a sentence, in the order of body.rules. */
  sentences: z.array(z.string()),
  /** All tiers and categories, and the goods that the body names. */
  names: planNames,
});
export type ConsolePlan = z.infer<typeof consolePlan>;

export const planProblem = z.object({ code: z.string(), path: z.string(), message: z.string() });

/** A cell as the browser has read it from a sheet. */
const sheetCell = z.union([z.string().max(500, "单元格最多 500 个字"), z.number(), z.boolean(), z.null()]);
const SHEET_ROWS = 10_000;

const once = { request_key: requestKey };
const draftOf = { version, revision, ...once };
const toWork = {
  ...draftOf,
  /** The owner's acknowledgement of the legal notice, where the plan needs one. */
  acknowledge: z.boolean().default(false),
};

export const consolePlanRoutes = {
  /** Drafts first, then what is scheduled, works and worked; newest first. */
  list: oc
    .route({ method: "GET", path: "/console/plans", summary: "佣金方案" })
    .meta(may("plan.read"))
    .output(
      z.object({
        plans: z.array(consolePlanHead),
        /** Shown beside depth 2 and more; an owner agrees to it for depth 3 or a team bonus. */
        legal_notice: z.string(),
      }),
    ),
  get: oc
    .route({ method: "GET", path: "/console/plans/{version}", summary: "佣金方案的一版" })
    .meta(may("plan.read"))
    .input(z.object({ version }))
    .output(consolePlan),
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
  /** Products or SKUs that a rule may name, by words of their name or a code. */
  targets: oc
    .route({ method: "GET", path: "/console/plans/targets", summary: "规则可选的商品与规格" })
    .meta(may("plan.read"))
    .input(
      z.object({
        scope: z.enum(["product", "sku"], { error: "规则范围不支持" }).default("product"),
        q: optionalText("搜索词", 60).default(""),
      }),
    )
    .output(z.object({ targets: z.array(z.object({ id, name: z.string(), note: z.string() })) })),
  /** Reads the rows of a sheet of rules. Nothing is saved: the good ones come back for the draft, the bad ones with line and reason. */
  sheet: oc
    .route({ method: "POST", path: "/console/plans/sheet", summary: "读取规则表格" })
    .meta(may("plan.draft"))
    .input(
      z.object({
        rows: z
          .array(z.array(sheetCell).max(50, "表格最多 50 列"))
          .max(SHEET_ROWS + 1, `表格最多 ${SHEET_ROWS} 行`),
      }),
    )
    .output(
      z.object({
        good: z.array(z.object({ line: z.number().int(), rule: ruleBody.omit({ id: true }) })),
        bad: z.array(z.object({ line: z.number().int(), reason: z.string() })),
        names: planNames,
      }),
    ),
  /** A draft that begins blank, or as a copy of a version. */
  draft: oc
    .route({ method: "POST", path: "/console/plans/drafts", summary: "新建方案草稿" })
    .meta(may("plan.draft"))
    .input(z.object({ ...once, name, from: version.nullable().default(null) }))
    .output(consolePlan),
  save: oc
    .route({ method: "PUT", path: "/console/plans/{version}", summary: "保存方案草稿" })
    .meta(may("plan.draft"))
    .input(z.object({ ...draftOf, name, body: planBody }))
    .output(consolePlan),
  rename: oc
    .route({ method: "PUT", path: "/console/plans/{version}/name", summary: "修改草稿名称" })
    .meta(may("plan.draft"))
    .input(z.object({ ...draftOf, name }))
    .output(consolePlan),
  discard: oc
    .route({ method: "POST", path: "/console/plans/{version}/discard", summary: "删除方案草稿" })
    .meta(may("plan.draft"))
    .input(z.object(draftOf))
    .output(empty),
  /** Puts a body to work as a new version, without a draft. Orders that stand keep the version they were submitted under. */
  publish: oc
    .route({ method: "POST", path: "/console/plans", summary: "启用佣金方案" })
    .meta(may("plan.write"))
    .input(
      z.object({
        ...once,
        name,
        body: planBody,
        /** The version that was active when the form was opened: somebody else's change is not overwritten unseen. */
        replaces: z.number().int(),
        acknowledge: z.boolean().default(false),
      }),
    )
    .output(consolePlan),
  /** Puts a draft to work from now on. */
  activate: oc
    .route({ method: "POST", path: "/console/plans/{version}/activate", summary: "启用方案草稿" })
    .meta(may("plan.write"))
    .input(z.object({ ...toWork, replaces: z.number().int() }))
    .output(consolePlan),
  /** To a whole minute; refused in the past, and where another plan has that minute. Until then its body stands. */
  schedule: oc
    .route({ method: "POST", path: "/console/plans/{version}/schedule", summary: "定时启用方案草稿" })
    .meta(may("plan.write"))
    .input(z.object({ ...toWork, starts_at: inputInstant("启用时间") }))
    .output(consolePlan),
  /** Back to a draft. */
  unschedule: oc
    .route({ method: "POST", path: "/console/plans/{version}/unschedule", summary: "取消定时启用" })
    .meta(may("plan.write"))
    .input(z.object({ version, ...once }))
    .output(consolePlan),
};
