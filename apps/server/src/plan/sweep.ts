/** Puts scheduled plans to work when their time has come. */
import { raiseAlarm } from "../alarm/raise.ts";
import type { Tx } from "../db/database.ts";
import type { Services } from "../services.ts";
import { bumpVersion } from "../setting/store.ts";
import { lockPlan } from "./console-store.ts";
import { problemsOf } from "./read.ts";
import { activateScheduled, duePlan, retireActive, unschedulePlan } from "./switch-store.ts";

/**
 * One plan a run, the earliest first, so that after a standstill each has worked in its turn. A plan that does not hold any more (a
 * tier or product may have gone) becomes a draft again, and whoever set the time gets an alarm.
 * @returns whether there may be more
 */
export async function sweepPlans(services: Services): Promise<boolean> {
  const due = await duePlan(services.database.query);
  if (!due) return false;
  await services.database.transact((tx) => switchTo(tx, due.version, due.at));
  await services.versions.refresh();
  return true;
}

async function switchTo(tx: Tx, version: bigint, at: Date): Promise<void> {
  // The queue of all who change which plan works (see takeOver): after it the plan that works is known.
  await bumpVersion(tx, "plan");
  const plan = await lockPlan(tx, version);
  if (plan?.state !== "scheduled" || !plan.starts_at || plan.starts_at > at) return;
  const problems = await problemsOf(tx, plan.body);
  if (problems.length === 0) {
    await retireActive(tx, at);
    await activateScheduled(tx, version, at);
    return;
  }
  await unschedulePlan(tx, version, at);
  await raiseAlarm(tx, {
    kind: "plan_not_activated",
    ref: `plan:${version}`,
    title: `方案「${plan.name}」到了时间没有启用，已退回草稿`,
    detail: {
      version: String(version),
      starts_at: plan.starts_at.toISOString(),
      problems: problems.slice(0, 10).map(({ code, path, message }) => ({ code, path, message })),
    },
    owner: plan.scheduled_by,
  });
}
