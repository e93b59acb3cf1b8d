import { describe, expect, test } from "vitest";
import { lastDays, refuseCandidates, refusePeriod } from "../src/index.ts";

describe("the period", () => {
  test.each([
    [1, "2026-11-30", "2026-11-30"],
    [7, "2026-11-30", "2026-11-24"],
    [30, "2026-03-01", "2026-01-31"],
    [90, "2024-03-01", "2023-12-03"],
  ])("the last %i days up to %s begin on %s", (days, today, from) =>
    expect(lastDays(days, today)).toEqual({ from, to: today }),
  );
  test.each([
    ["2026-01-01", "2026-01-01", null],
    ["2026-01-02", "2026-01-01", "period_backwards"],
    ["2023-02-01", "2026-01-31", null],
    ["2023-02-01", "2026-02-01", "period_too_long"],
    // Three years from a leap day end before the day after the last of February.
    ["2024-02-29", "2027-02-28", null],
    ["2024-02-29", "2027-03-01", "period_too_long"],
    ["0001-01-01", "0003-12-31", null],
  ])("%s to %s: %s", (from, to, refusal) => expect(refusePeriod({ from, to })).toBe(refusal));
});

describe("candidates", () => {
  const version = (number: number, state: "draft" | "scheduled" | "active" | "retired" | null) => ({
    version: number,
    state,
  });
  const body = { version: null, state: null };
  test.each([
    ["none", [], null],
    ["a draft and a body", [version(2, "draft"), body], null],
    ["two bodies", [body, body], null],
    ["what waits and what was", [version(2, "scheduled"), version(3, "retired")], null],
    ["an unknown one", [body, version(9, null)], { refusal: "unknown_candidate", index: 1 }],
    ["the active one", [version(1, "active")], { refusal: "candidate_is_active", index: 0 }],
    ["one twice", [version(2, "draft"), version(2, "draft")], { refusal: "candidate_twice", index: 1 }],
  ])("%s", (_name, candidates, refusal) => expect(refuseCandidates(candidates)).toEqual(refusal));
});
