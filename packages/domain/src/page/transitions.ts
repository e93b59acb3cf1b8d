import type { EditionState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/** Life of an edition: its content never changes, only whether it counts. What was kept or taken back comes again as a new edition. */
export const EDITION_TRANSITIONS: Transitions<EditionState> = {
  published: ["withdrawn"],
  scheduled: ["published", "withdrawn"],
  kept: [],
  withdrawn: [],
};

export function mayBecomeEdition(from: EditionState, to: EditionState): boolean {
  return allows(EDITION_TRANSITIONS, from, to);
}
