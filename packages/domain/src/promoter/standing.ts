import type { PromoterState } from "@banyan/kernel";

/** A promoter as the database has it. */
export interface PromoterFacts {
  state: PromoterState;
  /** The version of the promoting agreement that was agreed to. */
  agreementVersion: number;
}

/** active: earns. outdated: the agreement has changed since, and nothing new is earned until it is agreed to. */
export type Standing = "none" | "active" | "outdated" | "frozen" | "closed";

/** Where somebody stands as a promoter; null is nobody's row. Only `active` earns: it never means "sold lately". */
export function standingOf(promoter: PromoterFacts | null, currentVersion: number): Standing {
  if (promoter === null) return "none";
  if (promoter.state !== "active") return promoter.state;
  return promoter.agreementVersion >= currentVersion ? "active" : "outdated";
}

/** Whether a promoter may earn now: not frozen, not closed, agreement current. */
export function isActivePromoter(promoter: PromoterFacts | null, currentVersion: number): boolean {
  return standingOf(promoter, currentVersion) === "active";
}
