/** Asking for a simulation and calling one off. It reads and computes only; nothing of the shop changes. */
import type { PlanBody, SimulationCandidate, SimulationRow } from "@banyan/contract";
import {
  lastDays,
  MOST_WAITING,
  type Plan,
  refuseCandidates,
  refusePeriod,
  type SimulatedPeriod,
} from "@banyan/domain";
import { businessDate } from "@banyan/kernel";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { checkPlanBody } from "../plan/read.ts";
import type { Services } from "../services.ts";
import { act } from "../staff/act.ts";
import { readPlans } from "./plan-facts-store.ts";
import { loadRow } from "./read.ts";
import {
  cancelSimulation,
  countWaiting,
  insertSimulation,
  readSimulation,
  type SimulatedPlanFacts,
} from "./store.ts";

/** Of what stands against a candidate. */
const MOST_TOLD = 20;

export interface Asked {
  request_key: string;
  period: { days: 7 | 30 | 90 } | { from: string; to: string };
  candidates: SimulationCandidate[];
}

/**
 * Puts a simulation into the queue. Once per request key.
 * @throws Refusal period_backwards, period_too_long, unknown_candidate, candidate_is_active, candidate_twice, plan_refused (as the plan
 *   check says it, at the candidate), simulations_waiting, request_key_reused
 */
export async function startSimulation(context: Context, input: Asked): Promise<SimulationRow> {
  const { services } = context;
  const { query } = services.database;
  const plans = await plansOf(services, input.candidates);
  const requestKey = input.request_key;
  return act(context, {
    action: "simulation.start",
    target: "simulation",
    once: {
      requestKey,
      content: input,
      repeat: (target) => loadRow(query, BigInt(target.split(":")[1] ?? 0)),
    },
    work: async (tx, at) => {
      const { from, to } = periodOf(input.period, at);
      if ((await countWaiting(tx)) >= MOST_WAITING) refuse("simulations_waiting");
      const id = await insertSimulation(tx, {
        staffId: staffOf(context).id,
        requestKey,
        from,
        to,
        plans,
        at,
      });
      return {
        result: await loadRow(tx, id),
        before: null,
        after: { from, to, plans: plans.map(({ version, name }) => ({ version, name })) },
        target: `simulation:${id}`,
      };
    },
  });
}

/** Ends it at once; whoever computes it hears of it within half a second. @throws Refusal not_found, simulation_over */
export function stopSimulation(context: Context, id: bigint): Promise<SimulationRow> {
  return act(context, {
    action: "simulation.cancel",
    target: `simulation:${id}`,
    work: async (tx: Tx, at) => {
      const before = await cancelSimulation(tx, id, at);
      if (before === null) refuse((await readSimulation(tx, id)) === null ? "not_found" : "simulation_over");
      return { result: await loadRow(tx, id), before: { state: before }, after: { state: "cancelled" } };
    },
  });
}

function periodOf(asked: Asked["period"], at: Date): SimulatedPeriod {
  if ("days" in asked) return lastDays(asked.days, businessDate(at));
  const refusal = refusePeriod(asked);
  if (refusal !== null)
    refuse(refusal, { field: refusal === "period_backwards" ? "period.to" : "period.from" });
  return asked;
}

/** The active plan and the candidates as they are now, each candidate checked as if it were to be put to work. */
async function plansOf(
  services: Services,
  candidates: readonly SimulationCandidate[],
): Promise<SimulatedPlanFacts[]> {
  const versions = candidates.flatMap((one) => ("version" in one ? [one.version] : []));
  const known = await readPlans(services.database.query, versions);
  const found = candidates.map((one) =>
    "version" in one ? known.find((plan) => plan.version === one.version) : undefined,
  );
  const refusal = refuseCandidates(
    candidates.map((one, index) => ({
      version: "version" in one ? one.version : null,
      state: found[index]?.state ?? null,
    })),
  );
  if (refusal) refuse(refusal.refusal, { field: `candidates.${refusal.index}` });
  const active = known.find((plan) => plan.state === "active");
  if (!active) throw new Error("no plan is active");
  const plans = [await factsOf(services, active, null)];
  for (const [index, one] of candidates.entries()) {
    const unsaved = "version" in one ? undefined : { version: null, name: one.name, body: one.body };
    const plan = unsaved ?? found[index];
    if (plan) plans.push(await factsOf(services, plan, `candidates.${index}`));
  }
  return plans;
}

/** @param field where a candidate stands in the request; null: the active plan, which is simulated whatever it says */
async function factsOf(
  services: Services,
  plan: { version: number | null; name: string; body: Plan },
  field: string | null,
): Promise<SimulatedPlanFacts> {
  const { version, name, body } = plan;
  const checked = await checkPlanBody(services, body as PlanBody);
  const [first] = checked.refusals;
  if (field !== null && first)
    refuse("plan_refused", {
      field: `${field}.body.${first.path}`,
      message: `${name}：${first.message}`,
      data: { refusals: checked.refusals.slice(0, MOST_TOLD) },
    });
  return { version, name, body, sentences: checked.sentences };
}
