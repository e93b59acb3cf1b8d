/**
 * The one door to PostgreSQL. Every pooled connection acts as banyan_app, which cannot change facts (docs/ARCHITECTURE.md, data rule 8).
 */
import { Kysely, type KyselyProps, type LogEvent, PostgresDialect, Transaction } from "kysely";
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
   * not touch the world outside the database. Statements that do not wait for each other's answers may be sent at once: PostgreSQL
   * answers them in their order, and after one that failed none is carried out.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Two parts of a transaction, sent at once. Waits for both, so that none goes on behind the end of it. @throws what the first failed with, else the second */
export async function together<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
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
    // BEGIN goes out with what follows it, and so does whatever a transaction sends without waiting.
    pipeline: true,
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
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log });
  return {
    query,
    transact: (work) => withRetries(pool, work),
    close: async () => {
      await query.destroy();
      // Kysely ends no pool of which it has asked nothing.
      if (!pool.ending) await pool.end();
    },
  };
}

const log = (event: LogEvent) => countStatement(event.query.sql, event.queryDurationMillis);

async function withRetries<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(pool, work);
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (attempt >= MAX_TRIES || code === undefined || !RETRYABLE.has(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5 * attempt ** 2));
    }
  }
}

/** Kysely's own transaction waits for BEGIN, and lets one statement out at a time. */
async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const { tx, end } = transactionOn(client);
  let broken: Error | undefined;
  try {
    const begun = client.query("BEGIN");
    // What went out with it failed too if the connection did. Else it stands alone, and nothing may follow.
    begun.catch(end);
    const value = await work(tx);
    end();
    await begun;
    const { command } = await client.query("COMMIT");
    // What failed and was passed over has undone everything.
    if (command === "ROLLBACK")
      throw new Error("a statement of this transaction failed, and was passed over");
    return value;
  } catch (error) {
    end();
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * One transaction of a connection, as a Kysely that sends at once what it is given.
 * @returns end: from then on every statement fails, with `why` if that is told, instead of going into what that connection does next
 */
function transactionOn(client: pg.PoolClient): { tx: Tx; end: (why?: Error) => void } {
  const lent = lentTo.get(client) ?? lend(client);
  let over: { why: Error | undefined } | undefined;
  const executor = lent.executor.withConnectionProvider({
    // Asked when the connection is there, just before a statement goes out on it.
    provideConnection: (send, options) =>
      lent.executor.provideConnection(
        (connection) =>
          over === undefined
            ? send(connection)
            : Promise.reject(over.why ?? new Error("this transaction has ended")),
        options,
      ),
  });
  const end = (why?: Error) => {
    over ??= { why };
  };
  return { tx: new Transaction<Tables>({ ...lent, executor }), end };
}

const lentTo = new WeakMap<pg.PoolClient, KyselyProps>();

/** What all transactions of a connection share. */
function lend(client: pg.PoolClient): KyselyProps {
  const lent = {
    query: (...words: unknown[]) => Reflect.apply(client.query, client, words),
    release: () => undefined,
  };
  const pool = { connect: async () => lent, end: async () => undefined };
  const dialect = new PostgresDialect({ pool: pool as never });
  const config = { dialect, log };
  const executor = new Kysely<Tables>(config).getExecutor();
  const made = { config, dialect, driver: dialect.createDriver(), executor };
  lentTo.set(client, made);
  return made;
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
