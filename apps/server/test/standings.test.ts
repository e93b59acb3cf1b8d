/** Whoever changes what a promoter's standing is made of tells the caches in the same statement, or shown prices lie for half a minute. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const SOURCES = new URL("../src/", import.meta.url);

/** What stands between two exports: a store's function with its statement. */
function functionsOf(path: string): string[] {
  return readFileSync(new URL(path, SOURCES), "utf8").split(/^(?=export )/m);
}

test("state, tier and agreement of promoters move only together with their version", () => {
  const stores = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith("store.ts"),
  );
  const writing = stores.flatMap((path) =>
    functionsOf(path)
      .filter((text) =>
        /INSERT INTO promoter\b|UPDATE promoter\b[^`]*\b(?:state|tier_id|agreement_version) =/.test(text),
      )
      .map((text) => ({
        name: `${path}: ${/function (\w+)/.exec(text)?.[1] ?? text.slice(0, 60)}`,
        tells: /bumped\("promoter"\)|(?:recordMoves|moveAsFound)\(/.test(text),
      })),
  );
  expect(writing.length).toBeGreaterThanOrEqual(8);
  expect(writing.filter(({ tells }) => !tells).map(({ name }) => name)).toEqual([]);
});
