/** What is made from the contract is committed as it would be made now. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generated } from "@banyan/tools/generate.ts";
import { expect, it } from "vitest";

it("generated files are fresh: npm run generate", async () => {
  const files = Object.entries(await generated());
  expect(files.length).toBe(2);
  for (const [path, text] of files) {
    const committed = readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");
    expect(committed === text, path).toBe(true);
  }
});
