/** The migration that lets an accrual stand once, on a shop in which accruals stood twice. */
import { migrate } from "@banyan/schema";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

let shop: OldShop;
let url: string;
let owner: pg.Client;
beforeAll(async () => {
  shop = await openOldShop("posting_migration");
  ({ url, owner } = shop);
});
afterAll(() => shop.close());

const OLD = `
  INSERT INTO commission (owner_id, buyer_id, order_no, line_no, position, kind, tier, gross_fen, fen, base_fen, kept_fen, event_at, business_date)
  VALUES (7, 9, 'D1', 1, '1', 'referral', '1', 900, 900, 9000, 900, '2026-11-20T04:00:00Z', '2026-11-20'),
    (8, 9, 'D1', 1, '2', 'referral', '1', 300, 0, 9000, 0, '2026-11-20T04:00:00Z', '2026-11-20'),
    (7, 9, 'D2', 1, '1', 'referral', '1', 50, 50, 500, 50, '2026-11-21T04:00:00Z', '2026-11-21');
  INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date, created_at)
  VALUES (7, 'D1:1:1:referral:accrue', 'commission_expense', 'estimated', 900, 'accrue', 'D1', '2026-11-20T04:00:00Z', '2026-11-20', '2026-11-20T04:00:01Z'),
    (7, 'D1:1:1:referral:settle', 'estimated', 'available', 900, 'settle', 'D1', '2026-11-28T04:00:00Z', '2026-11-28', '2026-11-28T04:00:01Z'),
    (7, 'D2:1:1:referral:accrue', 'commission_expense', 'estimated', 51, 'accrue', 'D2', '2026-11-21T04:00:00Z', '2026-11-21', '2026-11-21T04:00:01Z')`;

it("each accrual stands as its commission alone, days add up, and what contradicts its commission stays to be found", async () => {
  await owner.query(OLD);
  await migrate(url);
  const ledger = await owner.query<{ text: string }>(
    `SELECT concat_ws(' ', owner_id, key, amount_fen, kind, extract(second FROM created_at)::int) AS text
     FROM ledger ORDER BY key, amount_fen`,
  );
  expect(ledger.rows.map(({ text }) => text)).toEqual([
    "7 D1:1:1:referral:accrue 900 accrue 1",
    "7 D1:1:1:referral:settle 900 settle 1",
    expect.stringMatching(/^7 D2:1:1:referral:accrue 50 accrue/),
    "7 D2:1:1:referral:accrue 51 accrue 1",
  ]);
  const transfers = await owner.query<{ key: string }>("SELECT key FROM transfer ORDER BY key");
  expect(transfers.rows.map(({ key }) => key)).toEqual(["D1:1:1:referral:settle", "D2:1:1:referral:accrue"]);
  const days = await owner.query<{ text: string }>(
    "SELECT concat_ws(' ', owner_id, business_date, kind, transfers, amount_fen) AS text FROM ledger_day ORDER BY 1",
  );
  expect(days.rows.map(({ text }) => text)).toEqual([
    "7 2026-11-20 accrue 1 900",
    "7 2026-11-21 accrue 2 101",
    "7 2026-11-28 settle 1 900",
  ]);
});

it("nobody writes an accrual beside its commission any more", async () => {
  const again = owner.query(
    `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
     VALUES (7, 'x', 'commission_expense', 'estimated', 1, 'accrue', 'D1', now(), current_date)`,
  );
  await expect(again).rejects.toMatchObject({ code: "23514", constraint: "transfer_known_kind" });
});
