/** What a business transaction promises (db/database.ts), on connections that send without waiting for answers. */
import { type Database, openDatabase, type Tx, together } from "@banyan/server/db/database.ts";
import { prepared } from "@banyan/server/db/prepared.ts";
import { createTestDatabase, type TestDatabase } from "@banyan/testkit";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

let place: TestDatabase;
let owner: pg.Client;
/** One connection, so that what one transaction leaves behind meets the next. */
let database: Database;

beforeAll(async () => {
  place = await createTestDatabase("transaction");
  owner = new pg.Client({ connectionString: place.url });
  await owner.connect();
  await owner.query(`CREATE TABLE mark (word text PRIMARY KEY); GRANT ALL ON mark TO banyan_app`);
  database = openDatabase({ url: place.url, maxConnections: 1 });
});
beforeEach(() => owner.query("DELETE FROM mark"));
afterAll(async () => {
  await database.close();
  await owner.end();
  await place.drop();
});

const put = (tx: Tx, word: string) => sql`INSERT INTO mark VALUES (${word})`.execute(tx);
const pid = async (tx: Tx) =>
  (await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)).rows[0]?.pid;
const words = async () =>
  (await owner.query<{ word: string }>("SELECT word FROM mark ORDER BY word")).rows.map(({ word }) => word);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

it("what is sent at once is carried out in its order, in one transaction", async () => {
  const seen = await database.transact(async (tx) => {
    const count = () => sql<{ n: bigint }>`SELECT count(*) AS n FROM mark`.execute(tx);
    const answers = await Promise.all([count(), put(tx, "a"), count(), put(tx, "b"), count()]);
    return answers.flatMap(({ rows }) => (rows as { n: bigint }[]).map(({ n }) => n));
  });
  expect(seen).toEqual([0n, 1n, 2n]);
  expect(await words()).toEqual(["a", "b"]);
});

it("where the first fails the second is not carried out, and the first says why", async () => {
  await owner.query("INSERT INTO mark VALUES ('there')");
  const second: string[] = [];
  const outcome = await codeOf(
    database.transact((tx) =>
      together(
        put(tx, "there"),
        codeOf(put(tx, "behind")).then((code) => second.push(code)),
      ),
    ),
  );
  expect([outcome, second]).toEqual(["23505", ["25P02"]]);
  expect(await words()).toEqual(["there"]);
});

it("where the second fails the first is undone", async () => {
  await owner.query("INSERT INTO mark VALUES ('there')");
  expect(await codeOf(database.transact((tx) => together(put(tx, "first"), put(tx, "there"))))).toBe("23505");
  expect(await words()).toEqual(["there"]);
});

it("a failure that was passed over is no success", async () => {
  await owner.query("INSERT INTO mark VALUES ('there')");
  const outcome = codeOf(
    database.transact(async (tx) => {
      await put(tx, "first");
      await put(tx, "there").catch(() => undefined);
    }),
  );
  expect(await outcome).toContain("passed over");
  expect(await words()).toEqual(["there"]);
});

it("what goes on behind the end of its transaction is refused, and lands in no other", async () => {
  for (const ends of ["undone", "done"]) {
    const next = Promise.withResolvers<void>();
    let behind: Promise<string> | undefined;
    await codeOf(
      database.transact(async (tx) => {
        await put(tx, `${ends} 1`);
        behind = codeOf(next.promise.then(() => put(tx, `${ends} behind`)));
        if (ends === "undone") throw new Error("refused");
      }),
    );
    await database.transact(async (tx) => {
      await put(tx, `${ends} 2`);
      next.resolve();
      expect(await behind).toContain("ended");
    });
  }
  expect(await words()).toEqual(["done 1", "done 2", "undone 2"]);
});

it("a deadlock or conflict is tried again from the beginning", async () => {
  let tries = 0;
  await database.transact(async (tx) => {
    tries += 1;
    await put(tx, "a");
    if (tries < 3)
      await sql`DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$`.execute(tx);
  });
  expect([tries, await words()]).toEqual([3, ["a"]]);
});

it("a statement that takes too long undoes all, and the connection goes on", async () => {
  const before = await database.transact(pid);
  const outcome = codeOf(
    database.transact(async (tx) => {
      await put(tx, "first");
      await sql`SET LOCAL statement_timeout = 5`.execute(tx);
      await together(sql`SELECT pg_sleep(10)`.execute(tx), put(tx, "behind"));
    }),
  );
  expect(await outcome).toBe("57014");
  expect(await words()).toEqual([]);
  expect(await database.transact(pid)).toBe(before);
});

it("a connection that breaks takes its transaction with it and leaves the pool", async () => {
  const end = (backend: number | undefined) => owner.query("SELECT pg_terminate_backend($1)", [backend]);
  let broken: number | undefined;
  for (const [at, breaks] of [
    ["in a statement", async (tx: Tx) => together(sql`SELECT pg_sleep(10)`.execute(tx), end(broken))],
    ["between two", async () => void (await end(broken))],
  ] as const) {
    const outcome = codeOf(
      database.transact(async (tx) => {
        broken = await pid(tx);
        await put(tx, "first");
        await together(breaks(tx), put(tx, "second"));
        await put(tx, "third");
      }),
    );
    expect([at, await outcome]).not.toEqual([at, "done"]);
    expect([at, await database.transact(pid)]).not.toEqual([at, broken]);
  }
  expect(await words()).toEqual([]);
});

it("where BEGIN fails nothing follows once that is known", async () => {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
    return Reflect.apply(query, this, asked[0] === "BEGIN" ? ["BEGIN NOTHING"] : asked);
  } as typeof query;
  try {
    const outcome = codeOf(
      database.transact(async (tx) => {
        await sql`SELECT`.execute(tx);
        await put(tx, "outside");
      }),
    );
    expect(await outcome).toBe("42601");
  } finally {
    pg.Client.prototype.query = query;
  }
  expect(await words()).toEqual([]);
});

it("a statement that is planned once can fail, change and be lost, and works again on the same connection", async () => {
  const read = prepared(
    (v: { word: string }) => sql<{ word: string }>`SELECT * FROM mark_later WHERE word = ${v.word}`,
  );
  const ask = () => database.transact((tx) => read.execute(tx, { word: "a" }).then(({ rows }) => rows));
  const before = await database.transact(pid);
  expect(await codeOf(ask())).toBe("42P01");
  await owner.query("CREATE TABLE mark_later (word text); GRANT ALL ON mark_later TO banyan_app");
  await owner.query("INSERT INTO mark_later VALUES ('a')");
  expect(await ask()).toEqual([{ word: "a" }]);
  await owner.query("ALTER TABLE mark_later ADD COLUMN note text");
  expect([await codeOf(ask()), await ask()]).toEqual(["0A000", [{ word: "a", note: null }]]);
  await database.transact((tx) => sql`DEALLOCATE ALL`.execute(tx));
  expect([await codeOf(ask()), await ask()]).toEqual(["26000", [{ word: "a", note: null }]]);
  expect(
    await codeOf(database.transact((tx) => read.execute(tx, { word: { toJSON: () => 1n } as never }))),
  ).toMatch(/BigInt/);
  expect([await codeOf(ask()), await ask()]).toEqual(["26000", [{ word: "a", note: null }]]);
  expect(await database.transact(pid)).toBe(before);
});

it("closing ends the pool of one that had transactions only, and again does nothing", async () => {
  const other = openDatabase({ url: place.url, maxConnections: 1 });
  await other.transact(pid);
  await other.close();
  await other.close();
  expect(await codeOf(other.transact(pid))).toContain("end on the pool");
});
