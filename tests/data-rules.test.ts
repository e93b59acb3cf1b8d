/**
 * The schema and the statements of the server keep the data rules (docs/ARCHITECTURE.md): what they say is read with
 * PostgreSQL's own parser, without a database. Every rule also has an offence planted for it.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { describe, expect, it } from "vitest";
import { parseSql } from "./data-rules/ast.ts";
import type { Catalogue } from "./data-rules/catalogue.ts";
import { readSchema } from "./data-rules/schema-model.ts";
import { checkDistribution, checkSchema, volatileFunctions } from "./data-rules/schema-rules.ts";
import { checkStatement } from "./data-rules/statement-rules.ts";
import { readStatements } from "./data-rules/store-templates.ts";

const sqlFolder = join(ROOT, "packages", "schema", "sql");
const migrations = readdirSync(sqlFolder)
  .filter((name) => /^\d{4}_.+\.sql$/.test(name))
  .sort()
  .map((name) => readFileSync(join(sqlFolder, name), "utf8"));
const schema = readSchema(migrations);
const catalogue = JSON.parse(
  readFileSync(join(ROOT, "packages", "schema", "catalogue.json"), "utf8"),
) as Catalogue;
const distribute = readFileSync(join(sqlFolder, "distribute.sql"), "utf8");

/** Where SQL may stand: the server's stores, and the ledger. */
const stores = [
  ["apps/server/src", /(?:^|[/\\])(?:[a-z0-9-]+-)?store\.ts$/],
  ["packages/ledger/src", /\.ts$/],
] as const;
const files = stores.flatMap(([folder, pattern]) =>
  existsSync(join(ROOT, folder))
    ? readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => pattern.test(path))
        .map((path) => `${folder}/${path}`)
        .sort()
    : [],
);

describe("schema", () => {
  it("keeps rules 1, 2, 3 and 7", () => {
    expect(schema.tables.size).toBeGreaterThan(30);
    expect(checkSchema(schema, catalogue)).toEqual([]);
  });

  it("is placed by distribute.sql as the manifest says", () => {
    expect(checkDistribution(schema, catalogue, distribute)).toEqual([]);
  });
});

/** Below this share of statements that can be read, the rules would hold for too little. */
const MIN_PARSED = 0.95;

describe("statements of the server", () => {
  const all = files.flatMap((file) =>
    readStatements(readFileSync(join(ROOT, file), "utf8")).map(({ line, texts }) => {
      const trees = texts.flatMap((text) => {
        try {
          return [parseSql(text)];
        } catch {
          return [];
        }
      });
      return { at: `${file}:${line}`, trees };
    }),
  );

  it("can be read by PostgreSQL's parser", () => {
    const unread = all.filter(({ trees }) => trees.length === 0).map(({ at }) => at);
    const share = (all.length - unread.length) / all.length;
    console.log(
      `SQL: ${all.length - unread.length} of ${all.length} statements in ${files.length} files read`,
    );
    if (unread.length > 0) console.log(`not read: ${unread.join(", ")}`);
    expect(all.length).toBeGreaterThan(50);
    expect(share).toBeGreaterThanOrEqual(MIN_PARSED);
  });

  it("keep rules 1 and 7", () => {
    const volatile = volatileFunctions(schema);
    const problems = all.flatMap(({ at, trees }) =>
      trees
        .flat()
        .flatMap((tree) => checkStatement(tree, catalogue, volatile).map((problem) => `${at}: ${problem}`)),
    );
    expect([...new Set(problems)]).toEqual([]);
  });
});
