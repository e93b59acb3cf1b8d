/** The operator's plans, read as sentences and checked. */
import type { ConsolePlan, ConsolePlanHead, PlanBody } from "@banyan/contract";
import {
  acknowledgementNeeded,
  checkPlan,
  describeRule,
  type Plan,
  type PlanProblem,
  planRefusals,
  tellRefusals,
  tellWarnings,
} from "@banyan/domain";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { type PlanHeadRow, selectPlan, selectPlans } from "./console-store.ts";
import { namedIn, namesOf } from "./names.ts";
import { findProducts, findSkus, readPlanNames, type TargetRow } from "./names-store.ts";
import { LEGAL_NOTICE } from "./words.ts";

const TARGETS = 20;
/** A refused answer tells this many problems; the rest shows when these are mended. */
const MOST_TOLD = 100;

/** One statement. */
export async function listPlans(
  services: Services,
): Promise<{ plans: ConsolePlanHead[]; legal_notice: string }> {
  const rows = await selectPlans(services.database.query);
  return { plans: rows.map(headOf), legal_notice: LEGAL_NOTICE };
}

/** One version with its rules. Two statements. @throws Refusal not_found */
export async function loadPlan(query: Kysely<Tables>, version: bigint): Promise<ConsolePlan> {
  const row = (await selectPlan(query, version)) ?? refuse("not_found");
  const found = await readPlanNames(query, namedIn(row.body));
  const { names } = namesOf(found);
  return {
    ...headOf(row),
    body: row.body as PlanBody,
    sentences: row.body.rules.map((rule) => describeRule(rule, names)),
    names: found,
  };
}

export interface CheckedPlan {
  refusals: PlanProblem[];
  warnings: PlanProblem[];
  sentences: string[];
  acknowledgement: ReturnType<typeof acknowledgementNeeded>;
}

/** What stands against the plan, and what to know before it is put to work. One statement. */
export async function checkPlanBody(services: Services, body: PlanBody): Promise<CheckedPlan> {
  const plan: Plan = body;
  const { names, facts } = namesOf(await readPlanNames(services.database.query, namedIn(plan)));
  const check = checkPlan(plan, facts);
  return {
    refusals: tellRefusals(plan, check.refusals, names),
    warnings: tellWarnings(check.warnings, names),
    sentences: plan.rules.map((rule) => describeRule(rule, names)),
    acknowledgement: acknowledgementNeeded(plan),
  };
}

/** What stands against the plan now; none where it holds. One statement. */
export async function problemsOf(query: Kysely<Tables>, plan: Plan): Promise<PlanProblem[]> {
  const { names, facts } = namesOf(await readPlanNames(query, namedIn(plan)));
  return tellRefusals(plan, planRefusals(plan, facts), names);
}

/** @throws Refusal plan_refused (data: the problems) at the first of them */
export async function mustHold(query: Kysely<Tables>, plan: Plan): Promise<void> {
  const refusals = await problemsOf(query, plan);
  const [first] = refusals;
  if (!first) return;
  refuse("plan_refused", {
    field: `body.${first.path}`,
    message: first.message,
    data: { refusals: refusals.slice(0, MOST_TOLD) },
  });
}

export async function planTargets(
  services: Services,
  input: { scope: "product" | "sku"; q: string },
): Promise<{ targets: TargetRow[] }> {
  const find = input.scope === "product" ? findProducts : findSkus;
  return { targets: await find(services.database.query, input.q, TARGETS) };
}

function headOf(row: PlanHeadRow): ConsolePlanHead {
  const { acknowledged_by, acknowledged_at, acknowledged_text } = row;
  return {
    version: Number(row.version),
    name: row.name,
    state: row.state,
    revision: row.revision,
    based_on: row.based_on === null ? null : Number(row.based_on),
    depth: row.depth,
    self_purchase: row.self_purchase,
    cap_bps: row.cap_bps,
    rule_count: row.rule_count,
    team_bonus: row.team_bonus,
    staff_name: row.staff_name,
    created_at: row.created_at.toISOString(),
    changed_at: row.changed_at.toISOString(),
    starts_at: row.starts_at?.toISOString() ?? null,
    scheduled_by: row.scheduled_by,
    acknowledged: acknowledged_at && {
      by: acknowledged_by ?? "",
      at: acknowledged_at.toISOString(),
      text: acknowledged_text,
    },
    activated_at: row.activated_at?.toISOString() ?? null,
    retired_at: row.retired_at?.toISOString() ?? null,
    order_count: row.order_count,
  };
}
