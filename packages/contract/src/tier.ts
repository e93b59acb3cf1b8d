import { TIER_CAUSES, TIER_MEASURES, TIER_MODES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { tierBody } from "./promoter.ts";
import { fen, id, instant, page, pageQuery } from "./shape.ts";

/** What a tier allows. Limits of withdrawing hold within the shop's; null: only the shop's. */
export const tierRights = z.object({
  /** 邀请卡 */
  invite: z.boolean(),
  /** 海报模板: of posters, from when there are posters. */
  templates: z.boolean(),
  /** 素材: of the material centre, from when there is one. */
  materials: z.boolean(),
  withdraw_max_fen: fen.nullable(),
  withdraw_day_fen: fen.nullable(),
});
export type TierRights = z.infer<typeof tierRights>;

/** Sales in fen, orders as a count. */
export const tierStep = z.object({
  measure: z.enum(TIER_MEASURES),
  need: z.number().int(),
  have: z.number().int(),
  met: z.boolean(),
});
export type TierStep = z.infer<typeof tierStep>;

/** Something to reach, how far it is, and over which days it is counted. */
export const tierGoal = z.object({
  match: z.enum(["all", "any"]),
  sentence: z.string(),
  /** First and last day that count, both included. */
  from: z.string(),
  to: z.string(),
  steps: z.array(tierStep),
  met: z.boolean(),
});
export type TierGoal = z.infer<typeof tierGoal>;

/** Where a promoter stands, what the next tier takes and what keeps this one. */
export const promoterTier = z.object({
  tier: tierBody,
  since: instant,
  /** pinned and seed: nothing changes before `until`, whatever is sold. */
  mode: z.enum(TIER_MODES),
  until: instant.nullable(),
  /** Where a seed goes at `until`. */
  fallback_name: z.string().nullable(),
  rights: tierRights,
  /** The nearest tier above that a rule leads to. */
  next: z.object({ tier: tierBody, goal: tierGoal }).nullable(),
  /** `test_on`: the day on which it is looked back. `otherwise`: where it goes when it is not met. */
  keep: z.object({ test_on: z.string(), otherwise: z.string(), goal: tierGoal }).nullable(),
  /** All tiers, lowest first; `sentence` says what takes one there, null where only the operator does. */
  ladder: z.array(
    tierBody.extend({ current: z.boolean(), sentence: z.string().nullable(), rights: tierRights }),
  ),
});
export type PromoterTier = z.infer<typeof promoterTier>;

/** The numbers that a rule decided by. */
export const tierFacts = z.object({
  days: z.number().int(),
  own_sales_fen: fen,
  own_orders: z.number().int(),
  team_sales_fen: fen,
  team_orders: z.number().int(),
});
export type TierFacts = z.infer<typeof tierFacts>;

export const tierChange = z.object({
  id,
  from_name: z.string(),
  to_name: z.string(),
  cause: z.enum(TIER_CAUSES),
  /** One sentence: why, with the numbers. */
  text: z.string(),
  facts: tierFacts.nullable(),
  until: instant.nullable(),
  at: instant,
});
export type TierChange = z.infer<typeof tierChange>;

export const tier = {
  mine: oc.route({ method: "GET", path: "/promoter/tier", summary: "我的等级与进度" }).output(promoterTier),
  changes: oc
    .route({ method: "GET", path: "/promoter/tier/changes", summary: "我的等级变动" })
    .input(z.object(pageQuery))
    .output(page(tierChange)),
};
