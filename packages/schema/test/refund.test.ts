/** A shop of yesterday: a case may hold goods for no money, never for less, and whoever has closed their account is erased once more. */
import { migrate } from "@banyan/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

let old: OldShop;
beforeAll(async () => {
  old = await openOldShop("refund_migration");
  await migrate(old.url, "0024_sheet.sql");
  await old.owner.query(`
    INSERT INTO customer (id, closed_at) VALUES (1, NULL), (2, '2026-11-29');
    INSERT INTO quote (buyer_id, id, request, payable_fen, created_at, expires_at) VALUES (1, 1, '{}', 1, now(), now());
    INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, created_at, created_date, close_due_at)
      VALUES (1, 'D1', 1, 'awaiting_payment', 1, 0, 0, 1, now(), current_date, now());
    INSERT INTO aftersale (buyer_id, no, order_no, state, reason, amount_fen, freight_fen, restock, request_key, created_at)
      VALUES (1, 'A1', 'D1', 'requested', '不想要了', 1, 0, true, 'k', now());
    INSERT INTO aftersale_line (buyer_id, aftersale_no, line_no, quantity, amount_fen) VALUES (1, 'A1', 1, 1, 1)`);
  await migrate(old.url, "0025_refund.sql");
});
afterAll(() => old.close());

it("goods for no money stand in a case", async () => {
  const line = (no: number, fen: number) =>
    old.owner.query(
      "INSERT INTO aftersale_line (buyer_id, aftersale_no, line_no, quantity, amount_fen) VALUES (1, 'A1', $1, 1, $2)",
      [no, fen],
    );
  await line(2, 0);
  await expect(line(3, -1)).rejects.toMatchObject({ constraint: "aftersale_line_amount" });
  const { rows } = await old.owner.query(
    "SELECT amount_fen::int AS fen FROM aftersale_line ORDER BY line_no",
  );
  expect(rows).toEqual([{ fen: 1 }, { fen: 0 }]);
});

it("the sweep comes once more to whoever has gone, and to nobody else", async () => {
  const { rows } = await old.owner.query(
    "SELECT id::int, erase_due_at <= now() AS due FROM customer ORDER BY id",
  );
  expect(rows).toEqual([
    { id: 1, due: null },
    { id: 2, due: true },
  ]);
});
