/** Lines wait for others of the same moment (http/log.ts); the last ones before an end are those that say why. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

const LOG = new URL("../src/http/log.ts", import.meta.url).href;

it.each([
  ["by process.exit", "process.exit(3)", 3],
  ["by an error that nobody caught", "throw new Error('uncaught')", 1],
])("nothing that was said is lost where a process ends %s", (_how, end, status) => {
  const text = `import { createLogger, standardOutput } from ${JSON.stringify(LOG)};
    const log = createLogger(standardOutput());
    for (const event of ["first", "second", "third"]) log.info(event);
    ${end}`;
  const ended = spawnSync(process.execPath, ["--input-type=module", "-e", text], { encoding: "utf8" });
  const lines = ended.stdout.trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
    "first",
    "second",
    "third",
  ]);
  expect(ended.status).toBe(status);
});
