/** What may be asked of the simulator. */
import { DAY_MS } from "@banyan/kernel";

/** Business dates of payment ("2026-11-24"), both inside. */
export interface SimulatedPeriod {
  from: string;
  to: string;
}

/** How many may wait; one more runs. */
export const MOST_WAITING = 5;
const MOST_YEARS = 3;

/** The last `days` business dates up to and with today. */
export function lastDays(days: number, today: string): SimulatedPeriod {
  const from = new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10);
  return { from, to: today };
}

/** @returns what is wrong with the period, or null */
export function refusePeriod({ from, to }: SimulatedPeriod): "period_backwards" | "period_too_long" | null {
  if (to < from) return "period_backwards";
  const [year, rest] = [Number(from.slice(0, 4)), from.slice(4)];
  // 2024-02-29 and three years is the day before 2027-02-29, which no calendar has: as text they compare as they should.
  const end = `${String(year + MOST_YEARS).padStart(4, "0")}${rest}`;
  return to < end ? null : "period_too_long";
}

export interface CandidateFacts {
  /** null: a body that was not saved. */
  version: number | null;
  /** null: no such version, or a draft that was thrown away. */
  state: "draft" | "scheduled" | "active" | "retired" | null;
}

/**
 * @returns what is wrong with the first candidate that cannot be one, or null. A version stands once; bodies may be
 *   whatever the plan check lets pass.
 */
export function refuseCandidates(
  candidates: readonly CandidateFacts[],
): { refusal: "unknown_candidate" | "candidate_is_active" | "candidate_twice"; index: number } | null {
  const seen = new Set<number>();
  for (const [index, { version, state }] of candidates.entries()) {
    if (version === null) continue;
    if (state === null) return { refusal: "unknown_candidate", index };
    if (state === "active") return { refusal: "candidate_is_active", index };
    if (seen.has(version)) return { refusal: "candidate_twice", index };
    seen.add(version);
  }
  return null;
}
