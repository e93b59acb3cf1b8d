/**
 * Statements that every order sends: their text is put together once a process, and PostgreSQL plans it once a connection. Planning took
 * more than half of what cart → paid cost the database, and putting the same text together anew a twentieth of what it cost the server
 * (docs/decisions/2026-11-30-cart-to-paid.md). Others are not: a list with optional filters wants a plan for the values it gets.
 */
import { CompiledQuery, type Kysely, type QueryResult, type RawBuilder } from "kysely";
import pg from "pg";
import type { Tables } from "./database.ts";

/** Kysely hands on text and values only, so the wish to be named travels in the text. */
const MARK = "/* prepared */ ";

export interface Prepared<Values, Row> {
  execute(query: Kysely<Tables>, values: Values): Promise<QueryResult<Row>>;
}

/** Stands in the text where a value goes. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * PostgreSQL plans the first five times for the values it gets and keeps a plan for any values only where that one looks no dearer. An array
 * as a plain parameter makes it look dearer for ever, because it is taken for ten long: in a shop with 5,000 goods every quote and every
 * order was planned anew, which cost more than carrying them out. So arrays stand as `(SELECT …::bigint[])::bigint[]`, whose length is not
 * known either way (tests/plans.test.ts).
 * @param build is called once, with stand-ins: each goes into the text as it is, and nothing may look into it or depend on it. Where a part
 *   of a text depends on a value, make two statements.
 */
export function prepared<Values extends object, Row>(
  build: (value: Values) => RawBuilder<Row>,
): Prepared<Values, Row> {
  const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as Values;
  let known: { text: string; parameters: readonly unknown[] } | null = null;
  const compile = (query: Kysely<Tables>) => {
    const { sql, parameters } = build(slots).compile(query);
    return { text: MARK + sql.trim(), parameters };
  };
  return {
    execute(query, values) {
      known ??= compile(query);
      const { text, parameters } = known;
      const bound = parameters.map((one) => (one instanceof Slot ? values[one.name as keyof Values] : one));
      return query.executeQuery<Row>(CompiledQuery.raw(text, bound));
    },
  };
}

interface Named {
  readonly name: string;
  /** Without the mark. */
  readonly text: string;
}

const names = new Map<string, Named>();

function nameOf(marked: string): Named {
  const before = names.get(marked);
  if (before !== undefined) return before;
  const named = { name: `banyan_${names.size + 1}`, text: marked.slice(MARK.length) };
  names.set(marked, named);
  return named;
}

/**
 * Makes a connection name the marked statements. One that this connection has lost, or whose columns a migration has changed, fails once
 * and is known by another name from then on: pg sends a text only with the first of a name, so it would fail for ever.
 */
export function nameStatements(client: pg.ClientBase): void {
  const renamed = new Map<string, string>();
  const named = (...words: unknown[]) => {
    const [text, values, done] = words;
    if (typeof text !== "string" || !text.startsWith(MARK))
      return Reflect.apply(pg.Client.prototype.query, client, words);
    const known = nameOf(text);
    const name = renamed.get(known.name) ?? known.name;
    const answer = Reflect.apply(pg.Client.prototype.query, client, [{ ...known, name, values }, done]) as
      | Promise<unknown>
      | undefined;
    answer?.catch((error: unknown) => {
      if (isLost(error)) renamed.set(known.name, `${name}x`);
    });
    return answer;
  };
  client.query = named as typeof client.query;
}

/** "prepared statement … does not exist", "cached plan must not change result type" */
function isLost(error: unknown): boolean {
  const { code, routine } = error as { code?: string; routine?: string };
  return code === "26000" || (code === "0A000" && routine === "RevalidateCachedQuery");
}
