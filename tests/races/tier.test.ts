/** Promoters' settled sales from real orders: counted once, lowered by refunds whenever they come, and never by own purchases. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { countSettled } from "@banyan/server/tier/sales-store.ts";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { makePair, type Pair, refundByShop } from "../support/commission.ts";
import type { Product } from "../support/goods.ts";
import { paidOrder, ship } from "../support/orders.ts";
import type { Buyer } from "../support/people.ts";
import { makePromoter, ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
let tea: Product;
let top: Buyer;
let pair: Pair;
beforeAll(async () => {
  shop = await openShop({ name: "race_tier" });
  tea = await shop.product({ price: 10_000, stock: 10_000 });
  await usePlan(shop, { rules: ratesOf(1000, 300) });
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.settle();
  await booksHold(shop);
  expect(shop.errors.splice(0)).toEqual([]);
});

async function people(): Promise<void> {
  top = await shop.customer("上家");
  await makePromoter(shop, top);
  pair = await makePair(shop, top);
}
/** Three units for 30,000 fen. */
async function received(buyer: Buyer): Promise<string> {
  const { no } = await paidOrder(shop, buyer, [{ sku: tea.sku, quantity: 3 }]);
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  return no;
}
/** It settles with the next sweep. */
async function due(buyer: Buyer): Promise<string> {
  const no = await received(buyer);
  await shop.sql("UPDATE orders SET settle_due_at = received_at WHERE no = $1", [no]);
  return no;
}
async function settled(buyer: Buyer): Promise<string> {
  const no = await due(buyer);
  await shop.worker().jobs.settle.tick();
  await shop.settle();
  return no;
}
const refund = async (no: string, quantity: number) => {
  await refundByShop(shop.owner, no, [{ line_no: 1, quantity, amount_fen: quantity * 10_000 }]);
  await shop.settle();
};
/** "own orders/fen invited orders/fen" over all days. */
async function figures(who: Buyer): Promise<string> {
  const [row] = await shop.sql<{ text: string }>(
    `SELECT concat(coalesce(sum(own_orders), 0), '/', coalesce(sum(own_sales_fen), 0), ' ', coalesce(sum(invited_orders), 0), '/',
       coalesce(sum(invited_sales_fen), 0)) AS text FROM promoter_day WHERE owner_id = $1`,
    [who.id],
  );
  return row?.text ?? "";
}

it("a customer's order is the referrer's sale when it settles, and the inviter's invited sale; nobody's before", async () => {
  await people();
  const no = await received(pair.buyer);
  await shop.settle();
  expect(await figures(pair.promoter)).toBe("0/0 0/0");
  await shop.sql("UPDATE orders SET settle_due_at = received_at WHERE no = $1", [no]);
  await shop.worker().jobs.settle.tick();
  await shop.settle();
  expect([await figures(pair.promoter), await figures(top)]).toEqual(["1/30000 0/0", "0/0 1/30000"]);
  // The event again, and once more: it is counted as it stands.
  const event = { buyerId: BigInt(pair.buyer.id), no };
  await shop.services.database.transact((tx) => countSettled(tx, [event, event]));
  expect(await figures(pair.promoter)).toBe("1/30000 0/0");
});

it("refunds before the settlement never count, those after it lower its day; of nothing left no order is left", async () => {
  await people();
  const early = await received(pair.buyer);
  await refundByShop(shop.owner, early, [{ line_no: 1, quantity: 1, amount_fen: 10_000 }]);
  await shop.settle();
  await shop.sql("UPDATE orders SET settle_due_at = received_at WHERE no = $1 AND settled_at IS NULL", [
    early,
  ]);
  await shop.worker().jobs.settle.tick();
  await shop.settle();
  expect(await figures(pair.promoter)).toBe("1/20000 0/0");
  const late = await settled(pair.buyer);
  expect(await figures(pair.promoter)).toBe("2/50000 0/0");
  await refund(late, 2);
  expect([await figures(pair.promoter), await figures(top)]).toEqual(["2/30000 0/0", "0/0 2/30000"]);
  await refund(late, 1);
  expect([await figures(pair.promoter), await figures(top)]).toEqual(["1/20000 0/0", "0/0 1/20000"]);
});

it("a promoter's own purchases count neither for themselves nor for their inviter, though they settle", async () => {
  await people();
  const no = await settled(pair.promoter);
  const [row] = await shop.sql<{ settled: boolean }>(
    "SELECT settled_at IS NOT NULL AS settled FROM orders WHERE no = $1",
    [no],
  );
  expect(row?.settled).toBe(true);
  expect([await figures(pair.promoter), await figures(top)]).toEqual(["0/0 0/0", "0/0 0/0"]);
});

it("whoever becomes a promoter later keeps having been a customer: the order counts as it was submitted", async () => {
  await people();
  const no = await due(pair.buyer);
  await shop.sql(
    "UPDATE binding SET ended_at = business_now(), end_reason = 'became_promoter' WHERE customer_id = $1",
    [pair.buyer.id],
  );
  await makePromoter(shop, pair.buyer, { inviter: top });
  await shop.worker().jobs.settle.tick();
  await shop.settle();
  expect(no).not.toBe("");
  expect([await figures(pair.promoter), await figures(top)]).toEqual(["1/30000 0/0", "0/0 1/30000"]);
});

it("settlements and refunds of a star promoter at once: every order once, every refund once", async () => {
  await people();
  const nos: string[] = [];
  for (let at = 0; at < 12; at += 1) nos.push(await due(pair.buyer));
  await shop.worker().jobs.settle.tick();
  await Promise.all([
    shop.settle(),
    ...nos
      .slice(0, 6)
      .map((no) => refundByShop(shop.owner, no, [{ line_no: 1, quantity: 1, amount_fen: 10_000 }])),
  ]);
  await shop.settle();
  expect([await figures(pair.promoter), await figures(top)]).toEqual(["12/300000 0/0", "0/0 12/300000"]);
});

it("a sale raises the tier, a refund after it does not take the tier back but the keep test sees it", async () => {
  await people();
  const { tier } = shop.owner.api.console;
  const { tiers } = await tier.ladder();
  const dealer = tiers.find(({ name }) => name === "经销商");
  if (!dealer) throw new Error("no tier 经销商");
  const asked = { match: "all" as const, own_orders: null, team_sales_fen: null, team_orders: null };
  const { id, revision, name, rights } = dealer;
  await tier.update({
    ...{ tier_id: id, revision, name, rights },
    upgrade: { ...asked, days: 30, own_sales_fen: 30_000 },
    keep: { ...asked, days: 30, own_sales_fen: 20_001, cycle: "days", fallback_id: null },
  });
  const no = await settled(pair.buyer);
  await tier.run();
  await refund(no, 1);
  expect(await tier.run()).toMatchObject({ upgraded: 0, not_kept: 0 });
  await shop.advance(30 * 86_400_000);
  await tier.run();
  const { items } = await pair.promoter.api.tier.changes({ limit: 5 });
  expect(items.map(({ cause, facts }) => [cause, facts?.own_sales_fen])).toEqual([
    ["not_kept", 20_000],
    ["upgrade", 30_000],
  ]);
  await shop.settle();
  const told = await shop.sql<{ title: string }>(
    "SELECT title FROM notice WHERE customer_id = $1 AND topic = 'promoter.tier' ORDER BY id",
    [pair.promoter.id],
  );
  expect(told.map(({ title }) => title)).toEqual(["升级为经销商", "等级变为推广员"]);
});

it("the migration counts what was settled before it as the statistics would have", async () => {
  await people();
  await settled(pair.buyer);
  const before = await shop.sql("SELECT * FROM promoter_day ORDER BY owner_id, business_date");
  const migration = readFileSync(join(ROOT, "packages/schema/sql/0011_tier.sql"), "utf8");
  const backfill = migration
    .split(/;\n/)
    .filter((text) => /^\s*INSERT INTO promoter_(?:sale|day)/.test(text));
  expect(backfill).toHaveLength(2);
  for (const text of ["DELETE FROM promoter_sale", "DELETE FROM promoter_day", ...backfill])
    await shop.sql(text);
  expect(await shop.sql("SELECT * FROM promoter_day ORDER BY owner_id, business_date")).toEqual(before);
});
