/** Tables as the migrations leave them, read from their text alone. */
import { as, type Fields, findAll, list, option, parseSql, relationName, word, words } from "./ast.ts";

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
  /** Empty where the text names none: the primary key is meant. */
  readonly keys: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly columns: Map<string, { type: string; notNull: boolean }>;
  primaryKey: readonly string[];
  /** UNIQUE constraints and unique indexes; an expression stands as "". */
  readonly uniques: (readonly string[])[];
  readonly foreignKeys: ForeignKey[];
}

export interface Routine {
  readonly name: string;
  readonly language: string;
  readonly volatile: boolean;
  readonly body: string;
}

export interface Schema {
  readonly tables: Map<string, Table>;
  /** Functions and DO blocks. */
  readonly routines: Routine[];
  readonly statements: Fields[];
}

function addConstraint(table: Table, fields: Fields, column?: string): void {
  const keys = column === undefined ? words(fields["keys"]) : [column];
  switch (fields["contype"]) {
    case "CONSTR_PRIMARY":
      table.primaryKey = keys;
      break;
    case "CONSTR_UNIQUE":
      table.uniques.push(keys);
      break;
    case "CONSTR_NOTNULL": {
      const known = table.columns.get(keys[0] ?? "");
      if (known !== undefined) known.notNull = true;
      break;
    }
    case "CONSTR_FOREIGN":
      table.foreignKeys.push({
        columns: column === undefined ? words(fields["fk_attrs"]) : [column],
        table: relationName(fields["pktable"]),
        keys: words(fields["pk_attrs"]),
      });
      break;
  }
}

function addColumn(table: Table, fields: Fields): void {
  const name = String(fields["colname"]);
  const typeName = fields["typeName"] as Fields | undefined;
  table.columns.set(name, { type: words(typeName?.["names"]).at(-1) ?? "", notNull: false });
  for (const node of list(fields["constraints"])) addConstraint(table, as(node, "Constraint") ?? {}, name);
}

function addElement(table: Table, element: unknown): void {
  const column = as(element, "ColumnDef");
  const constraint = as(element, "Constraint");
  if (column !== undefined) addColumn(table, column);
  if (constraint !== undefined) addConstraint(table, constraint);
}

function alter(table: Table, fields: Fields): void {
  for (const command of findAll(fields["cmds"], "AlterTableCmd")) {
    const name = String(command["name"] ?? "");
    if (command["subtype"] === "AT_DropColumn") table.columns.delete(name);
    else if (command["subtype"] === "AT_SetNotNull")
      addConstraint(table, { contype: "CONSTR_NOTNULL" }, name);
    else addElement(table, command["def"]);
  }
}

function addIndex(table: Table, fields: Fields): void {
  if (fields["unique"] !== true) return;
  table.uniques.push(
    list(fields["indexParams"]).map((node) => String(as(node, "IndexElem")?.["name"] ?? "")),
  );
}

function routineOf(statement: Fields): Routine | undefined {
  const created = as(statement, "CreateFunctionStmt");
  const block = as(statement, "DoStmt");
  if (created !== undefined) {
    return {
      name: words(created["funcname"]).at(-1) ?? "",
      language: option(created, "options", "language") ?? "",
      volatile: (option(created, "options", "volatility") ?? "volatile") === "volatile",
      body: option(created, "options", "as") ?? "",
    };
  }
  if (block === undefined) return undefined;
  return { name: "DO", language: "plpgsql", volatile: true, body: option(block, "args", "as") ?? "" };
}

/** Reads migrations in order. */
export function readSchema(texts: readonly string[]): Schema {
  const tables = new Map<string, Table>();
  const routines: Routine[] = [];
  const statements = texts.flatMap(parseSql);
  const tableOf = (range: unknown) => tables.get(relationName(range));
  for (const statement of statements) {
    const created = as(statement, "CreateStmt");
    if (created !== undefined) {
      const name = relationName(created["relation"]);
      const table: Table = { name, columns: new Map(), primaryKey: [], uniques: [], foreignKeys: [] };
      tables.set(name, table);
      for (const element of list(created["tableElts"])) addElement(table, element);
    }
    const altered = as(statement, "AlterTableStmt");
    const alteredTable = tableOf(altered?.["relation"]);
    if (altered !== undefined && alteredTable !== undefined) alter(alteredTable, altered);
    const index = as(statement, "IndexStmt");
    const indexed = tableOf(index?.["relation"]);
    if (index !== undefined && indexed !== undefined) addIndex(indexed, index);
    const dropped = as(statement, "DropStmt");
    if (dropped?.["removeType"] === "OBJECT_TABLE") {
      for (const object of list(dropped["objects"])) {
        tables.delete(list(as(object, "List")?.["items"]).map(word).at(-1) ?? "");
      }
    }
    const routine = routineOf(statement);
    if (routine !== undefined) routines.push(routine);
  }
  return { tables, routines, statements };
}
