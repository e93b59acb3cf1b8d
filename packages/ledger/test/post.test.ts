/** Posting on a real PostgreSQL, as the product's role: once per fact, floors, netting, order of locks, rights. */
import type { AccountName, TransferKind } from "@banyan/kernel";
import { LedgerConflict, type NewTransfer, post } from "@banyan/ledger";
import { createTestDatabase, type TestDatabase } from "@banyan/testkit";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";

let database: TestDatabase;
// biome-ignore lint/complexity/noBannedTypes: SQL text names the tables
let db: Kysely<{}>;
const AT = new Date("2026-11-20T04:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase("ledger_post");
  const pool = new pg.Pool({ connectionString: database.url, max: 12, options: "-c role=banyan_app" });
  db = new Kysely({ dialect: new PostgresDialect({ pool }) });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

let next = 1000;
async function promoter(): Promise<bigint> {
  next += 1;
  await sql`INSERT INTO customer (id) VALUES (${next})`.execute(db);
  await sql`INSERT INTO account (owner_id) VALUES (${next})`.execute(db);
  return BigInt(next);
}
function move(
  ownerId: bigint,
  [kind, debit, credit]: [TransferKind, AccountName, AccountName],
  amountFen: bigint,
  key: string,
): NewTransfer {
  return { ownerId, key, debit, credit, amountFen, kind, ref: "D1", eventAt: AT };
}
const ACCRUE = ["accrue", "commission_expense", "estimated"] as const;
const SETTLE = ["settle", "estimated", "available"] as const;
const CLAW = ["clawback", "debt", "commission_expense"] as const;
const RESERVE = ["reserve", "available", "withdrawing"] as const;

async function account(ownerId: bigint): Promise<string> {
  const result = await sql<{ text: string }>`
    SELECT concat_ws(' ', estimated_fen, held_fen, available_fen, withdrawing_fen, debt_fen) AS text
    FROM account WHERE owner_id = ${ownerId}`.execute(db);
  return result.rows[0]?.text ?? "none";
}
const run = (transfers: NewTransfer[]) => db.transaction().execute((tx) => post(tx, transfers));

it("moves accounts by what was posted, and the same fact posts once", async () => {
  const a = await promoter();
  const b = await promoter();
  const facts = [move(a, [...ACCRUE], 900n, "x:accrue"), move(b, [...ACCRUE], 300n, "y:accrue")];
  expect(await run(facts)).toEqual({ wanted: 2, inserted: 2 });
  expect(await run(facts)).toEqual({ wanted: 2, inserted: 0 });
  expect(await run([...facts, move(a, [...SETTLE], 900n, "x:settle")])).toEqual({ wanted: 3, inserted: 1 });
  expect([await account(a), await account(b)]).toEqual(["0 0 900 0 0", "300 0 0 0 0"]);
});

it("refuses a known key with another amount or other accounts, and nothing of the batch stands", async () => {
  const a = await promoter();
  await run([move(a, [...ACCRUE], 900n, "x:accrue")]);
  const other = [move(a, [...ACCRUE], 1n, "new"), move(a, [...ACCRUE], 901n, "x:accrue")];
  await expect(run(other)).rejects.toThrow(LedgerConflict);
  await expect(run([move(a, [...SETTLE], 900n, "x:accrue")])).rejects.toThrow(LedgerConflict);
  expect(await account(a)).toBe("900 0 0 0 0");
});

it("a claw of money that is gone becomes debt, which the next settlement repays first", async () => {
  const a = await promoter();
  await run([move(a, [...ACCRUE], 900n, "x:accrue"), move(a, [...ACCRUE], 500n, "y:accrue")]);
  await run([move(a, [...SETTLE], 900n, "x:settle")]);
  await run([move(a, [...RESERVE], 800n, "W1:reserve")]);
  await run([move(a, [...CLAW], 900n, "x:claw:1")]);
  expect(await account(a)).toBe("500 0 0 800 800");
  await run([move(a, [...SETTLE], 500n, "y:settle")]);
  expect(await account(a)).toBe("0 0 0 800 300");
});

it("no account goes below its floor", async () => {
  const a = await promoter();
  await run([move(a, [...ACCRUE], 10n, "x:accrue")]);
  await expect(run([move(a, [...RESERVE], 1n, "W:reserve")])).rejects.toMatchObject({
    code: "23514",
    constraint: "available_floor",
  });
  await expect(run([move(a, [...SETTLE], 11n, "x:settle")])).rejects.toMatchObject({
    constraint: "estimated_floor",
  });
  expect(await account(a)).toBe("10 0 0 0 0");
});

it("a kind between other accounts than its own is refused by the table", async () => {
  const a = await promoter();
  await expect(run([move(a, ["payout", "available", "payout_clearing"], 1n, "p")])).rejects.toMatchObject({
    constraint: "transfer_known_kind",
  });
});

it("a promoter without an account stops the posting", async () => {
  await expect(run([move(9_999n, [...ACCRUE], 1n, "lost")])).rejects.toThrow("without an account");
  const left = await sql`SELECT 1 FROM transfer WHERE key = 'lost'`.execute(db);
  expect(left.rows).toEqual([]);
});

it("B2: 1,600 additions from twelve connections all count", async () => {
  const a = await promoter();
  const b = await promoter();
  await Promise.all(
    Array.from({ length: 200 }, async (_, batch) => {
      const rows = Array.from({ length: 8 }, (_unused, i) =>
        move(i % 2 === 0 ? a : b, [...ACCRUE], 1n, `${batch}:${i}`),
      );
      await run(batch % 2 === 0 ? rows : rows.reverse());
    }),
  );
  expect([await account(a), await account(b)]).toEqual(["800 0 0 0 0", "800 0 0 0 0"]);
});

it("the product's role may not change or remove a transfer", async () => {
  await expect(sql`UPDATE transfer SET amount_fen = 1`.execute(db)).rejects.toMatchObject({ code: "42501" });
  await expect(sql`DELETE FROM transfer`.execute(db)).rejects.toMatchObject({ code: "42501" });
});
