/** Posting on a real PostgreSQL, as the product's role: once per fact, floors, netting, order of locks, rights. */
import type { AccountName } from "@banyan/kernel";
import { LedgerConflict, moveAccrued, type NewTransfer, post } from "@banyan/ledger";
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
  [kind, debit, credit]: [NewTransfer["kind"], AccountName, AccountName],
  amountFen: bigint,
  key: string,
): NewTransfer {
  return { ownerId, key, debit, credit, amountFen, kind, ref: "D1", eventAt: AT };
}
const REWARD = ["reward", "reward_expense", "available"] as const;
const SETTLE = ["settle", "estimated", "available"] as const;
const CLAW = ["clawback", "debt", "commission_expense"] as const;
const RESERVE = ["reserve", "available", "withdrawing"] as const;

async function account(ownerId: bigint): Promise<string> {
  const result = await sql<{ text: string }>`
    SELECT concat_ws(' ', estimated_fen, held_fen, available_fen, withdrawing_fen, debt_fen) AS text
    FROM account WHERE owner_id = ${ownerId}`.execute(db);
  return result.rows[0]?.text ?? "none";
}
/** Commissions that are written and moved in one statement: of these promoters, so many fen each. */
const accrue = (shares: readonly (readonly [owner: bigint, key: string, fen: bigint])[]) =>
  db.transaction().execute((tx) =>
    moveAccrued<{ claimed: number }>(tx, {
      before: sql`
        claimed AS (
          INSERT INTO commission (owner_id, buyer_id, order_no, line_no, position, kind, tier, gross_fen, fen, base_fen, kept_fen,
            event_at, business_date)
          SELECT owner_id, 1, order_no, 1, '1', 'referral', '1', greatest(fen, 1), fen, 10000, fen, ${AT}::timestamptz, '2026-11-20'
          FROM unnest(${shares.map(([owner]) => String(owner))}::bigint[], ${shares.map(([, key]) => key)}::text[],
            ${shares.map(([, , fen]) => String(fen))}::bigint[]) AS s (owner_id, order_no, fen)
          RETURNING owner_id, fen, business_date), `,
      from: "claimed",
      facts: sql`(SELECT count(*) FROM claimed)::int AS claimed`,
    }),
  );
async function days(ownerId: bigint): Promise<string[]> {
  const result = await sql<{ text: string }>`
    SELECT concat_ws(' ', business_date, kind, debit, credit, transfers, amount_fen) AS text
    FROM ledger_day WHERE owner_id = ${ownerId} ORDER BY 1`.execute(db);
  return result.rows.map((row) => row.text);
}
const run = (transfers: NewTransfer[]) => db.transaction().execute((tx) => post(tx, transfers));

it("moves accounts by what was posted, and the same fact posts once", async () => {
  const a = await promoter();
  const b = await promoter();
  const facts = [move(a, [...REWARD], 900n, "x:reward"), move(b, [...REWARD], 300n, "y:reward")];
  expect(await run(facts)).toEqual({ wanted: 2, inserted: 2 });
  expect(await run(facts)).toEqual({ wanted: 2, inserted: 0 });
  expect(await run([...facts, move(a, [...RESERVE], 900n, "W1:reserve")])).toEqual({
    wanted: 3,
    inserted: 1,
  });
  expect([await account(a), await account(b)]).toEqual(["0 0 0 900 0", "0 0 300 0 0"]);
});

it("accruals stand as commissions: the accounts move by them, one cut to 0 moves nothing, and the day adds up", async () => {
  const [a, b] = [await promoter(), await promoter()];
  const first = await accrue([
    [a, "D1", 900n],
    [b, "D1", 0n],
    [a, "D2", 100n],
  ]);
  expect(first).toMatchObject({ claimed: 3, owners: 1, moved: 1 });
  await accrue([[a, "D3", 1n]]);
  expect([await account(a), await account(b)]).toEqual(["1001 0 0 0 0", "0 0 0 0 0"]);
  expect(await days(a)).toEqual(["2026-11-20 accrue commission_expense estimated 3 1001"]);
  expect(await days(b)).toEqual([]);
  const ledger = await sql<{ text: string }>`
    SELECT concat_ws(' ', key, kind, amount_fen, ref) AS text FROM ledger WHERE owner_id IN (${a}, ${b}) ORDER BY key`.execute(
    db,
  );
  expect(ledger.rows.map((row) => row.text)).toEqual([
    "D1:1:1:referral:accrue accrue 900 D1",
    "D2:1:1:referral:accrue accrue 100 D2",
    "D3:1:1:referral:accrue accrue 1 D3",
  ]);
});

it("a commission that stands already, or one of a promoter without an account, stops all of them", async () => {
  const a = await promoter();
  await accrue([[a, "D1", 5n]]);
  const again = accrue([
    [a, "D2", 5n],
    [a, "D1", 5n],
  ]);
  await expect(again).rejects.toMatchObject({ code: "23505", constraint: "commission_pkey" });
  const lost = accrue([
    [a, "D3", 5n],
    [9_998n, "D3", 5n],
  ]);
  await expect(lost).rejects.toThrow("without an account");
  expect([await account(a), await days(a)]).toEqual([
    "5 0 0 0 0",
    ["2026-11-20 accrue commission_expense estimated 1 5"],
  ]);
});

it("transfers add to the day of their fact; what pays off debt does so today, whenever the fact was", async () => {
  const a = await promoter();
  await run([move(a, [...REWARD], 900n, "x:reward"), move(a, [...REWARD], 100n, "y:reward")]);
  await run([move(a, [...CLAW], 300n, "x:claw:1")]);
  const [now] = (
    await sql<{ today: string }>`SELECT business_date(business_now())::text AS today`.execute(db)
  ).rows;
  expect((await days(a)).toSorted()).toEqual(
    [
      "2026-11-20 clawback debt commission_expense 1 300",
      "2026-11-20 reward reward_expense available 2 1000",
      `${now?.today} net available debt 1 300`,
    ].toSorted(),
  );
});

it("refuses a known key with another amount or other accounts, and nothing of the batch stands", async () => {
  const a = await promoter();
  await run([move(a, [...REWARD], 900n, "x:reward")]);
  const other = [move(a, [...REWARD], 1n, "new"), move(a, [...REWARD], 901n, "x:reward")];
  await expect(run(other)).rejects.toThrow(LedgerConflict);
  await expect(run([move(a, [...RESERVE], 900n, "x:reward")])).rejects.toThrow(LedgerConflict);
  expect(await account(a)).toBe("0 0 900 0 0");
});

it("a claw of money that is gone becomes debt, which the next settlement repays first", async () => {
  const a = await promoter();
  await accrue([
    [a, "Dx", 900n],
    [a, "Dy", 500n],
  ]);
  await run([move(a, [...SETTLE], 900n, "x:settle")]);
  await run([move(a, [...RESERVE], 800n, "W1:reserve")]);
  await run([move(a, [...CLAW], 900n, "x:claw:1")]);
  expect(await account(a)).toBe("500 0 0 800 800");
  await run([move(a, [...SETTLE], 500n, "y:settle")]);
  expect(await account(a)).toBe("0 0 0 800 300");
});

it("no account goes below its floor", async () => {
  const a = await promoter();
  await accrue([[a, "Dx", 10n]]);
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
  await expect(run([move(9_999n, [...REWARD], 1n, "lost")])).rejects.toThrow("without an account");
  const left = await sql`SELECT 1 FROM transfer WHERE key = 'lost'`.execute(db);
  expect(left.rows).toEqual([]);
});

it("B2: 1,600 additions from twelve connections all count", async () => {
  const a = await promoter();
  const b = await promoter();
  await Promise.all(
    Array.from({ length: 200 }, async (_, batch) => {
      const rows = Array.from({ length: 8 }, (_unused, i) =>
        move(i % 2 === 0 ? a : b, [...REWARD], 1n, `${batch}:${i}`),
      );
      await run(batch % 2 === 0 ? rows : rows.reverse());
    }),
  );
  expect([await account(a), await account(b)]).toEqual(["0 0 800 0 0", "0 0 800 0 0"]);
});

it("1,600 accruals from twelve connections all count, and so do their days", async () => {
  const [a, b] = [await promoter(), await promoter()];
  await Promise.all(
    Array.from({ length: 200 }, async (_, batch) => {
      const shares = Array.from(
        { length: 8 },
        (_unused, i) => [i % 2 === 0 ? a : b, `${batch}:${i}`, 1n] as const,
      );
      await accrue(batch % 2 === 0 ? shares : shares.toReversed());
    }),
  );
  for (const owner of [a, b])
    expect([await account(owner), await days(owner)]).toEqual([
      "800 0 0 0 0",
      ["2026-11-20 accrue commission_expense estimated 800 800"],
    ]);
});

it("the product's role may not change or remove a commission's posting, only its state", async () => {
  for (const column of ["fen", "gross_fen", "base_fen", "owner_id", "event_at", "business_date", "tier"])
    await expect(
      sql`UPDATE commission SET ${sql.ref(column)} = ${sql.ref(column)}`.execute(db),
    ).rejects.toMatchObject({
      code: "42501",
    });
  await expect(sql`DELETE FROM commission`.execute(db)).rejects.toMatchObject({ code: "42501" });
  await expect(sql`TRUNCATE commission`.execute(db)).rejects.toMatchObject({ code: "42501" });
  const moved = await sql`UPDATE commission SET hold_reason = '' WHERE false`.execute(db);
  expect(moved.numAffectedRows).toBe(0n);
});

it("the product's role may not change or remove a transfer", async () => {
  await expect(sql`UPDATE transfer SET amount_fen = 1`.execute(db)).rejects.toMatchObject({ code: "42501" });
  await expect(sql`DELETE FROM transfer`.execute(db)).rejects.toMatchObject({ code: "42501" });
});
