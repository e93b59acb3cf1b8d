/** PostgreSQL's own parse tree, read without believing its shape: a node is `{ TypeName: { field: … } }`. */
import { loadModule, parseSync } from "libpg-query";

await loadModule();

export type Fields = { readonly [name: string]: unknown };

/** The statements of a text, as tree nodes. @throws where PostgreSQL would refuse the text */
export function parseSql(text: string): Fields[] {
  const { stmts } = parseSync(text) as unknown as { stmts?: { stmt: Fields }[] };
  return (stmts ?? []).map(({ stmt }) => stmt);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The fields of a node when it is of this type. */
export function as(node: unknown, type: string): Fields | undefined {
  const fields = isFields(node) ? node[type] : undefined;
  return isFields(fields) ? fields : undefined;
}

/** Every node of a type at or below `root`; with `until`, what stands below nodes of that type is left out. */
export function findAll(root: unknown, type: string, until?: string): Fields[] {
  const found: Fields[] = [];
  const walk = (value: unknown) => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (!isFields(value)) return;
    for (const [name, child] of Object.entries(value)) {
      if (name === type && isFields(child)) found.push(child);
      if (name !== until) walk(child);
    }
  };
  walk(root);
  return found;
}

/** The text of a String node. */
export function word(node: unknown): string {
  return String(as(node, "String")?.["sval"] ?? "");
}

export function words(nodes: unknown): string[] {
  return list(nodes).map(word);
}

/** Last part of a dotted name: the function of `pg_catalog.now`, the column of `o.buyer_id`. */
export function lastWord(nodes: unknown): string {
  return words(nodes).at(-1) ?? "";
}

export function relationName(range: unknown): string {
  const fields = as(range, "RangeVar") ?? (isFields(range) ? range : {});
  return String(fields["relname"] ?? "");
}

/** An option of CREATE FUNCTION or DO by name. */
export function option(fields: Fields, where: string, name: string): string | undefined {
  for (const node of list(fields[where])) {
    const element = as(node, "DefElem");
    if (element?.["defname"] !== name) continue;
    const items = list(as(element["arg"], "List")?.["items"]);
    return items.length > 0 ? word(items[0]) : word(element["arg"]);
  }
  return undefined;
}
