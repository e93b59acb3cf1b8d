/**
 * Breaks statements of the running product on their way to PostgreSQL: where a text occurs, another stands in its place. The sources stay
 * as they are, so a variant is the product with one thing wrong.
 */
import pg from "pg";

/** `find` as it stands in the store, white space aside, with `$?` for a parameter; `replace` takes them in their order. */
export type Edit = readonly [find: string, replace: string];

export interface Broken extends Disposable {
  /** Edits that no statement contained: the variant speaks of SQL that is no longer there. */
  unused(): string[];
}

type Query = (this: pg.Client, ...words: unknown[]) => unknown;

/** All statements of this process to this database, until the scope is left. */
export function breakStatements(databaseUrl: string, edits: readonly Edit[]): Broken {
  const database = new URL(databaseUrl).pathname.slice(1);
  const rules = edits.map(([find, replace]) => ({ find, replace, pattern: patternOf(find), used: 0 }));
  const proto = pg.Client.prototype as unknown as { query: Query };
  const whole = proto.query;
  const broken = (text: string): string =>
    rules.reduce(
      (result, rule) =>
        result.replace(rule.pattern, (found) => {
          rule.used += 1;
          return putInPlace(rule.replace, found.match(PARAMETER) ?? []);
        }),
      text,
    );
  proto.query = function (this: pg.Client, first: unknown, ...rest: unknown[]) {
    if (this.database !== database) return whole.call(this, first, ...rest);
    if (typeof first === "string") return whole.call(this, broken(first), ...rest);
    const config = first as { text?: unknown; name?: string };
    if (typeof config?.text !== "string") return whole.call(this, first, ...rest);
    const text = broken(config.text);
    // The plan that PostgreSQL keeps under a name is that of the whole statement.
    const name = text === config.text ? config.name : undefined;
    return whole.call(this, { ...config, name, text }, ...rest);
  };
  return {
    unused: () => rules.filter(({ used }) => used === 0).map(({ find }) => find),
    [Symbol.dispose]: () => {
      proto.query = whole;
    },
  };
}

const PARAMETER = /\$\d+/g;

function patternOf(find: string): RegExp {
  const escaped = find.trim().replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(
    escaped.replaceAll(String.raw`\$\?`, String.raw`\$\d+`).replace(/\s+/g, String.raw`\s+`),
    "g",
  );
}

/** The n-th `$?` is the n-th parameter that was found; those that are dropped become conditions that hold, as PostgreSQL wants each typed. */
function putInPlace(replace: string, parameters: readonly string[]): string {
  let next = 0;
  const kept = replace.replaceAll("$?", () => parameters[next++] ?? "");
  return (
    kept +
    parameters
      .slice(next)
      .map((name) => ` AND (${name}::text IS NULL OR true)`)
      .join("")
  );
}
