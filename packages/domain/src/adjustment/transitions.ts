import type { AdjustmentState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/** Life of an adjustment: whoever asked may take it back, somebody else approves or refuses. Another try is another adjustment. */
export const ADJUSTMENT_TRANSITIONS: Transitions<AdjustmentState> = {
  requested: ["approved", "refused", "cancelled"],
  approved: [],
  refused: [],
  cancelled: [],
};

export function mayBecomeAdjustment(from: AdjustmentState, to: AdjustmentState): boolean {
  return allows(ADJUSTMENT_TRANSITIONS, from, to);
}
