/**
 * Three projects: `main` runs everything that needs no browser, `browser` what drives Chromium, one file at a time, because two browsers on
 * two cores only make each other late. `npm test` runs the two side by side: a browser's walk leaves more than half of two cores idle,
 * and two files of `main` fill them. `speed` measures pages, and comes when nothing else runs.
 */
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const browserTests = "tests/browser/**/*.test.ts";
const speedTests = "tests/browser/speed.test.ts";

const shared = {
  pool: "forks" as const,
  // On two cores a third file at a time was worth 0 to 28 s of 320; beside the browser, two are as many as there is room for.
  maxWorkers: Math.min(3, availableParallelism()),
  testTimeout: 120_000,
  hookTimeout: 60_000,
  globalSetup: ["tools/test-run/database.ts", "tools/test-run/wechat-keys.ts"],
};

/** What drives Chromium, one file after the other. */
function browserProject(name: string, files: { include: string[]; exclude?: string[] }) {
  return {
    test: {
      ...shared,
      ...files,
      name,
      globalSetup: [...shared.globalSetup, "tests/browser/support/setup.ts"],
      maxWorkers: 1,
      fileParallelism: false,
      isolate: false,
      hookTimeout: 180_000,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "main",
          // Files of a worker share what is imported: to load the server anew for each costs as much CPU as half the tests.
          isolate: false,
          include: [
            "packages/**/test/**/*.test.ts",
            "apps/*/test/**/*.test.{ts,tsx}",
            "tests/**/*.test.ts",
            "tools/**/test/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "**/dist/**", browserTests],
        },
      },
      browserProject("browser", { include: [browserTests], exclude: [speedTests] }),
      browserProject("speed", { include: [speedTests] }),
    ],
  },
});
