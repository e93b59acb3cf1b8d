/** Coupons of yesterday: what was made stays 满减 for the whole shop, what an order used stands beside it, what was stopped stays so. */
import { migrate } from "@banyan/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

let shop: OldShop;
beforeAll(async () => {
  shop = await openOldShop("coupon_migration");
  await shop.owner.query(`
    INSERT INTO customer (id) VALUES (1);
    INSERT INTO coupon (id, name, threshold_fen, discount_fen, total, valid_days, starts_at, ends_at, stopped) VALUES
      (1, '满减', 9900, 1000, 10, 7, now() - interval '1 day', now() + interval '1 day', false),
      (2, '停发', 5000, 500, 10, 7, now() - interval '1 day', now() + interval '1 day', true);
    INSERT INTO coupon_counter (coupon_id, total, claimed) VALUES (1, 10, 2), (2, 10, 0);
    INSERT INTO coupon_grant (customer_id, id, coupon_id, turn, state, order_no, claimed_at, expires_at) VALUES
      (1, 11, 1, 1, 'used', 'D1', now(), now() + interval '7 days'), (1, 12, 1, 2, 'usable', NULL, now(), now() + interval '7 days');
    INSERT INTO quote (buyer_id, id, request, payable_fen, created_at, expires_at) VALUES (1, 1, '{}', 9000, now(), now());
    INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, coupon_grant_id, created_at,
      created_date) VALUES (1, 'D1', 1, 'awaiting_payment', 10000, 1000, 0, 9000, 11, now(), current_date)`);
  await migrate(shop.url);
});
afterAll(() => shop.close());

it("keeps what was promised, who has it, and what an order used", async () => {
  const { rows } = await shop.owner.query(
    `SELECT c.id::int, c.kind, c.scope, c.way, c.stackable, c.returned_days, k.stopped, k.revision
     FROM coupon c JOIN coupon_counter k ON k.coupon_id = c.id ORDER BY c.id`,
  );
  const plain = { kind: "threshold", scope: "all", way: "public", stackable: false, returned_days: null };
  expect(rows).toEqual([
    { id: 1, ...plain, stopped: false, revision: 1 },
    { id: 2, ...plain, stopped: true, revision: 1 },
  ]);
  const spent = await shop.owner.query(
    "SELECT order_no, grant_id::int, coupon_id::int, discount_fen::int FROM order_coupon",
  );
  expect(spent.rows).toEqual([{ order_no: "D1", grant_id: 11, coupon_id: 1, discount_fen: 1000 }]);
  const grants = await shop.owner.query("SELECT state, source FROM coupon_grant ORDER BY id");
  expect(grants.rows).toEqual([
    { state: "used", source: "claim" },
    { state: "usable", source: "claim" },
  ]);
});

it("refuses what no coupon may be", async () => {
  const make = (set: string) =>
    shop.owner.query(`UPDATE coupon SET ${set} WHERE id = 2`).then(
      () => "taken",
      (error: { constraint?: string }) => error.constraint,
    );
  expect(await make("kind = 'percent', discount_fen = 0, percent_off = 100")).toBe("coupon_saving");
  expect(await make("discount_fen = 5000")).toBe("coupon_saving");
  expect(await make("scope = 'products'")).toBe("coupon_scope");
  expect(await make("way = 'link'")).toBe("coupon_link");
  expect(await make("valid_days = NULL")).toBe("coupon_valid");
  expect(await make("threshold_fen = 0")).toBe("taken");
});
