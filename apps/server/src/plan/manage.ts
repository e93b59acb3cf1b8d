/** The operator's plans: read as sentences, checked while typing, and put to work as a new version. */
import type { ConsolePlan, PlanBody } from "@banyan/contract";
import {
  acknowledgementNeeded,
  checkPlan,
  describeRule,
  type Plan,
  type PlanCheck,
  tiedRules,
} from "@banyan/domain";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import {
  type ConsolePlanRow,
  findPlanByRequest,
  insertPlan,
  type PlanNamesRow,
  readPlanNames,
  retirePlan,
  selectPlans,
} from "./console-store.ts";
import { LEGAL_NOTICE, planRefusalText, planWarningText, type ToldRule } from "./words.ts";

/** 自购省 must leave at least one fen to pay, and the cap is what bounds it (docs/decisions, payable is never zero). */
const MOST_DISCOUNT_CAP_BPS = 9_000;

/** Newest first; two statements. */
export async function listPlans(services: Services): Promise<{ plans: ConsolePlan[]; legal_notice: string }> {
  const rows = await selectPlans(services.database.query, null);
  const names = await readPlanNames(services.database.query, namedIn(rows.map((row) => row.body)));
  return { plans: rows.map((row) => planOf(row, names)), legal_notice: LEGAL_NOTICE };
}

export interface CheckedPlan {
  refusals: { code: string; path: string; message: string }[];
  warnings: { code: string; path: string; message: string }[];
  sentences: string[];
  acknowledgement: ReturnType<typeof acknowledgementNeeded>;
}

/** What stands against the plan, and what to know before it is put to work. One statement. */
export async function checkPlanBody(services: Services, body: PlanBody): Promise<CheckedPlan> {
  const plan: Plan = body;
  const names = await readPlanNames(services.database.query, namedIn([plan]));
  const check = checkPlan(plan, factsOf(names));
  const sentences = sentencesOf(plan, names);
  return {
    refusals: [...refusalsOf(check, plan, sentences), ...discountRefusals(plan)],
    warnings: check.warnings.map((warning) => ({
      code: warning.warning,
      path: warning.warning === "cap_cuts" ? "cap_bps" : "self_purchase",
      message: planWarningText(warning),
    })),
    sentences,
    acknowledgement: acknowledgementNeeded(plan),
  };
}

/**
 * Puts a plan to work from now on; orders that stand keep the version they were submitted under. Once per request key.
 * @throws Refusal plan_refused (data: the problems), acknowledgement_needed, already_changed, request_key_reused
 */
export async function publishPlan(
  context: Context,
  input: { request_key: string; name: string; body: PlanBody; replaces: number; acknowledge: boolean },
): Promise<ConsolePlan> {
  const { services } = context;
  const requestKey = `${staffOf(context).id}:${input.request_key}`;
  const checked = await checkPlanBody(services, input.body);
  const [first] = checked.refusals;
  if (first) refuse("plan_refused", { field: `body.${first.path}`, message: first.message, data: checked });
  if (checked.acknowledgement === "owner" && !input.acknowledge)
    refuse("acknowledgement_needed", { field: "acknowledge" });
  const acknowledgement = checked.acknowledgement !== "none" && input.acknowledge ? LEGAL_NOTICE : null;
  const plan = await act(context, {
    action: "plan.publish",
    target: "plan",
    once: { requestKey: input.request_key, repeat: () => loadByRequest(services, requestKey) },
    work: async (tx, at) => {
      const before = (await selectPlans(tx, BigInt(input.replaces)))[0];
      if (!before || !(await retirePlan(tx, BigInt(input.replaces), at))) refuse("already_changed");
      const row = { name: input.name, body: input.body, staffId: staffOf(context).id, requestKey, at };
      const version = await insertPlan(tx, { ...row, acknowledgement });
      await bumpVersion(tx, "plan");
      const result = await loadPlan(tx, version);
      return {
        result,
        before: { version: before.version, body: before.body },
        after: { version, name: input.name, body: input.body, acknowledged: acknowledgement !== null },
        target: `plan:${version}`,
      };
    },
  });
  await services.versions.refresh();
  return plan;
}

async function loadByRequest(services: Services, requestKey: string): Promise<ConsolePlan> {
  const { query } = services.database;
  const version = (await findPlanByRequest(query, requestKey)) ?? refuse("request_key_reused");
  return loadPlan(query, version);
}

async function loadPlan(query: Services["database"]["query"], version: bigint): Promise<ConsolePlan> {
  const row = (await selectPlans(query, version))[0] ?? refuse("not_found");
  return planOf(row, await readPlanNames(query, namedIn([row.body])));
}

function planOf(row: ConsolePlanRow, names: PlanNamesRow): ConsolePlan {
  return {
    version: Number(row.version),
    name: row.name,
    state: row.state,
    body: row.body as PlanBody,
    sentences: sentencesOf(row.body, names),
    staff_name: row.staff_name,
    acknowledged:
      row.acknowledged_at === null
        ? null
        : {
            by: row.acknowledged_by ?? "",
            at: row.acknowledged_at.toISOString(),
            text: row.acknowledged_text,
          },
    activated_at: row.activated_at.toISOString(),
    retired_at: row.retired_at?.toISOString() ?? null,
    order_count: row.order_count,
  };
}

function sentencesOf(plan: Plan, names: PlanNamesRow): string[] {
  const by = { category: names.categories, product: names.products, sku: names.skus };
  return plan.rules.map((rule) =>
    describeRule(rule, {
      target: (scope, target) => by[scope][target] ?? target,
      tier: (tier) => names.tiers[tier] ?? tier,
    }),
  );
}

function factsOf(names: PlanNamesRow): Parameters<typeof checkPlan>[1] {
  const by = { category: names.categories, product: names.products, sku: names.skus };
  return {
    tiers: new Set(Object.keys(names.tiers)),
    knowsTarget: (scope, target) => target in by[scope],
  };
}

function refusalsOf(check: PlanCheck, plan: Plan, sentences: readonly string[]): CheckedPlan["refusals"] {
  const ties = new Map(tiedRules(plan.rules).map(([earlier, later]) => [later, earlier]));
  const told = (index: number | undefined): ToldRule | null => {
    const sentence = index === undefined ? undefined : sentences[index];
    return index === undefined || sentence === undefined ? null : { number: index + 1, sentence };
  };
  return check.refusals.map(({ refusal, path, rules: [id] }) => {
    const index = Number(/^rules\[([0-9]+)\]/.exec(path)?.[1] ?? -1);
    const earlier: Partial<Record<typeof refusal, number | undefined>> = {
      rule_tie: ties.get(index),
      duplicate_rule_id: plan.rules.findIndex((rule) => rule.id === id),
    };
    return { code: refusal, path, message: planRefusalText(refusal, told(index), told(earlier[refusal])) };
  });
}

function discountRefusals(plan: Plan): CheckedPlan["refusals"] {
  if (plan.self_purchase !== "discount" || plan.cap_bps <= MOST_DISCOUNT_CAP_BPS) return [];
  return [{ code: "rate_out_of_range", path: "cap_bps", message: "使用自购省时，让利上限最多 90%" }];
}

/** Product and SKU ids that the plans speak of. What is no id is nobody's, and so unknown. */
function namedIn(plans: readonly Plan[]): { products: string[]; skus: string[] } {
  const targets = plans.flatMap((plan) => [...plan.rules, ...plan.exclude]);
  const of = (scope: "product" | "sku") => [
    ...new Set(
      targets.flatMap((one) =>
        one.scope === scope && /^[1-9][0-9]{0,17}$/.test(one.target ?? "") ? [one.target ?? ""] : [],
      ),
    ),
  ];
  return { products: of("product"), skus: of("sku") };
}
