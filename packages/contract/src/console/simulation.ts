import { POSITIONS, SHARE_KINDS, SIMULATION_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { day, fen, id, instant, page, pageQuery, requestKey, text } from "../shape.ts";
import { planBody } from "./plan-body.ts";
import { may } from "./staff.ts";

export const SIMULATION_DAYS = [7, 30, 90] as const;
/** Beside the active plan. */
export const MOST_CANDIDATES = 2;

/** Money given away: as computed, and what refunds leave of it. */
const given = z.object({ fen, kept_fen: fen });
export type SimulationGiven = z.infer<typeof given>;

/** A position, tier, category or product; `plans` in the order of the simulation's plans, the active one first. */
const slice = z.object({
  /** Id, or a position; "none" without a category, "rest" for all that are not shown. */
  key: z.string(),
  name: z.string(),
  lines: z.number().int(),
  net_fen: fen,
  plans: z.array(given),
});
export type SimulationSlice = z.infer<typeof slice>;

const sales = { lines: z.number().int(), net_fen: fen, net_kept_fen: fen };
const byKind = { discount: given, self: given, referral: given, team: given, total: given };
const cutLines = z.object({ lines: z.number().int(), fen });

const person = z.object({ id, nickname: z.string() });
const changed = z.object({ promoter: person, active_fen: fen, fen });
const side = z.object({ count: z.number().int(), fen, top: z.array(changed) });

const simulatedPlan = z.object({
  ...byKind,
  base_fen: fen,
  /** total ÷ net, and of what refunds leave; basis points, rounded down. */
  cost_bps: z.number().int(),
  cost_kept_bps: z.number().int(),
  /** Lines that the cap cut, and by how much, 自购省 included. */
  cut: cutLines,
  /** Of lines whose cost is known: net − goods − total, before and after refunds. */
  margin_fen: fen,
  margin_kept_fen: fen,
  /** Lines that give away more than their margin, and how much more. */
  over_margin: cutLines,
  /** Lines by what they give away of their net: nothing, then from (k − 1) × 2 % to k × 2 %. */
  histogram: z.array(z.number().int()),
  /** Of promoters who get anything, after refunds: how many, and what the n-th percent of them gets. */
  spread: z.object({
    count: z.number().int(),
    fen,
    quantiles: z.array(z.object({ percent: z.number().int(), fen })),
  }),
  /** Who gets more and who less than under the active plan, after refunds, 自购省 included; null for the active plan. */
  against: z.object({ winners: side, losers: side, same: z.number().int() }).nullable(),
});
export type SimulatedPlan = z.infer<typeof simulatedPlan>;

/** A line of which some plan eats the largest part of the margin, computed under each plan. */
const worstLine = z.object({
  order_no: z.string(),
  line_no: z.number().int(),
  product_name: z.string(),
  spec: z.array(z.string()),
  quantity: z.number().int(),
  net_fen: fen,
  goods_fen: fen,
  margin_fen: fen,
  /** Which plans eat most of this one. */
  worst_of: z.array(z.number().int()),
  plans: z.array(
    z.object({
      /** L, D, B and all that is given away. */
      limit_fen: fen,
      discount_fen: fen,
      base_fen: fen,
      total_fen: fen,
      shares: z.array(
        z.object({
          position: z.enum(POSITIONS),
          kind: z.enum(SHARE_KINDS),
          promoter: person,
          tier_name: z.string(),
          /** The rule as a sentence, or the difference of the team bonus. */
          rule_text: z.string(),
          formula: z.string(),
          gross_fen: fen,
          fen,
        }),
      ),
    }),
  ),
});
export type SimulationWorstLine = z.infer<typeof worstLine>;

export const simulationResult = z.object({
  orders: z.number().int(),
  ...sales,
  /** Of lines whose cost of goods is known: only they have a margin. */
  costed: z.object({ ...sales, goods_fen: fen, goods_kept_fen: fen }),
  /** What was really given away, under whatever plan was active then. */
  granted: z.object({ ...byKind, cost_bps: z.number().int(), cost_kept_bps: z.number().int() }),
  plans: z.array(simulatedPlan),
  by_position: z.array(slice),
  by_tier: z.array(slice),
  by_root: z.array(slice),
  by_leaf: z.array(slice),
  /** The 50 dearest, then one "rest". */
  by_product: z.array(slice),
  worst: z.array(worstLine),
});
export type SimulationResult = z.infer<typeof simulationResult>;

export const simulationRow = z.object({
  id,
  staff_name: z.string(),
  state: z.enum(SIMULATION_STATES),
  from: z.string(),
  to: z.string(),
  /** The active plan of then first; a body that was not saved has no version. */
  plans: z.array(z.object({ version: z.number().int().nullable(), name: z.string() })),
  /** Orders read so far, of how many. */
  done: z.number().int(),
  total: z.number().int(),
  /** How many run or wait before it. */
  ahead: z.number().int(),
  error: z.string(),
  created_at: instant,
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
  headline: z
    .object({
      orders: z.number().int(),
      lines: z.number().int(),
      net_fen: fen,
      plans: z.array(z.object({ total_fen: fen, cost_bps: z.number().int() })),
    })
    .nullable(),
});
export type SimulationRow = z.infer<typeof simulationRow>;

export const consoleSimulation = z.object({
  simulation: simulationRow,
  /** As they were when it was asked for, each rule as a sentence. */
  bodies: z.array(z.object({ body: planBody, sentences: z.array(z.string()) })),
  result: simulationResult.nullable(),
});
export type ConsoleSimulation = z.infer<typeof consoleSimulation>;

const candidate = z.union(
  [
    z.strictObject({ version: z.number({ error: "请选择方案" }).int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    z.strictObject({ name: text("方案名称", 30), body: planBody }),
  ],
  { error: "候选方案应为一个版本，或名称与内容" },
);
export type SimulationCandidate = z.infer<typeof candidate>;

const one = z.object({ id });

export const consoleSimulationRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/simulations", summary: "方案试算" })
    .meta(may("plan.read"))
    .input(z.object(pageQuery))
    .output(page(simulationRow)),
  get: oc
    .route({ method: "GET", path: "/console/simulations/{id}", summary: "试算结果" })
    .meta(may("plan.read"))
    .input(one)
    .output(consoleSimulation),
  /** Computes what the paid orders of a period would have cost under other plans. Reads only; runs in the background. */
  start: oc
    .route({ method: "POST", path: "/console/simulations", summary: "开始试算" })
    .meta(may("plan.read"))
    .input(
      z.object({
        request_key: requestKey,
        /** Business dates of payment, both inside; or the last days up to today. */
        period: z.union(
          [
            z.strictObject({
              days: z.union([z.literal(7), z.literal(30), z.literal(90)], { error: "周期不支持" }),
            }),
            z.strictObject({ from: day, to: day }),
          ],
          { error: "请选择时间范围" },
        ),
        candidates: z.array(candidate).max(MOST_CANDIDATES, `候选方案最多 ${MOST_CANDIDATES} 个`),
      }),
    )
    .output(simulationRow),
  cancel: oc
    .route({ method: "POST", path: "/console/simulations/{id}/cancel", summary: "取消试算" })
    .meta(may("plan.read"))
    .input(one)
    .output(simulationRow),
};
