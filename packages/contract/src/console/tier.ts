import { oc } from "@orpc/contract";
import { z } from "zod";
import { tierBody } from "../promoter.ts";
import { count, id, inputFen, inputInstant, instant, page, pageQuery, requestKey, text } from "../shape.ts";
import { promoterTier, tierChange, tierFacts, tierRights } from "../tier.ts";
import { may } from "./staff.ts";

const person = z.object({ id, nickname: z.string(), avatar: z.string().nullable() });
const name = text("等级名称", 10);

/** What is asked for; null is not. Heads cannot be asked for. */
const condition = {
  days: count("天数", 1, 365),
  match: z.enum(["all", "any"], { error: "请选择全部满足还是任一满足" }),
  own_sales_fen: inputFen("自有销售额", 1).nullable().default(null),
  own_orders: count("自有订单数", 1, 1_000_000).nullable().default(null),
  team_sales_fen: inputFen("团队销售额", 1).nullable().default(null),
  team_orders: count("团队订单数", 1, 1_000_000).nullable().default(null),
};
export const tierUpgrade = z.object(condition);
export type TierUpgrade = z.infer<typeof tierUpgrade>;
export const tierKeep = z.object({
  ...condition,
  /** On the first of each month, or every `days` days since the tier began. */
  cycle: z.enum(["month", "days"], { error: "请选择什么时候检查" }),
  /** null: one tier down. */
  fallback_id: id.nullable().default(null),
});
export type TierKeep = z.infer<typeof tierKeep>;

const inputRights = z.object({
  invite: z.boolean(),
  templates: z.boolean(),
  materials: z.boolean(),
  withdraw_max_fen: inputFen("单笔提现上限", 1).nullable().default(null),
  withdraw_day_fen: inputFen("单日提现上限", 1).nullable().default(null),
});

export const consoleTier = tierBody.extend({
  /** Grows with every change; the form sends back the one it has seen. */
  revision: z.number().int(),
  rights: tierRights,
  upgrade: tierUpgrade.nullable(),
  keep: tierKeep.nullable(),
  upgrade_text: z.string().nullable(),
  keep_text: z.string().nullable(),
  promoter_count: z.number().int(),
  /** Of them, those whose seed tier it is. */
  seed_count: z.number().int(),
  /** Rules of the active plan that name it, as sentences. */
  rates: z.array(z.string()),
  retired_at: instant.nullable(),
});
export type ConsoleTier = z.infer<typeof consoleTier>;

const tierProblem = z.object({ code: z.string(), tier_id: id, path: z.string(), message: z.string() });
const ladder = z.object({
  /** Those that stand, lowest first, then the retired ones. */
  tiers: z.array(consoleTier),
  /** What to know about the rules as they stand. */
  warnings: z.array(tierProblem),
});
export type ConsoleLadder = z.infer<typeof ladder>;

const movedPromoter = z.object({
  customer: person,
  from: tierBody,
  to: tierBody,
  cause: z.enum(["upgrade", "not_kept", "seed_ended"]),
  facts: tierFacts.nullable(),
});
export type MovedPromoter = z.infer<typeof movedPromoter>;
/** How many, and the first of them. */
const moved = z.object({
  upgraded: z.number().int(),
  not_kept: z.number().int(),
  seeds_ended: z.number().int(),
  items: z.array(movedPromoter),
});
export type TierRun = z.infer<typeof moved>;

export const consoleTierChange = tierChange.extend({
  customer: person,
  note: z.string(),
  staff_name: z.string().nullable(),
});
export type ConsoleTierChange = z.infer<typeof consoleTierChange>;

const skipped = z.object({ customer_id: id, nickname: z.string(), message: z.string() });

export const consoleTierRoutes = {
  ladder: oc
    .route({ method: "GET", path: "/console/tier-ladder", summary: "等级、权益与规则" })
    .meta(may("promoter.read"))
    .output(ladder),
  /** The highest from now on, with no rules yet. */
  create: oc
    .route({ method: "POST", path: "/console/tiers", summary: "新建等级" })
    .meta(may("tier.write"))
    .input(z.object({ request_key: requestKey, name, rights: inputRights }))
    .output(ladder),
  update: oc
    .route({ method: "PUT", path: "/console/tiers/{tier_id}", summary: "修改等级" })
    .meta(may("tier.write"))
    .input(
      z.object({
        tier_id: id,
        revision: count("修订", 1, 1_000_000_000),
        name,
        rights: inputRights,
        upgrade: tierUpgrade.nullable(),
        keep: tierKeep.nullable(),
      }),
    )
    .output(ladder),
  /** All tiers that stand, lowest first. */
  order: oc
    .route({ method: "POST", path: "/console/tiers/order", summary: "调整等级顺序" })
    .meta(may("tier.write"))
    .input(z.object({ tier_ids: z.array(id).min(1, "请给出等级顺序").max(10, "最多 10 个等级") }))
    .output(ladder),
  /** Nobody rises into it any more; whoever stands in it goes to the successor. */
  retire: oc
    .route({ method: "POST", path: "/console/tiers/{tier_id}/retire", summary: "停用等级" })
    .meta(may("tier.write"))
    .input(z.object({ tier_id: id, successor_id: id.nullable().default(null), reason: text("原因", 100) }))
    .output(ladder),
  /** Who would change today, with the rules given for one tier or as they stand; nobody is changed. */
  preview: oc
    .route({ method: "POST", path: "/console/tiers/preview", summary: "预览等级变动" })
    .meta(may("promoter.read"))
    .input(
      z.object({
        rules: z
          .object({ tier_id: id, upgrade: tierUpgrade.nullable(), keep: tierKeep.nullable() })
          .nullable()
          .default(null),
      }),
    )
    .output(moved),
  run: oc
    .route({ method: "POST", path: "/console/tiers/run", summary: "立即评定等级" })
    .meta(may("tier.write"))
    .output(moved),
  /** Puts promoters into a seed tier until a date; then they go to the fall-back. Whoever cannot be is named, the others are. */
  seed: oc
    .route({ method: "POST", path: "/console/tiers/seeds", summary: "设为种子分销员" })
    .meta(may("promoter.write"))
    .input(
      z.object({
        customer_ids: z.array(id).min(1, "请选择分销员").max(200, "一次最多 200 位"),
        tier_id: id,
        until: inputInstant("截止时间"),
        fallback_id: id,
        reason: text("原因", 100),
      }),
    )
    .output(z.object({ assigned: z.number().int(), skipped: z.array(skipped) })),
  progress: oc
    .route({ method: "GET", path: "/console/promoters/{customer_id}/tier", summary: "分销员的等级与进度" })
    .meta(may("promoter.read"))
    .input(z.object({ customer_id: id }))
    .output(promoterTier),
  changes: oc
    .route({ method: "GET", path: "/console/tier-changes", summary: "等级变动" })
    .meta(may("promoter.read"))
    .input(z.object({ ...pageQuery, customer_id: id.optional() }))
    .output(page(consoleTierChange)),
};
