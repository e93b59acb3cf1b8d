/**
 * The one door to PostgreSQL. Every pooled connection acts as banyan_app, which cannot change facts (docs/ARCHITECTURE.md, data rule 8).
 */
import { Kysely, type LogEvent, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import { countStatement } from "./measure.ts";
import { nameStatements } from "./prepared.ts";

// Tables are read and written by SQL text in the stores, so Kysely carries connections, transactions and parameters only.
// biome-ignore lint/complexity/noBannedTypes: an empty table map is what "no typed tables" is called
export type Tables = {};
export type Tx = Transaction<Tables>;

export interface Database {
  /** For single statements and reads outside a transaction. */
  readonly query: Kysely<Tables>;
  /**
   * One business transaction at READ COMMITTED. A deadlock or serialisation failure runs it again (at most 5 times), so `work` must
   * not touch the world outside the database.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const RETRYABLE = new Set(["40P01", "40001"]);
const MAX_TRIES = 5;

export interface DatabaseOptions {
  url: string;
  maxConnections?: number;
  /** "banyan_app" unless a test asks for another. */
  role?: string;
}

/** Opens the pool. int8 arrives as bigint, date as text ("2026-11-24"), timestamptz as Date. */
export function openDatabase(options: DatabaseOptions): Database {
  const role = options.role ?? "banyan_app";
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 20,
    types: { getTypeParser },
    // A role set at connect cannot be forgotten by a query, and it costs no statement later. Compiling a statement took up to two
    // thirds of its time (a promoter with 50,000 customers: 250 ms with, 81 ms without), and ours are many and short.
    options: `-c role=${role} -c jit=off -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000`,
  });
  // An idle connection that the server drops must not end the process; the next query opens a new one.
  pool.on("error", () => undefined);
  // Nor one that it drops between two statements of a transaction: the next statement fails, and the pool lets it go.
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    nameStatements(client);
  });
  const query = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: (event: LogEvent) => countStatement(event.query.sql, event.queryDurationMillis),
  });
  return {
    query,
    transact: (work) => withRetries(query, work),
    close: () => query.destroy(),
  };
}

async function withRetries<T>(query: Kysely<Tables>, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await query.transaction().execute(work);
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (attempt >= MAX_TRIES || code === undefined || !RETRYABLE.has(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5 * attempt ** 2));
    }
  }
}

const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const builtin = pg.types;
function getTypeParser(oid: number, format?: string): unknown {
  if (oid === INT8) return BigInt;
  if (oid === INT8_ARRAY)
    return (text: string) => (text === "{}" ? [] : text.slice(1, -1).split(",").map(BigInt));
  if (oid === DATE) return (text: string) => text;
  return builtin.getTypeParser(oid, format as "text");
}

/** Whether an error is a violation of the named constraint or unique index. */
export function violates(error: unknown, constraint: string): boolean {
  const e = error as { code?: string; constraint?: string };
  return ["23503", "23505", "23514"].includes(e.code ?? "") && e.constraint === constraint;
}

/** Whether an error says that something unique is there already; under which name depends on the table that was written first. */
export const isDuplicate = (error: unknown): boolean => (error as { code?: string }).code === "23505";
