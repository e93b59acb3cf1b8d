/** The migration of leaving, tasks set aside and payouts settled by hand, on a shop in which some had happened without their columns. */
import { migrate } from "@banyan/schema";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

let shop: OldShop;
let url: string;
let owner: pg.Client;
beforeAll(async () => {
  shop = await openOldShop("adjustment_migration");
  ({ url, owner } = shop);
});
afterAll(() => shop.close());

const OLD = `
  INSERT INTO customer (id) VALUES (7), (8), (9);
  INSERT INTO promoter (owner_id, state, tier_id, agreement_version, agreed_at, approved_at, approved_date)
  SELECT id, state, (SELECT min(id) FROM tier), 1, '2026-11-01', '2026-11-02T03:04:05Z', '2026-11-02'
  FROM unnest(ARRAY[7, 8]::bigint[], ARRAY['closed', 'active']) AS p (id, state);
  INSERT INTO binding (customer_id, promoter_id, bound_at, expires_at) VALUES (9, 7, '2026-11-03', '2026-12-03');
  INSERT INTO outbox (owner_id, consumer, topic, ref, event_at, due_at, tries, failure)
  VALUES (7, 'stock', 'order.paid', 'D1', '2026-11-04', '2026-11-05T06:07:08Z', 10, 'no such row'),
    (7, 'stock', 'order.paid', 'D2', '2026-11-04', '2026-11-05T06:07:08Z', 0, NULL);
  INSERT INTO withdrawal (owner_id, no, state, amount_fen, fee_fen, net_fen, openid, request_key, requested_at, requested_date)
  VALUES (8, 'W1', 'sending', 100, 0, 100, 'o', 'k', '2026-11-05', '2026-11-05');
  INSERT INTO payout (owner_id, no, withdrawal_no, amount_fen, openid, next_try_at, created_at)
  VALUES (8, 'T1', 'W1', 100, 'o', '2026-11-05', '2026-11-05')`;

it("a shop of yesterday keeps what had happened, and says since when", async () => {
  await owner.query(OLD);
  await migrate(url);
  const promoters = await owner.query(
    "SELECT owner_id::int, state, closed_at, closed_reason, closed_by FROM promoter ORDER BY 1",
  );
  expect(promoters.rows).toEqual([
    {
      owner_id: 7,
      state: "closed",
      closed_at: new Date("2026-11-02T03:04:05Z"),
      closed_reason: "",
      closed_by: null,
    },
    { owner_id: 8, state: "active", closed_at: null, closed_reason: "", closed_by: null },
  ]);
  const tasks = await owner.query("SELECT ref, failed_at, retried FROM outbox ORDER BY ref");
  expect(tasks.rows).toEqual([
    { ref: "D1", failed_at: new Date("2026-11-05T06:07:08Z"), retried: false },
    { ref: "D2", failed_at: null, retried: false },
  ]);
  expect((await owner.query("SELECT trouble FROM payout")).rows).toEqual([{ trouble: null }]);
});

it("who leaves has a time, whoever is there has none", async () => {
  const refused = (sql: string, constraint: string) =>
    expect(owner.query(sql)).rejects.toMatchObject({ code: "23514", constraint });
  await refused("UPDATE promoter SET state = 'closed' WHERE owner_id = 8", "promoter_closed");
  await refused("UPDATE promoter SET state = 'active' WHERE owner_id = 7", "promoter_closed");
  await owner.query(
    "UPDATE binding SET ended_at = now(), end_reason = 'promoter_left' WHERE customer_id = 9",
  );
});

it("the roles may do what they need and no more", async () => {
  const rights = await owner.query<{ right: string }>(`
    SELECT t || ' ' || r AS right FROM unnest(ARRAY['adjustment', 'adjustment_batch', 'adjustment_day', 'payout_settlement', 'settled_bill']) t,
      unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) r WHERE has_table_privilege('banyan_app', t, r) ORDER BY 1`);
  const both = ["adjustment", "adjustment_batch", "adjustment_day", "payout_settlement"];
  expect(rights.rows.map(({ right }) => right)).toEqual([
    ...both.flatMap((table) => [`${table} INSERT`, `${table} UPDATE`]),
    "settled_bill INSERT",
  ]);
});
