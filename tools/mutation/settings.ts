/** What is broken, what has to notice, and how Stryker goes about it. */

/** The files in which a wrong operator is wrong money. */
export const MUTATED = [
  "commission/compute.ts",
  "commission/explain.ts",
  "commission/explain-worth.ts",
  "commission/keep.ts",
  "commission/worth.ts",
  "plan/cap-example.ts",
  "plan/check.ts",
  "plan/describe.ts",
  "plan/plan.ts",
  "plan/prepare.ts",
  "quote/price.ts",
  "coupon/allocate.ts",
  "coupon/apply.ts",
  "coupon/best.ts",
  "coupon/rule.ts",
  "freight/freight.ts",
  "freight/template.ts",
].map((name) => `packages/domain/src/${name}`);

export const TESTS = ["packages/domain/test/{commission,worth,plan,quote,freight,coupon}*.test.ts"];

export const RUNNER = "@stryker-mutator/vitest-runner";

/**
 * In place, because the sandbox of Stryker 10 does not see the mutants of a workspace package; no checker, because the one there is
 * crashes on TypeScript 7; the plugin by name, because Stryker guesses them from a folder that pnpm does not have.
 */
export function strykerSettings(mutated: readonly string[]): object {
  return {
    ...{ testRunner: "vitest", plugins: [`./tools/mutation/node_modules/${RUNNER}/dist/src/index.js`] },
    ...{ inPlace: true, mutate: mutated, tempDirName: ".stryker", disableTypeChecks: false },
    ...{ concurrency: 2, coverageAnalysis: "perTest", vitest: { configFile: "vitest.config.mjs" } },
    ...{ reporters: ["json", "progress-append-only"], jsonReporter: { fileName: "mutation.json" } },
    // There is none: what is checked is whether tests notice, not whether types do.
    tsconfigFile: "none.json",
  };
}
