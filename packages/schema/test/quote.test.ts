/** A shop of yesterday: quotes that became no order go, those of orders and of today stay. */
import { migrate } from "@banyan/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

let old: OldShop;
beforeAll(async () => {
  old = await openOldShop("quote_migration");
  await migrate(old.url, "0026_review.sql");
  await old.owner.query(`
    INSERT INTO customer (id) VALUES (1);
    INSERT INTO quote (buyer_id, id, request, payable_fen, created_at, expires_at)
      SELECT 1, id, '{}', 1, now(), now() - days * interval '1 day' FROM (VALUES (1, 40), (2, 40), (3, 0.5)) AS v (id, days);
    INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, created_at, created_date, close_due_at)
      VALUES (1, 'D1', 1, 'awaiting_payment', 1, 0, 0, 1, now(), current_date, now())`);
  await migrate(old.url, "0027_quote.sql");
});
afterAll(() => old.close());

it("what nobody asks for again is gone", async () => {
  const { rows } = await old.owner.query("SELECT id::int FROM quote ORDER BY id");
  expect(rows).toEqual([{ id: 1 }, { id: 3 }]);
});
