/** Drafts of plans: made blank or from a version, changed by whoever saw the last change, thrown away. Their numbers are versions. */
import type { ConsolePlan, PlanBody } from "@banyan/contract";
import { BLANK_PLAN, type Plan, type PlanRule, ruleKey } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import {
  countDrafts,
  discardDraft,
  findPlanByRequest,
  insertDraft,
  type LockedPlan,
  lockPlan,
  selectPlan,
  updateDraft,
} from "./console-store.ts";
import { loadPlan, mustHold } from "./read.ts";

const MOST_DRAFTS = 50;

/** Which draft, and the change of it that was seen. */
export interface SeenDraft {
  request_key: string;
  version: number;
  revision: number;
}

/**
 * Locks the draft that was seen.
 * @throws Refusal not_found, plan_not_draft, already_changed
 */
export async function lockDraft(tx: Tx, seen: Pick<SeenDraft, "version" | "revision">): Promise<LockedPlan> {
  const plan = (await lockPlan(tx, BigInt(seen.version))) ?? refuse("not_found");
  if (plan.state !== "draft") refuse("plan_not_draft");
  if (plan.revision !== seen.revision) refuse("already_changed");
  return plan;
}

/** @throws Refusal not_found (the version it begins from), too_many_drafts, request_key_reused */
export function createDraft(
  context: Context,
  input: { request_key: string; name: string; from: number | null },
): Promise<ConsolePlan> {
  const { query } = context.services.database;
  const requestKey = `${staffOf(context).id}:${input.request_key}`;
  return act(context, {
    action: "plan.draft",
    target: "plan",
    once: {
      requestKey: input.request_key,
      content: [input.name, input.from],
      repeat: async () =>
        loadPlan(query, (await findPlanByRequest(query, requestKey)) ?? refuse("request_key_reused")),
    },
    work: async (tx, at) => {
      if ((await countDrafts(tx)) >= MOST_DRAFTS) refuse("too_many_drafts");
      const basedOn = input.from === null ? null : BigInt(input.from);
      const body = await bodyToBegin(tx, basedOn);
      const row = { name: input.name, body, basedOn, staffId: staffOf(context).id, requestKey, at };
      const version = await insertDraft(tx, row);
      const after = { version, name: input.name, from: basedOn };
      return { result: await loadPlan(tx, version), before: null, after, target: `plan:${version}` };
    },
  });
}

async function bodyToBegin(tx: Tx, from: bigint | null): Promise<Plan> {
  if (from === null) return BLANK_PLAN;
  return ((await selectPlan(tx, from)) ?? refuse("not_found", { field: "from" })).body;
}

/** @throws Refusal plan_refused (data: the problems), not_found, plan_not_draft, already_changed, request_key_reused */
export function saveDraft(
  context: Context,
  input: SeenDraft & { name: string; body: PlanBody },
): Promise<ConsolePlan> {
  return change(context, "plan.save", input, [input.name, input.body], async (tx, at, before) => {
    await mustHold(tx, input.body);
    await updateDraft(tx, { version: before.version, name: input.name, body: input.body, at });
    return {
      before: { name: before.name, ...changed(before.body, input.body) },
      after: { name: input.name, ...changed(input.body, before.body) },
    };
  });
}

/** The plan with only those rules that the other does not have: of 2,000 the log keeps what was touched. */
function changed(plan: Plan, other: Plan): { body: Plan } {
  const told = (rule: PlanRule) => `${rule.id} ${ruleKey(rule)} ${rule.rate_bps} ${rule.fixed_fen}`;
  const known = new Set(other.rules.map(told));
  return { body: { ...plan, rules: plan.rules.filter((rule) => !known.has(told(rule))) } };
}

/** @throws Refusal not_found, plan_not_draft, already_changed, request_key_reused */
export function renameDraft(context: Context, input: SeenDraft & { name: string }): Promise<ConsolePlan> {
  return change(context, "plan.rename", input, input.name, async (tx, at, before) => {
    await updateDraft(tx, { version: before.version, name: input.name, body: before.body, at });
    return { before: { name: before.name }, after: { name: input.name } };
  });
}

/** @throws Refusal not_found, plan_not_draft, already_changed, request_key_reused */
export function removeDraft(context: Context, input: SeenDraft): Promise<Record<string, never>> {
  return act(context, {
    action: "plan.discard",
    target: `plan:${input.version}`,
    once: { requestKey: input.request_key, content: input.revision, repeat: async () => ({}) },
    work: async (tx, at) => {
      const before = await lockDraft(tx, input);
      await discardDraft(tx, before.version, at);
      return { result: {}, before: { name: before.name, body: before.body }, after: null };
    },
  });
}

function change(
  context: Context,
  action: string,
  seen: SeenDraft,
  content: unknown,
  work: (tx: Tx, at: Date, before: LockedPlan) => Promise<{ before: unknown; after: unknown }>,
): Promise<ConsolePlan> {
  const version = BigInt(seen.version);
  return act(context, {
    action,
    target: `plan:${version}`,
    once: {
      requestKey: seen.request_key,
      content: [seen.revision, content],
      repeat: () => loadPlan(context.services.database.query, version),
    },
    work: async (tx, at) => {
      const told = await work(tx, at, await lockDraft(tx, seen));
      return { result: await loadPlan(tx, version), ...told };
    },
  });
}
