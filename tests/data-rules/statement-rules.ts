/** Data rules 1 and 7 over one statement, wherever it stands. */
import { as, type Fields, findAll, lastWord, list, relationName, words } from "./ast.ts";
import { type Catalogue, OWNED } from "./catalogue.ts";

function setColumns(targets: unknown): string[] {
  return list(targets).map((node) => String(as(node, "ResTarget")?.["name"] ?? ""));
}

function checkSet(what: string, table: string, targets: unknown, whole: unknown, p: Rules): string[] {
  const problems: string[] = [];
  const owner = p.catalogue[table]?.owner;
  if (owner !== undefined && setColumns(targets).includes(owner))
    problems.push(`${what} ${table}: sets the owner ${owner}`);
  for (const call of findAll(whole, "FuncCall")) {
    const name = lastWord(call["funcname"]);
    if (p.volatile.has(name)) problems.push(`${what} ${table}: ${name}() is volatile`);
  }
  return problems;
}

interface Rules {
  readonly catalogue: Catalogue;
  readonly volatile: ReadonlySet<string>;
}

/** Names under which the tables of a FROM list are seen: alias or name → table. Subqueries are not entered. */
function tablesIn(fromClause: unknown): Map<string, string> {
  const seen = new Map<string, string>();
  for (const range of findAll(fromClause, "RangeVar", "SelectStmt")) {
    const alias = (range["alias"] as Fields | undefined)?.["aliasname"];
    seen.set(String(alias ?? range["relname"]), relationName(range));
  }
  return seen;
}

/** Conditions that must all hold: the parts of a top-level AND, and those of joins. */
function conjuncts(node: unknown): unknown[] {
  const both = as(node, "BoolExpr");
  if (both?.["boolop"] === "AND_EXPR") return list(both["args"]).flatMap(conjuncts);
  return node === undefined ? [] : [node];
}

/** How a condition binds a column: to one value, to several, or not at all. */
function binding(condition: unknown, isColumn: (node: unknown) => boolean): "one" | "many" | undefined {
  const expression = as(condition, "A_Expr");
  const link = as(condition, "SubLink");
  if (link?.["subLinkType"] === "ANY_SUBLINK" && isColumn(link["testexpr"])) return "many";
  if (expression === undefined || lastWord(expression["name"]) !== "=") return undefined;
  const { lexpr, rexpr } = expression;
  if (!isColumn(lexpr) && !isColumn(rexpr)) return undefined;
  if (expression["kind"] !== "AEXPR_OP") return "many";
  const other = isColumn(lexpr) ? rexpr : lexpr;
  return findAll([other], "ColumnRef").length === 0 ? "one" : "many";
}

function bindingOf(select: Fields, alias: string, column: string): "one" | "many" | undefined {
  const isColumn = (node: unknown) => {
    const fields = words(as(node, "ColumnRef")?.["fields"]);
    return fields.at(-1) === column && (fields.length === 1 || fields.at(-2) === alias);
  };
  const joins = findAll(select["fromClause"], "JoinExpr", "SelectStmt");
  const conditions = [select["whereClause"], ...joins.map((join) => join["quals"])].flatMap(conjuncts);
  const found = conditions.map((condition) => binding(condition, isColumn));
  if (found.includes("one")) return "one";
  const joined = joins.some((join) => words(join["usingClause"]).includes(column));
  return joined || found.includes("many") ? "many" : undefined;
}

function isOrdered(select: Fields): boolean {
  return list(select["sortClause"]).length > 0;
}

/** A person's rows are locked for that person only; stock and counters by key, in order; the rest at least in order. */
function checkLock(select: Fields, catalogue: Catalogue): string[] {
  const tables = tablesIn(select["fromClause"]);
  const named = list(select["lockingClause"]).flatMap((node) =>
    list(as(node, "LockingClause")?.["lockedRels"]).map(relationName),
  );
  const locked = named.length > 0 ? named : [...tables.keys()];
  return locked.flatMap((alias) => {
    const table = tables.get(alias) ?? alias;
    const entry = catalogue[table];
    if (entry === undefined) return [];
    const bound = entry.owner === undefined ? undefined : bindingOf(select, alias, entry.owner);
    // Balances are what the ledger moves for several promoters at once; it takes them in order (docs/decisions).
    const many = entry.locked_in_order === true && bound !== undefined && isOrdered(select);
    if (entry.group === "customer" && !many)
      return bound === "one" ? [] : [`FOR UPDATE ${table}: not bound to one ${entry.owner}`];
    if (OWNED.has(entry.group) && bound === undefined)
      return [`FOR UPDATE ${table}: not bound by ${entry.owner}`];
    const single = bound === "one" || (!OWNED.has(entry.group) && bindsAnything(select));
    return single || isOrdered(select) ? [] : [`FOR UPDATE ${table}: several rows, not in order`];
  });
}

/** Tables that are nobody's are small and few; a lock by an equal sign is a lock by key there. */
function bindsAnything(select: Fields): boolean {
  return conjuncts(select["whereClause"]).some(
    (condition) => binding(condition, (node) => as(node, "ColumnRef") !== undefined) === "one",
  );
}

/** Everything in a statement, its CTEs and subqueries that breaks a data rule. */
export function checkStatement(
  statement: unknown,
  catalogue: Catalogue,
  volatile: ReadonlySet<string>,
): string[] {
  const rules = { catalogue, volatile };
  const problems: string[] = [];
  for (const update of findAll(statement, "UpdateStmt")) {
    const { withClause: _outside, ...own } = update;
    problems.push(...checkSet("UPDATE", relationName(update["relation"]), update["targetList"], own, rules));
  }
  for (const insert of findAll(statement, "InsertStmt")) {
    // libpg-query gives this node without its type name.
    const conflict = insert["onConflictClause"] as Fields | undefined;
    if (conflict === undefined) continue;
    const table = relationName(insert["relation"]);
    problems.push(...checkSet("ON CONFLICT", table, conflict["targetList"], conflict, rules));
  }
  for (const select of findAll(statement, "SelectStmt")) {
    if (list(select["lockingClause"]).length > 0) problems.push(...checkLock(select, catalogue));
  }
  for (const call of findAll(statement, "FuncCall")) {
    const name = lastWord(call["funcname"]);
    if (/^pg_(?:try_)?advisory/.test(name))
      problems.push(`${name}(): correctness comes from conditions and keys`);
  }
  if (as(statement, "LockStmt") !== undefined) problems.push("LOCK TABLE");
  const isolation =
    JSON.stringify(findAll(statement, "TransactionStmt")) +
    JSON.stringify(findAll(statement, "VariableSetStmt"));
  if (/serializable/i.test(isolation)) problems.push("SERIALIZABLE");
  return problems;
}
