/** Which plan works: put to work now, at a set time, or set back. Orders that stand keep the version they were submitted under. */
import type { ConsolePlan, PlanBody } from "@banyan/contract";
import { acknowledgementNeeded, type Plan } from "@banyan/domain";
import { MINUTE_MS } from "@banyan/kernel";
import { type Tx, violates } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { findPlanByRequest, lockPlan } from "./console-store.ts";
import { lockDraft, type SeenDraft } from "./draft.ts";
import { loadPlan, mustHold } from "./read.ts";
import {
  type Acknowledgement,
  activateDraft,
  insertActive,
  readActiveVersion,
  retireActive,
  scheduleDraft,
  unschedulePlan,
} from "./switch-store.ts";
import { LEGAL_NOTICE } from "./words.ts";

/**
 * Puts a body to work from now on as a new version. Once per request key.
 * @throws Refusal plan_refused (data: the problems), acknowledgement_needed, already_changed, request_key_reused
 */
export async function publishPlan(
  context: Context,
  input: { request_key: string; name: string; body: PlanBody; replaces: number; acknowledge: boolean },
): Promise<ConsolePlan> {
  const { query } = context.services.database;
  const { id: staffId } = staffOf(context);
  const requestKey = `${staffId}:${input.request_key}`;
  const { request_key, ...content } = input;
  return switching(
    context,
    act(context, {
      action: "plan.publish",
      target: "plan",
      once: {
        requestKey: request_key,
        content,
        repeat: async () =>
          loadPlan(query, (await findPlanByRequest(query, requestKey)) ?? refuse("request_key_reused")),
      },
      work: async (tx, at) => {
        const before = await takeOver(tx, input.replaces);
        await mustHold(tx, input.body);
        const acknowledged = acknowledgement(context, input.body, input.acknowledge);
        await retireActive(tx, at);
        const row = { name: input.name, body: input.body, staffId, requestKey, at, acknowledged };
        const version = await insertActive(tx, row);
        return {
          result: await loadPlan(tx, version),
          before: { version: before },
          after: { version, name: input.name, body: input.body, acknowledged: acknowledged !== null },
          target: `plan:${version}`,
        };
      },
    }),
  );
}

/**
 * Puts a draft to work from now on.
 * @throws Refusal plan_refused (data: the problems), acknowledgement_needed, not_found, plan_not_draft, already_changed (the draft,
 * or what works), request_key_reused
 */
export async function activatePlan(
  context: Context,
  input: SeenDraft & { replaces: number; acknowledge: boolean },
): Promise<ConsolePlan> {
  const { request_key, ...content } = input;
  const version = BigInt(input.version);
  return switching(
    context,
    act(context, {
      action: "plan.activate",
      target: `plan:${version}`,
      once: {
        requestKey: request_key,
        content,
        repeat: () => loadPlan(context.services.database.query, version),
      },
      work: async (tx, at) => {
        const before = await takeOver(tx, input.replaces);
        const draft = await lockDraft(tx, input);
        await mustHold(tx, draft.body);
        const acknowledged = acknowledgement(context, draft.body, input.acknowledge);
        await retireActive(tx, at);
        await activateDraft(tx, { version, staffId: staffOf(context).id, at, acknowledged });
        return {
          result: await loadPlan(tx, version),
          before: { version: before },
          after: { version, name: draft.name, body: draft.body, acknowledged: acknowledged !== null },
        };
      },
    }),
  );
}

/**
 * Lets a draft wait for its time, to the minute; its body stands from now on.
 * @throws Refusal schedule_in_past, schedule_taken, plan_refused (data: the problems), acknowledgement_needed, not_found,
 * plan_not_draft, already_changed, request_key_reused
 */
export async function schedulePlan(
  context: Context,
  input: SeenDraft & { starts_at: string; acknowledge: boolean },
): Promise<ConsolePlan> {
  const { request_key, ...content } = input;
  const version = BigInt(input.version);
  const asked = Date.parse(input.starts_at);
  const startsAt = new Date(asked - (asked % MINUTE_MS));
  try {
    return await act(context, {
      action: "plan.schedule",
      target: `plan:${version}`,
      once: {
        requestKey: request_key,
        content,
        repeat: () => loadPlan(context.services.database.query, version),
      },
      work: async (tx, at) => {
        const draft = await lockDraft(tx, input);
        if (startsAt <= at) refuse("schedule_in_past", { field: "starts_at" });
        await mustHold(tx, draft.body);
        const acknowledged = acknowledgement(context, draft.body, input.acknowledge);
        await scheduleDraft(tx, { version, staffId: staffOf(context).id, at, startsAt, acknowledged });
        return {
          result: await loadPlan(tx, version),
          before: { state: "draft" },
          after: {
            state: "scheduled",
            name: draft.name,
            starts_at: startsAt,
            body: draft.body,
            acknowledged: acknowledged !== null,
          },
        };
      },
    });
  } catch (error) {
    if (violates(error, "plan_one_a_minute")) refuse("schedule_taken", { field: "starts_at" });
    throw error;
  }
}

/** @throws Refusal not_found, plan_not_scheduled (it may work by now), request_key_reused */
export function returnToDraft(
  context: Context,
  input: { version: number; request_key: string },
): Promise<ConsolePlan> {
  const version = BigInt(input.version);
  return act(context, {
    action: "plan.unschedule",
    target: `plan:${version}`,
    once: {
      requestKey: input.request_key,
      repeat: () => loadPlan(context.services.database.query, version),
    },
    work: async (tx, at) => {
      const plan = (await lockPlan(tx, version)) ?? refuse("not_found");
      if (!(await unschedulePlan(tx, version, at))) refuse("plan_not_scheduled");
      return {
        result: await loadPlan(tx, version),
        before: { state: plan.state, starts_at: plan.starts_at },
        after: { state: "draft" },
      };
    },
  });
}

/**
 * The first step of every change of which plan works. Raising the version comes first because its row is the queue: of two such
 * changes the second waits here, and then sees what the first has put to work.
 * @throws Refusal already_changed when what works is not what was seen
 */
async function takeOver(tx: Tx, replaces: number): Promise<bigint> {
  await bumpVersion(tx, "plan");
  const active = await readActiveVersion(tx);
  if (active === null || active !== BigInt(replaces)) refuse("already_changed");
  return active;
}

/** @throws Refusal acknowledgement_needed */
function acknowledgement(context: Context, plan: Plan, given: boolean): Acknowledgement {
  const staff = staffOf(context);
  const needed = acknowledgementNeeded(plan);
  if (needed === "owner" && !(given && staff.role === "owner"))
    refuse("acknowledgement_needed", { field: "acknowledge" });
  return needed !== "none" && given ? { staffId: staff.id, text: LEGAL_NOTICE } : null;
}

/** This process follows at once, others within a poll. */
async function switching(context: Context, done: Promise<ConsolePlan>): Promise<ConsolePlan> {
  const plan = await done;
  await context.services.versions.refresh();
  return plan;
}
