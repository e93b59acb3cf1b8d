import type { SimulationState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/** Life of a simulation: it waits, is computed by one process, and ends once. Whose process is gone waits again. */
export const SIMULATION_TRANSITIONS: Transitions<SimulationState> = {
  queued: ["running", "cancelled"],
  running: ["queued", "done", "failed", "cancelled"],
  done: [],
  failed: [],
  cancelled: [],
};

export function mayBecomeSimulation(from: SimulationState, to: SimulationState): boolean {
  return allows(SIMULATION_TRANSITIONS, from, to);
}
