/** Data rules 1, 2, 3 and 7 of docs/ARCHITECTURE.md over the migrations and their manifest. */
import { as, type Fields, findAll, lastWord, list, parseSql, relationName } from "./ast.ts";
import { type Catalogue, type Entry, OWNED, VOLATILE } from "./catalogue.ts";
import type { ForeignKey, Schema, Table } from "./schema-model.ts";
import { checkStatement } from "./statement-rules.ts";

/** Functions of this schema and of PostgreSQL that must not stand in an UPDATE. */
export function volatileFunctions(schema: Schema): ReadonlySet<string> {
  return new Set([...VOLATILE, ...schema.routines.filter((r) => r.volatile).map((r) => r.name)]);
}

function checkCatalogue(schema: Schema, catalogue: Catalogue): string[] {
  const missing = [...schema.tables.keys()].filter((name) => catalogue[name] === undefined);
  const gone = Object.keys(catalogue).filter((name) => !schema.tables.has(name));
  const ownerless = Object.entries(catalogue).filter(
    ([, e]) => OWNED.has(e.group) !== (e.owner !== undefined),
  );
  return [
    ...missing.map((name) => `${name}: not classified in catalogue.json`),
    ...gone.map((name) => `${name}: in catalogue.json, but no migration makes it`),
    ...ownerless.map(
      ([name, { group }]) => `${name}: group ${group} ${OWNED.has(group) ? "needs" : "has no"} owner`,
    ),
  ];
}

/** Rule 1: the owner is a bigint, never null, and first in every key. */
function checkOwner(table: Table, owner: string): string[] {
  const problems: string[] = [];
  const column = table.columns.get(owner);
  if (column === undefined) return [`${table.name}: no column ${owner}`];
  if (column.type !== "int8") problems.push(`${table.name}.${owner}: ${column.type}, not bigint`);
  if (!column.notNull && !table.primaryKey.includes(owner))
    problems.push(`${table.name}.${owner}: may be null`);
  if (table.primaryKey.length === 0) problems.push(`${table.name}: no primary key`);
  for (const key of [table.primaryKey, ...table.uniques]) {
    if (key.length > 0 && key[0] !== owner)
      problems.push(`${table.name}: key (${key.join(", ")}) does not start with ${owner}`);
  }
  return problems;
}

/** Rule 2: to a reference table, or inside the group with the owner on both sides. */
function checkForeignKey(
  schema: Schema,
  catalogue: Catalogue,
  table: Table,
  key: ForeignKey,
): string | undefined {
  const from = catalogue[table.name];
  const to = catalogue[key.table];
  if (from === undefined || to === undefined || to.group === "reference") return undefined;
  const what = `${table.name} (${key.columns.join(", ")}) → ${key.table}`;
  if (from.group !== to.group) return `${what}: leaves the group ${from.group}`;
  if (from.owner === undefined || to.owner === undefined) return undefined;
  const keys = key.keys.length > 0 ? key.keys : (schema.tables.get(key.table)?.primaryKey ?? []);
  const at = key.columns.indexOf(from.owner);
  return at >= 0 && keys[at] === to.owner ? undefined : `${what}: the owner is not on both sides`;
}

/** Rule 2: what is counted by buying never stands on the row every buyer reads. */
function checkReference(table: Table): string[] {
  return [...table.columns.keys()]
    .filter((column) => /^(?:sold|stock|on_hand|held)$|sales|rating|review/.test(column))
    .map((column) => `${table.name}.${column}: counts do not stand on a reference row`);
}

/** Rule 3: a registry is keyed by the value that is unique in the whole shop, not by an owner or a sequence. */
function checkRegistry(table: Table): string[] {
  const [first = ""] = table.primaryKey;
  const byValue = table.columns.get(first)?.type === "text";
  return byValue
    ? []
    : [`${table.name}: a registry is keyed by its value, not by (${table.primaryKey.join(", ")})`];
}

function checkTable(schema: Schema, catalogue: Catalogue, table: Table, entry: Entry): string[] {
  const foreign = table.foreignKeys.map((key) => checkForeignKey(schema, catalogue, table, key));
  return [
    ...(entry.owner === undefined ? [] : checkOwner(table, entry.owner)),
    ...(entry.group === "reference" ? checkReference(table) : []),
    ...(entry.group === "registry" ? checkRegistry(table) : []),
    ...foreign.filter((problem) => problem !== undefined),
  ];
}

const LOCK_WORDS =
  /\bFOR\s+(?:NO\s+KEY\s+)?(?:UPDATE|SHARE)\b|\bFOR\s+KEY\s+SHARE\b|\bLOCK\s+TABLE\b|\bpg_(?:try_)?advisory\w*/i;

/** Rule 7: nothing happens behind a statement's back. */
function checkBehaviour(schema: Schema, catalogue: Catalogue): string[] {
  const problems: string[] = [];
  const forbidden = {
    CreateTrigStmt: "a trigger",
    CreateEventTrigStmt: "a trigger",
    RuleStmt: "a rule",
    LockStmt: "a lock",
  };
  for (const statement of schema.statements) {
    for (const [type, what] of Object.entries(forbidden)) {
      const fields = as(statement, type);
      if (fields !== undefined) problems.push(`${relationName(fields["relation"]) || "migration"}: ${what}`);
    }
    problems.push(...checkStatement(statement, catalogue, volatileFunctions(schema)));
  }
  for (const { name, language, body } of schema.routines) {
    if (language === "plpgsql" && LOCK_WORDS.test(body)) problems.push(`${name}(): locks rows in plpgsql`);
    if (language === "plpgsql" && /\bRETURNS\s+trigger\b/i.test(body)) problems.push(`${name}(): a trigger`);
    if (language !== "sql") continue;
    for (const inner of parseSql(body)) {
      problems.push(
        ...checkStatement(inner, catalogue, volatileFunctions(schema)).map((p) => `${name}(): ${p}`),
      );
    }
  }
  return problems;
}

/** Everything in the migrations that breaks a data rule. */
export function checkSchema(schema: Schema, catalogue: Catalogue): string[] {
  const tables = [...schema.tables.values()].flatMap((table) => {
    const entry = catalogue[table.name];
    return entry === undefined ? [] : checkTable(schema, catalogue, table, entry);
  });
  return [...checkCatalogue(schema, catalogue), ...tables, ...checkBehaviour(schema, catalogue)];
}

function stringOf(node: unknown): string | undefined {
  const value = (as(node, "A_Const")?.["sval"] as Fields | undefined)?.["sval"];
  return typeof value === "string" ? value : undefined;
}

/** Table → distribution column as distribute.sql says; null for a reference table. */
export function readDistribution(text: string): Map<string, string | null> {
  const placed = new Map<string, string | null>();
  for (const statement of parseSql(text)) {
    const select = as(statement, "SelectStmt");
    const many = findAll(select?.["fromClause"], "A_ArrayExpr").flatMap((array) =>
      list(array["elements"]).map(stringOf),
    );
    for (const call of findAll(select?.["targetList"], "FuncCall")) {
      const [first, second] = list(call["args"]);
      const one = stringOf(first);
      const column =
        lastWord(call["funcname"]) === "create_reference_table" ? null : (stringOf(second) ?? "");
      for (const table of one === undefined ? many : [one])
        if (table !== undefined) placed.set(table, column);
    }
  }
  return placed;
}

/** distribute.sql places every table as the manifest says, and every key of a placed table holds its column. */
export function checkDistribution(schema: Schema, catalogue: Catalogue, text: string): string[] {
  const placed = readDistribution(text);
  const problems = [...placed.keys()]
    .filter((name) => catalogue[name] === undefined)
    .map((name) => `${name}: unknown`);
  for (const [name, { group, owner }] of Object.entries(catalogue)) {
    const column = placed.get(name);
    if (group === "shop") {
      if (column !== undefined) problems.push(`${name}: a shop table stays where it is`);
    } else if (group === "reference") {
      if (column !== null) problems.push(`${name}: not made a reference table`);
    } else if (group === "registry") {
      const table = schema.tables.get(name);
      const keys = table === undefined ? [] : [table.primaryKey, ...table.uniques];
      if (typeof column !== "string" || keys.some((key) => !key.includes(column)))
        problems.push(`${name}: not placed by a part of its key`);
    } else if (column !== owner) problems.push(`${name}: placed by ${column ?? "nothing"}, not by ${owner}`);
  }
  return problems;
}
