/** Settlement against everything that crosses it: B14, B16, B19 of the bug list, holds and freezes. */

import { DAY_MS } from "@banyan/kernel";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { tally, wordOf } from "../support/client.ts";
import {
  commissionsOf,
  makePair,
  movesOf,
  type Pair,
  refundByShop,
  stopPosting,
} from "../support/commission.ts";
import type { Product } from "../support/goods.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { askRefund, paidOrder, ship, together } from "../support/orders.ts";
import { balancesOf, ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";

const ROUNDS = 8;
let shop: Shop;
let tea: Product;
beforeAll(async () => {
  shop = await openShop({ name: "race_settlement" });
  tea = await shop.product({ price: 9999, stock: 10_000 });
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000, 300) });
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.settle();
  await ledgerHolds(shop);
  expect(shop.errors.splice(0)).toEqual([]);
});

/** Received a moment ago; 999 estimated. */
async function received({ buyer }: Pair): Promise<string> {
  const { no } = await paidOrder(shop, buyer, [{ sku: tea.sku }]);
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  await shop.settle();
  return no;
}
/** As if the after-sale period had been of no days when it was received. */
const due = (no: string) => shop.sql("UPDATE orders SET settle_due_at = received_at WHERE no = $1", [no]);
const third = (no: string) => refundByShop(shop.owner, no, [{ line_no: 1, quantity: 1, amount_fen: 3333 }]);
const nameOf = ({ promoter }: Pair, no: string) => ({
  promoter_id: promoter.id,
  key: `${no}-1-1-referral`,
  reason: "核对来源",
});
const hold = (pair: Pair, no: string) => shop.owner.api.console.commission.hold(nameOf(pair, no));
const release = (pair: Pair, no: string) => shop.owner.api.console.commission.release(nameOf(pair, no));
/** Marks the order's settlement, so that the poster's row waits. */
async function settleWaits(no: string): Promise<AsyncDisposable & { release(): Promise<void> }> {
  const still = await stopPosting(shop);
  await due(no);
  await shop.worker().jobs.settle.tick();
  return still;
}

it("B14: the period counts from receipt, not from payment", async () => {
  const pair = await makePair(shop);
  const { no } = await paidOrder(shop, pair.buyer, [{ sku: tea.sku }]);
  await shop.advance(8 * DAY_MS);
  await shop.settle();
  await ship(shop.owner, no);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("999 0 0 0 0");
  await pair.buyer.api.order.receive({ no });
  await shop.advance(7 * DAY_MS - 60_000);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("999 0 0 0 0");
  await shop.advance(120_000);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("0 0 999 0 0");
});

it("B14: an open after-sale case holds settlement back, and its end lets it go", async () => {
  const [refused, taken] = [await makePair(shop), await makePair(shop)];
  const [one, two] = [await received(refused), await received(taken)];
  const line = [{ line_no: 1, quantity: 1, amount_fen: 3333 }];
  const cases = [await askRefund(refused.buyer, one, line), await askRefund(taken.buyer, two, line)];
  await shop.advance(9 * DAY_MS);
  await shop.settle();
  for (const { promoter } of [refused, taken]) expect(await balancesOf(shop, promoter)).toBe("999 0 0 0 0");
  const { aftersale } = shop.owner.api.console;
  await aftersale.reject({ no: cases[0] ?? "", note: "不符合" });
  await aftersale.approve({ no: cases[1] ?? "", confirm_fen: 3333 });
  await shop.settle();
  expect(await balancesOf(shop, refused.promoter)).toBe("0 0 999 0 0");
  expect(await balancesOf(shop, taken.promoter)).toBe("0 0 666 0 0");
});

it("B16: settlement and a refund at the same moment, and in each order: keep(R) is what becomes available", async () => {
  const pair = await makePair(shop);
  const seen: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const no = await received(pair);
    await due(no);
    const { settle, posting } = shop.worker().jobs;
    const sweep = () => settle.tick().then(() => posting.tick());
    if (round === 0) await sweep().then(() => third(no));
    else if (round === 1) await third(no).then(sweep);
    else await together(() => third(no), sweep);
    await shop.settle();
    expect(await commissionsOf(shop, pair.promoter, no)).toMatchObject([{ kept_fen: "666", settled: true }]);
    const [claw] = await shop.sql(
      "SELECT debit FROM ledger WHERE owner_id = $1 AND ref = $2 AND kind = 'clawback'",
      [pair.promoter.id, no],
    );
    const from = String(claw?.["debit"]);
    seen[from] = (seen[from] ?? 0) + 1;
  }
  console.log(`clawed back from: ${JSON.stringify(seen)}`);
  expect(Object.keys(seen).toSorted()).toEqual(["debt", "estimated"]);
  expect(await balancesOf(shop, pair.promoter)).toBe(`0 0 ${ROUNDS * 666} 0 0`);
});

it("B19: a product recycled and its category removed after submit: callback, posting and explanation go on", async () => {
  const pair = await makePair(shop);
  const { catalog } = shop.owner.api.console;
  const category = await catalog.saveCategory({ parent_id: null, name: "下架类", icon: null, sort: 9 });
  const doomed = await shop.product({ price: 2000, stock: 5 });
  await shop.sql("UPDATE product SET category_id = $1 WHERE id = $2", [category.id, doomed.id]);
  await usePlan(shop, {
    rules: [{ id: "doomed", scope: "category", target: category.id, position: 1, rate_bps: 2000 }],
  });
  const { no } = await pair.buyer.buy([{ sku: doomed.sku }]);
  await catalog.setState({ product_ids: [doomed.id], state: "recycled" });
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000, 300) });
  await shop.sql("UPDATE product SET category_id = (SELECT min(id) FROM category) WHERE id = $1", [
    doomed.id,
  ]);
  await shop.sql("DELETE FROM category WHERE id = $1", [category.id]);
  await pair.buyer.pay(no);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("400 0 0 0 0");
  const detail = await pair.promoter.api.commission.get({ key: `${no}-1-1-referral` });
  expect(detail).toMatchObject({ recomputed_fen: 400, commission: { fen: 400 } });
  expect(detail.rule_text).not.toBeNull();
  await refundByShop(shop.owner, no, [{ line_no: 1, quantity: 1, amount_fen: 2000 }]);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("0 0 0 0 0");
});

it("of holds of one commission at once one is taken; of releases too", async () => {
  const pair = await makePair(shop);
  for (let round = 0; round < 5; round += 1) {
    const no = await received(pair);
    const four = (what: (pair: Pair, no: string) => Promise<unknown>) =>
      tally([1, 2, 3, 4].map(() => what(pair, no)));
    expect(await four(hold)).toEqual({ ok: 1, already_held: 3 });
    expect(await four(release)).toEqual({ ok: 1, not_held: 3 });
    expect(await movesOf(shop, pair.promoter, no)).toEqual(["accrue 999", "hold 999", "release 999"]);
  }
});

it("a hold against a clawback: what is held is keep(R), whichever came first", async () => {
  const pair = await makePair(shop);
  for (let round = 0; round < ROUNDS; round += 1) {
    const no = await received(pair);
    await using still = await stopPosting(shop);
    await third(no);
    for (let look = 0; look < 3; look += 1) {
      await shop.worker().jobs.refunds.tick();
      await shop.simulator.control.pump();
    }
    await together(
      () => hold(pair, no),
      () => still.release().then(() => shop.worker().jobs.posting.tick()),
    );
    await shop.settle();
    expect(await commissionsOf(shop, pair.promoter, no)).toMatchObject([{ kept_fen: "666", held: true }]);
  }
  expect(await balancesOf(shop, pair.promoter)).toBe(`0 ${ROUNDS * 666} 0 0 0`);
});

it("a hold against settlement: held and settled, and released it is available", async () => {
  const pair = await makePair(shop);
  for (let round = 0; round < ROUNDS; round += 1) {
    const no = await received(pair);
    await using still = await settleWaits(no);
    await together(
      () => hold(pair, no),
      () => still.release().then(() => shop.worker().jobs.posting.tick()),
    );
    await shop.settle();
    expect(await commissionsOf(shop, pair.promoter, no)).toMatchObject([{ settled: true, held: true }]);
    expect((await balancesOf(shop, pair.promoter)).split(" ")[1]).toBe("999");
    await release(pair, no);
  }
  expect(await balancesOf(shop, pair.promoter)).toBe(`0 0 ${ROUNDS * 999} 0 0`);
});

it("a release against settlement: available once", async () => {
  const pair = await makePair(shop);
  for (let round = 0; round < ROUNDS; round += 1) {
    const no = await received(pair);
    await hold(pair, no);
    await using still = await settleWaits(no);
    await together(
      () => release(pair, no),
      () => still.release().then(() => shop.worker().jobs.posting.tick()),
    );
    await shop.settle();
  }
  expect(await balancesOf(shop, pair.promoter)).toBe(`0 0 ${ROUNDS * 999} 0 0`);
});

it("what a frozen promoter has estimated settles into held; lifting the freeze releases it, but no hold by a person", async () => {
  const pair = await makePair(shop);
  const [one, two] = [await received(pair), await received(pair)];
  const three = await received(pair);
  await hold(pair, two);
  await freeze(pair, true);
  for (const no of [one, two]) await due(no);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("999 1998 0 0 0");
  // Refunds go on while it is held.
  await third(one);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("999 1665 0 0 0");
  // A frozen promoter earns nothing new.
  const { no: fourth } = await paidOrder(shop, pair.buyer, [{ sku: tea.sku }]);
  await shop.settle();
  expect(await commissionsOf(shop, pair.promoter, fourth)).toEqual([]);
  await freeze(pair, false);
  expect(await balancesOf(shop, pair.promoter)).toBe("999 999 666 0 0");
  await due(three);
  await shop.settle();
  expect(await balancesOf(shop, pair.promoter)).toBe("0 999 1665 0 0");
  expect(await wordOf(release(pair, two))).toBe("ok");
  expect(await balancesOf(shop, pair.promoter)).toBe("0 0 2664 0 0");
});
const freeze = ({ promoter }: Pair, frozen: boolean) =>
  shop.owner.api.console.promoter.freeze({ customer_id: promoter.id, frozen, reason: "核对来源" });

it("a hold of money that was withdrawn already is refused by name", async () => {
  const pair = await makePair(shop);
  const no = await received(pair);
  await due(no);
  await shop.settle();
  await third(no);
  await shop.settle();
  await shop.sql("UPDATE account SET available_fen = 0 WHERE owner_id = $1", [pair.promoter.id]);
  expect(await wordOf(hold(pair, no))).toBe("exceeds_available");
  await shop.sql("UPDATE account SET available_fen = 666 WHERE owner_id = $1", [pair.promoter.id]);
});

it("the books hold after all this", () => booksHold(shop));
