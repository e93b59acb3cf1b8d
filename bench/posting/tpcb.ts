/**
 * TPC-B as pgbench knows it, on the same server: what a transaction costs there at all. pgbench itself is not among the embedded binaries,
 * so its tables and its five statements are written here. They run as one call of a function, planned once: a driver in JavaScript that
 * sent them one by one would be slower than pgbench's in C, and the yardstick must not be.
 */
import pg from "pg";
import { randomFrom } from "../measure/sample.ts";

const ACCOUNTS_PER_BRANCH = 100_000;
const TELLERS_PER_BRANCH = 10;
/** How many connections are tried; the best is what counts. */
const CLIENTS = [4, 8, 16, 32];

const TABLES = `
  CREATE TABLE pgbench_branches (bid int NOT NULL PRIMARY KEY, bbalance int, filler char(88)) WITH (fillfactor = 100);
  CREATE TABLE pgbench_tellers (tid int NOT NULL PRIMARY KEY, bid int, tbalance int, filler char(84)) WITH (fillfactor = 100);
  CREATE TABLE pgbench_accounts (aid int NOT NULL PRIMARY KEY, bid int, abalance int, filler char(84)) WITH (fillfactor = 100);
  CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
  CREATE FUNCTION tpcb(a int, t int, b int, d int) RETURNS int LANGUAGE plpgsql AS $$
  DECLARE balance int;
  BEGIN
    UPDATE pgbench_accounts SET abalance = abalance + d WHERE aid = a;
    SELECT abalance INTO balance FROM pgbench_accounts WHERE aid = a;
    UPDATE pgbench_tellers SET tbalance = tbalance + d WHERE tid = t;
    UPDATE pgbench_branches SET bbalance = bbalance + d WHERE bid = b;
    INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (t, b, a, d, CURRENT_TIMESTAMP);
    RETURN balance;
  END $$;`;
const FILL = [
  "INSERT INTO pgbench_branches SELECT b, 0, '' FROM generate_series(1, $1::int) AS b",
  "INSERT INTO pgbench_tellers SELECT t, (t - 1) / 10 + 1, 0, '' FROM generate_series(1, $1::int * 10) AS t",
  "INSERT INTO pgbench_accounts SELECT a, (a - 1) / 100000 + 1, 0, '' FROM generate_series(1, $1::int * 100000) AS a",
];
const CALL = { name: "tpcb", text: "SELECT tpcb($1, $2, $3, $4)" };

export interface Tpcb {
  readonly scale: number;
  /** Connections that were fastest. */
  readonly clients: number;
  /** Runs so long. @returns how many transactions were committed */
  run(ms: number): Promise<number>;
  /** @throws Error when the sums of accounts, tellers, branches and history differ */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Makes and fills the tables, and finds out how many connections do most. @param tryMs for each number of them */
export async function openTpcb(
  url: string,
  owner: pg.Client,
  p: { scale: number; seed: number; tryMs: number },
): Promise<Tpcb> {
  await owner.query(TABLES);
  for (const statement of FILL) await owner.query(statement, [p.scale]);
  const random = randomFrom(p.seed);
  const all = Array.from({ length: Math.max(...CLIENTS) }, () => new pg.Client({ connectionString: url }));
  await Promise.all(all.map((client) => client.connect()));
  const runWith = (count: number, ms: number) => runAll(all.slice(0, count), p.scale, random, ms);
  let best = { clients: 1, done: 0 };
  for (const clients of CLIENTS) {
    const done = await runWith(clients, p.tryMs);
    if (done > best.done) best = { clients, done };
  }
  return {
    scale: p.scale,
    clients: best.clients,
    run: (ms) => runWith(best.clients, ms),
    check: () => checkSums(owner),
    close: async () => {
      await Promise.all(all.map((client) => client.end()));
    },
  };
}

async function runAll(
  clients: readonly pg.Client[],
  scale: number,
  random: () => number,
  ms: number,
): Promise<number> {
  const began = performance.now();
  const upTo = (end: number) => 1 + Math.floor(random() * end);
  let done = 0;
  const work = async (client: pg.Client) => {
    while (performance.now() - began < ms) {
      const account = upTo(scale * ACCOUNTS_PER_BRANCH);
      const teller = upTo(scale * TELLERS_PER_BRANCH);
      await client.query({ ...CALL, values: [account, teller, upTo(scale), upTo(10_001) - 5_001] });
      done += 1;
    }
  };
  await Promise.all(clients.map(work));
  return done;
}

async function checkSums(owner: pg.Client): Promise<void> {
  const result = await owner.query<{ sums: number }>(
    `SELECT count(DISTINCT sum)::int AS sums FROM (
       SELECT sum(abalance) FROM pgbench_accounts UNION ALL SELECT sum(tbalance) FROM pgbench_tellers
       UNION ALL SELECT sum(bbalance) FROM pgbench_branches UNION ALL SELECT sum(delta) FROM pgbench_history) AS s`,
  );
  if (result.rows[0]?.sums !== 1) throw new Error("TPC-B does not add up");
}
