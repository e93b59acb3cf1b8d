/**
 * Two projects: `main` runs everything that needs no browser, three files at a time: on two cores one of them usually waits for a lock
 * or a clock (two: 320 s; three: 292, 297 and 320 s). `browser` runs what drives Chromium, one file at a time, because two browsers on two
 * cores only make each other late.
 */
import { defineConfig } from "vitest/config";

const browserTests = "tests/browser/**/*.test.ts";

const shared = {
  pool: "forks" as const,
  maxWorkers: 3,
  testTimeout: 120_000,
  hookTimeout: 60_000,
  globalSetup: ["tools/test-run/database.ts", "tools/test-run/wechat-keys.ts"],
};

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
      {
        test: {
          ...shared,
          name: "browser",
          globalSetup: [...shared.globalSetup, "tests/browser/support/setup.ts"],
          include: [browserTests],
          maxWorkers: 1,
          fileParallelism: false,
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
