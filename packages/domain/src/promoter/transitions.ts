import type { ApplicationState, PromoterState } from "@banyan/kernel";
import { allows, type Transitions } from "../transition.ts";

/** Life of an application. Whoever was refused or withdrew applies anew, with another one. */
export const APPLICATION_TRANSITIONS: Transitions<ApplicationState> = {
  requested: ["approved", "refused", "cancelled"],
  approved: [],
  refused: [],
  cancelled: [],
};

/** Life of a promoter, who begins active. Whoever left, or was closed, comes back by a new application: the same account, the same inviter. */
export const PROMOTER_TRANSITIONS: Transitions<PromoterState> = {
  active: ["frozen", "closed"],
  frozen: ["active", "closed"],
  closed: ["active"],
};

export function mayBecomeApplication(from: ApplicationState, to: ApplicationState): boolean {
  return allows(APPLICATION_TRANSITIONS, from, to);
}

export function mayBecomePromoter(from: PromoterState, to: PromoterState): boolean {
  return allows(PROMOTER_TRANSITIONS, from, to);
}
