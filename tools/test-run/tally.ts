/** Counts of a test run, read from Vitest's JSON report. */
import { existsSync, readFileSync } from "node:fs";

/** How many tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Sums a report. A file that failed without a failed test (it could not be loaded, a hook threw) is one failure; so is a
 * run that ended badly although every test passed, and a report that is not there.
 */
export function readTally(report: string, exitCode: number | null): Tally {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  let passed = 0;
  let failed = 0;
  for (const file of testResults) {
    const bad = file.assertionResults.filter(({ status }) => status === "failed").length;
    passed += file.assertionResults.filter(({ status }) => status === "passed").length;
    failed += bad === 0 && file.status === "failed" ? 1 : bad;
  }
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}
