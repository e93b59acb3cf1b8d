export interface DiffRow {
  path: string;
  before: string;
  after: string;
  changed: boolean;
}

function shown(value: unknown): string {
  if (value === undefined) return "";
  if (value === null) return "空";
  if (typeof value === "boolean") return value ? "是" : "否";
  return String(value);
}

/** Leaves of a JSON value by their path: {a: {b: 1}} → "a.b" → 1. */
function leaves(value: unknown, path: string, into: Map<string, unknown>): Map<string, unknown> {
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value))
      leaves(inner, path === "" ? key : `${path}.${key}`, into);
    return into;
  }
  if (value !== undefined && (path !== "" || value !== null)) into.set(path === "" ? "值" : path, value);
  return into;
}

/** Before and after side by side, leaf by leaf, changed ones first. */
export function diff(before: unknown, after: unknown): DiffRow[] {
  const old = leaves(before, "", new Map());
  const now = leaves(after, "", new Map());
  const rows = [...new Set([...old.keys(), ...now.keys()])].map((path) => {
    const left = shown(old.get(path));
    const right = shown(now.get(path));
    return { path, before: left, after: right, changed: left !== right };
  });
  return [...rows.filter((row) => row.changed), ...rows.filter((row) => !row.changed)];
}
