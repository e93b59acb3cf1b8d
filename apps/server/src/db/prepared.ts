/**
 * Statements that PostgreSQL plans once a connection instead of each time they are sent. Planning took more than half of what cart → paid
 * cost the database (docs/decisions/2026-11-30-cart-to-paid.md), so those that run for every order are named. Others are not: a list
 * with optional filters wants a plan for the values it gets.
 */
import { type RawBuilder, sql } from "kysely";
import pg from "pg";

/** Kysely hands on text and values only, so the wish to be named travels in the text. */
const MARK = "/* prepared */";

/** Marks a statement as one to be planned once. Its text must not depend on values, or every text becomes a plan of its own. */
export function prepared<Row>(statement: RawBuilder<Row>): RawBuilder<Row> {
  return sql<Row>`/* prepared */ ${statement}`;
}

interface Named {
  readonly name: string;
  /** Without the mark. */
  readonly text: string;
}

const known = new Map<string, Named>();

function nameOf(marked: string): Named {
  const before = known.get(marked);
  if (before !== undefined) return before;
  const named = { name: `banyan_${known.size + 1}`, text: marked.slice(MARK.length).trim() };
  known.set(marked, named);
  return named;
}

/** Makes a connection name the marked statements. */
export function nameStatements(client: pg.ClientBase): void {
  const named = (...words: unknown[]) => {
    const [text, values, done] = words;
    const isMarked = typeof text === "string" && text.startsWith(MARK);
    const asked = isMarked ? [{ ...nameOf(text), values }, done] : words;
    return Reflect.apply(pg.Client.prototype.query, client, asked);
  };
  client.query = named as typeof client.query;
}
