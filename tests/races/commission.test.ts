/** How commissions go wrong elsewhere when orders are refunded, re-bound or discounted: B5 to B11, B21, B24 of the bug list. */
import { clawBack } from "@banyan/server/commission/post-store.ts";
import { reserveMoney } from "@banyan/server/withdrawal/money.ts";
import { insertWithdrawal } from "@banyan/server/withdrawal/store.ts";
import { startWorker } from "@banyan/server/worker/worker.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { commissionsOf, makePair, movesOf, refundByShop, stopPosting } from "../support/commission.ts";
import type { Product } from "../support/goods.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { paidOrder, ship } from "../support/orders.ts";
import { type Buyer, newKey, type Want } from "../support/people.ts";
import { balancesOf, bind, makePromoter, ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";

const DAY = 86_400_000;
let shop: Shop;
let tea: Product;
let cups: Product;
let inviter: Buyer;
beforeAll(async () => {
  shop = await openShop({
    name: "race_commission",
    settings: { freight: { base_fen: 800, free_over_fen: null, remote: [], unserved: [] } },
  });
  [tea, cups, inviter] = await Promise.all([
    shop.product({ price: 3333, stock: 1000 }),
    shop.product({ price: 400, stock: 1000 }),
    shop.customer("波妹"),
  ]);
  await makePromoter(shop, inviter);
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000, 300) });
});
afterAll(() => shop.close());
afterEach(async () => {
  shop.startWorker();
  await shop.settle();
  await ledgerHolds(shop);
  expect(shop.errors.splice(0)).toEqual([]);
});

/** Paid and on its way, so that any part of a unit's price may be given back; what it earns is posted. */
async function shipped(buyer: Buyer, wants: readonly Want[]): Promise<string> {
  const { no } = await paidOrder(shop, buyer, wants);
  await ship(shop.owner, no);
  await shop.settle();
  return no;
}
const part = (line_no: number, amount_fen: number, quantity = 1) => ({ line_no, quantity, amount_fen });
const refund = async (no: string, ...lines: ReturnType<typeof part>[]) => {
  await refundByShop(shop.owner, no, lines);
  await shop.settle();
};
async function settled(buyer: Buyer, no: string): Promise<void> {
  await buyer.api.order.receive({ no });
  await shop.advance(7 * DAY + 60_000);
  await shop.settle();
}

it("B5: a clawback that is called again, by eight at once, takes nothing more", async () => {
  const { promoter, buyer } = await makePair(shop, inviter);
  const no = await shipped(buyer, [{ sku: tea.sku, quantity: 3 }]);
  await refund(no, part(1, 3333));
  const again = { buyerId: BigInt(buyer.id), orderNo: no, at: new Date() };
  await Promise.all(
    Array.from({ length: 8 }, () => shop.services.database.transact((tx) => clawBack(tx, [again]))),
  );
  expect(await balancesOf(shop, promoter)).toBe("666 0 0 0 0");
  expect(await movesOf(shop, promoter, no)).toEqual(["accrue 999", "clawback 333"]);
});

it("B6: a refund of one line leaves the commission of the other alone, before and after settlement", async () => {
  const { promoter, buyer } = await makePair(shop);
  const no = await shipped(buyer, [
    { sku: tea.sku, quantity: 3 },
    { sku: cups.sku, quantity: 2 },
  ]);
  const lines = async () =>
    (await commissionsOf(shop, promoter, no)).map((one) => [one.line_no, one.kept_fen]);
  expect(await lines()).toEqual([
    [1, "999"],
    [2, "80"],
  ]);
  await refund(no, part(1, 9999, 3));
  expect(await lines()).toEqual([
    [1, "0"],
    [2, "80"],
  ]);
  await settled(buyer, no);
  expect(await balancesOf(shop, promoter)).toBe("0 0 80 0 0");
});

it("B7: refunds in parts take the difference to keep(R) each time, and everything at the end", async () => {
  const { promoter, buyer } = await makePair(shop);
  const no = await shipped(buyer, [{ sku: tea.sku, quantity: 3 }]);
  const kept: string[] = [];
  for (const amount of [1, 1, 9997]) {
    await refund(no, part(1, amount));
    kept.push((await balancesOf(shop, promoter)).split(" ")[0] ?? "");
  }
  // floor(999 × (9999 − R) / 9999) for R = 1, 2, 9999: the second fen costs nothing.
  expect(kept).toEqual(["998", "998", "0"]);
  expect(await movesOf(shop, promoter, no)).toEqual(["accrue 999", "clawback 1", "clawback 998"]);
});

it("B8, B9: what was withdrawn already becomes debt; the refund goes through, and later commissions repay it first", async () => {
  const { promoter, buyer } = await makePair(shop);
  const no = await shipped(buyer, [{ sku: tea.sku, quantity: 3 }]);
  await settled(buyer, no);
  expect(await balancesOf(shop, promoter)).toBe("0 0 999 0 0");
  await takeAll(promoter, 999);
  await refund(no, part(1, 5000, 2));
  expect((await buyer.api.order.get({ no })).refunded_fen).toBe(5000);
  // keep(5000) = floor(999 × 4999 / 9999) = 499.
  expect(await balancesOf(shop, promoter)).toBe("0 0 0 999 500");

  const small = async () => {
    const order = await shipped(buyer, [{ sku: cups.sku, quantity: 8 }]);
    await settled(buyer, order);
    return balancesOf(shop, promoter);
  };
  expect(await small()).toBe("0 0 0 999 180");
  // What is estimated repays nothing yet.
  const waiting = await shipped(buyer, [{ sku: cups.sku, quantity: 8 }]);
  expect(await balancesOf(shop, promoter)).toBe("320 0 0 999 180");
  await settled(buyer, waiting);
  expect(await balancesOf(shop, promoter)).toBe("0 0 140 999 0");
  const net = await shop.sql(
    "SELECT amount_fen FROM ledger WHERE owner_id = $1 AND kind = 'net' ORDER BY id",
    [promoter.id],
  );
  expect(net.map((row) => row["amount_fen"])).toEqual(["320", "180"]);
});

/** A withdrawal that is under way, written as the request's action writes it. */
async function takeAll(promoter: Buyer, fen: number): Promise<void> {
  const at = new Date();
  const no = `W${newKey()}`;
  await shop.services.database.transact(async (tx) => {
    const money = { amountFen: BigInt(fen), feeFen: 0n, netFen: BigInt(fen) };
    const who = { ownerId: BigInt(promoter.id), no, openid: promoter.openid, requestKey: newKey() };
    await insertWithdrawal(tx, { ...who, ...money, automatic: false, at });
    await reserveMoney(
      tx,
      { owner_id: who.ownerId, no, amount_fen: money.amountFen, fee_fen: 0n, net_fen: money.netFen },
      at,
    );
  });
}

it("B8: a clawback takes what is available first, and owes only the rest", async () => {
  const { promoter, buyer } = await makePair(shop);
  const no = await shipped(buyer, [{ sku: tea.sku, quantity: 3 }]);
  await settled(buyer, no);
  await takeAll(promoter, 600);
  await refund(no, part(1, 9999, 3));
  expect(await balancesOf(shop, promoter)).toBe("0 0 0 600 600");
  expect(await movesOf(shop, promoter, no)).toEqual(["accrue 999", "settle 999", "clawback 999", "net 399"]);
});

it("B10: the base is the line paid after discounts: no freight, no truncated unit price", async () => {
  const { promoter, buyer } = await makePair(shop);
  const DISCOUNT = { threshold_fen: 1200, discount_fen: 200 };
  const coupon = await shop.owner.api.console.coupon.create({
    request_key: newKey(),
    name: "满 12 减 2",
    ...DISCOUNT,
    total: 10,
    per_customer: 1,
    valid_days: 30,
    starts_at: new Date(Date.now() - DAY).toISOString(),
    ends_at: new Date(Date.now() + 400 * DAY).toISOString(),
  });
  const grant = await buyer.api.coupon.claim({ coupon_id: coupon.id });
  // 3 × ¥4.00 − ¥2.00 = ¥10.00: by a unit price of ¥3.33 it would be 99, with the freight of ¥8.00 it would be 180.
  const { no, payable_fen } = await buyer.buy([{ sku: cups.sku, quantity: 3 }], grant.id);
  expect(payable_fen).toBe(1800);
  await buyer.pay(no);
  await shop.settle();
  expect(await balancesOf(shop, promoter)).toBe("100 0 0 0 0");
});

it("B11: the order's own promoter earns, whoever stands there when it is paid; the order says who", async () => {
  const { promoter, buyer } = await makePair(shop, inviter);
  const later = await makePair(shop);
  await promoter.api.customer.update({ nickname: "阿布", avatar: null });
  const before = await balancesOf(shop, inviter);
  const { no } = await buyer.buy([{ sku: tea.sku, quantity: 3 }]);
  await shop.sql("UPDATE binding SET ended_at = now(), end_reason = 'replaced' WHERE customer_id = $1", [
    buyer.id,
  ]);
  await bind(shop, buyer, later.promoter);
  // Even a promoter whose tier, plan and inviter have changed meanwhile is paid as the order says.
  await usePlan(shop, { rules: ratesOf(100) });
  await shop.sql("UPDATE promoter SET path = '{}' WHERE owner_id = $1", [promoter.id]);
  await buyer.pay(no);
  await shop.settle();
  expect(await balancesOf(shop, promoter)).toBe("999 0 0 0 0");
  expect(await balancesOf(shop, later.promoter)).toBe("0 0 0 0 0");
  expect(Number((await balancesOf(shop, inviter)).split(" ")[0]) - Number(before.split(" ")[0])).toBe(299);
  expect((await buyer.api.order.get({ no })).referrer).toEqual({ name: "阿布" });
  expect((await buyer.quote([{ sku: tea.sku, quantity: 3 }])).referrer).not.toEqual({ name: "阿布" });
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000, 300) });
});

it("B21: two refunds of one order that are posted at once by two workers leave keep(R) of both", async () => {
  const second = startWorker(shop.workerServices);
  for (let round = 0; round < 5; round += 1) {
    const { promoter, buyer } = await makePair(shop, inviter);
    const no = await shipped(buyer, [
      { sku: tea.sku, quantity: 3 },
      { sku: cups.sku, quantity: 3 },
    ]);
    await using still = await stopPosting(shop);
    for (const lines of [[part(1, 3333)], [part(1, 3333), part(2, 400)]]) {
      await refundByShop(shop.owner, no, lines);
      await endRefunds();
    }
    expect((await buyer.api.order.get({ no })).refunded_fen).toBe(7066);
    expect((await commissionsOf(shop, promoter, no)).map((one) => one.kept_fen)).toEqual(["999", "120"]);
    await still.release();
    await Promise.all([second.jobs.posting.tick(), shop.worker().jobs.posting.tick()]);
    await shop.settle();
    // floor(999 × 3333 / 9999) = 333 and floor(120 × 800 / 1200) = 80.
    expect((await commissionsOf(shop, promoter, no)).map((one) => one.kept_fen)).toEqual(["333", "80"]);
  }
  await second.close();
});

/** All refunds to their end at WeChat and here, without the outbox. */
async function endRefunds(): Promise<void> {
  for (let look = 0; look < 20; look += 1) {
    await shop.sql("UPDATE refund SET next_try_at = now() WHERE state IN ('created', 'processing')");
    await shop.worker().jobs.refunds.tick();
    await shop.simulator.control.pump();
    const open = await shop.sql("SELECT FROM refund WHERE state <> 'success'");
    if (open.length === 0) return;
    await shop.simulator.control.advanceClock(61_000);
  }
  throw new Error("a refund did not end");
}

it("B24: a fixed amount counts for each unit", async () => {
  await usePlan(shop, { rules: [{ id: "each", scope: "all", position: 1, fixed_fen: 15 }] });
  const { promoter, buyer } = await makePair(shop);
  await paidOrder(shop, buyer, [{ sku: cups.sku, quantity: 4 }]);
  await shop.settle();
  expect(await balancesOf(shop, promoter)).toBe("60 0 0 0 0");
});

it("the books hold after all this", () => booksHold(shop));
