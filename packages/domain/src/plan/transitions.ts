import type { PlanState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/** Life of a plan. From scheduled on its body stands; one that worked comes back only as a copy. */
export const PLAN_TRANSITIONS: Transitions<PlanState> = {
  draft: ["scheduled", "active"],
  scheduled: ["draft", "active"],
  active: ["retired"],
  retired: [],
};

export function mayBecomePlan(from: PlanState, to: PlanState): boolean {
  return allows(PLAN_TRANSITIONS, from, to);
}
