/** No figure is kept by adding to it that the books do not count anew (their offences are planted in books.test.ts). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BOOKS } from "@banyan/server/reconciliation/check.ts";
import { inRoot } from "@banyan/tools/launch/paths.ts";
import { expect, it } from "vitest";
import { FIGURES, NO_FIGURES } from "./figures.ts";

/** "claimed = claimed + 1", "held = locked.held + want.quantity" */
const ADDED_TO = /\b(\w+) = (?:\w+\.)?\1 [+-](?= )/g;

/** Columns that the SQL of the product adds to or takes from. */
function addedTo(): Set<string> {
  const found = new Set<string>();
  for (const folder of ["apps/server/src", "packages/ledger/src"]) {
    const names = readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" });
    for (const name of names.filter((each) => each.endsWith(".ts"))) {
      const text = readFileSync(join(inRoot(folder), name), "utf8");
      for (const [, column = ""] of text.matchAll(ADDED_TO)) found.add(column);
    }
  }
  return found;
}

it("every column that is added to is a figure that the books count anew, or is none", () => {
  const columns = addedTo();
  const known = new Set([...FIGURES.map(({ column }) => column), ...Object.keys(NO_FIGURES)]);
  expect(columns.size).toBeGreaterThan(20);
  expect([...columns].filter((column) => !known.has(column))).toEqual([]);
  expect(Object.keys(NO_FIGURES).filter((column) => !columns.has(column))).toEqual([]);
});

it("and each of them has its sentence, and is told in docs/PROOF.md", () => {
  const keys = new Set(BOOKS.map(({ key }) => key));
  const proof = readFileSync(inRoot("docs", "PROOF.md"), "utf8");
  expect(FIGURES.filter(({ book }) => !keys.has(book))).toEqual([]);
  expect(FIGURES.filter(({ table, column }) => !proof.includes(`\`${table}.${column}\``))).toEqual([]);
});
