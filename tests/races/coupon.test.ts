/** B20 of the bug list over HTTP: a coupon is shared out exactly, whatever the basket; and one coupon is spent once. */

import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { tally, wordOf } from "../support/client.ts";
import { type Buyer, newKey } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({
    name: "race_coupon",
    settings: { freight: { base_fen: 700, free_over_fen: null, remote: [], unserved: [] } },
  });
});
afterAll(() => shop.close());
afterEach(() => expect(shop.errors).toEqual([]));

const DAY = 86_400_000;
async function couponOf(
  threshold: number,
  discount: number,
  total = 1000,
  perCustomer = 20,
): Promise<string> {
  const made = await shop.owner.api.console.coupon.create({
    request_key: newKey(),
    name: `满${threshold}减${discount}`,
    threshold_fen: threshold,
    discount_fen: discount,
    total,
    per_customer: perCustomer,
    valid_days: 30,
    starts_at: new Date(Date.now() - DAY).toISOString(),
    ends_at: new Date(Date.now() + DAY).toISOString(),
  });
  return made.id;
}

/** Baskets that break "the last line takes the rest": many lines of one fen beside one dear line, equal thirds, near-full discounts. */
const basket = fc.record({
  lines: fc.array(
    fc.record({
      price: fc.oneof(fc.constantFrom(1, 2, 3, 7, 99, 333, 9999), fc.integer({ min: 1, max: 100_000 })),
      quantity: fc.constantFrom(1, 1, 2, 3, 7),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  permille: fc.oneof(fc.constantFrom(1, 333, 500, 998, 999), fc.integer({ min: 1, max: 999 })),
});

it("B20: every line's share lies between nothing and its price, and they add up to the coupon", async () => {
  const buyer = await shop.customer();
  const baskets = fc.sample(basket, { numRuns: 25, seed: 20_261_124 });
  for (const { lines, permille } of baskets) {
    const goods = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
    if (goods < 2) continue;
    const discount = Math.max(1, Number((BigInt(goods - 1) * BigInt(permille)) / 1000n));
    const product = await shop.product({ skus: lines.map(({ price }) => ({ price, stock: 100 })) });
    const grant = await buyer.api.coupon.claim({ coupon_id: await couponOf(goods, discount) });
    const wants = lines.map(({ quantity }, at) => ({ sku: product.skus[at] ?? "", quantity }));
    const quote = await buyer.quote(wants, grant.id);
    const { no } = await buyer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
    const order = await buyer.api.order.get({ no });
    expect(order).toMatchObject({
      goods_fen: goods,
      discount_fen: discount,
      freight_fen: 700,
      payable_fen: goods - discount + 700,
    });
    let left = discount;
    for (const line of order.lines) {
      expect(line.discount_fen).toBeGreaterThanOrEqual(0);
      expect(line.discount_fen).toBeLessThanOrEqual(line.price_fen * line.quantity);
      expect(line.net_fen).toBe(line.price_fen * line.quantity - line.discount_fen);
      // Largest remainder: nobody is further than a fen from the exact share.
      const exact = BigInt(discount) * BigInt(line.price_fen * line.quantity);
      const off = BigInt(line.discount_fen) * BigInt(goods) - exact;
      expect(off > -BigInt(goods) && off < BigInt(goods)).toBe(true);
      left -= line.discount_fen;
    }
    expect(left).toBe(0);
  }
});

it("one coupon, two baskets at once: one order has it, the other is told", async () => {
  const tea = await shop.product({ price: 5000, stock: 100 });
  const coupon = await couponOf(4000, 1500);
  for (let round = 0; round < 10; round += 1) {
    const buyer = await shop.customer();
    const grant = await buyer.api.coupon.claim({ coupon_id: coupon });
    const quotes = [
      await buyer.quote([{ sku: tea.sku, quantity: 1 }], grant.id),
      await buyer.quote([{ sku: tea.sku, quantity: 2 }], grant.id),
    ];
    const words = await tally(
      quotes.map(({ id, payable_fen }) => buyer.api.order.submit({ quote_id: id, payable_fen })),
    );
    expect(words).toEqual({ ok: 1, quote_changed: 1 });
    const orders = await shop.sql(
      `SELECT o.discount_fen::int, g.order_no = o.no AS known FROM orders o
       JOIN coupon_grant g ON g.customer_id = o.buyer_id AND g.id = o.coupon_grant_id WHERE o.buyer_id = $1`,
      [buyer.id],
    );
    expect(orders).toEqual([{ discount_fen: 1500, known: true }]);
  }
});

it("fifty people and one person fifty times for ten coupons: ten are given out", async () => {
  const coupon = await couponOf(4000, 1500, 10, 1);
  const people = await shop.crowd(50);
  expect(await tally(people.map((buyer) => buyer.api.coupon.claim({ coupon_id: coupon })))).toEqual({
    ok: 10,
    coupon_exhausted: 40,
  });
  const other = await couponOf(4000, 1500, 100, 1);
  const greedy = people[0] as Buyer;
  const words = await tally(Array.from({ length: 50 }, () => greedy.api.coupon.claim({ coupon_id: other })));
  expect(words).toEqual({ ok: 1, coupon_claimed: 49 });
  const counters = await shop.sql(
    "SELECT claimed FROM coupon_counter WHERE coupon_id = ANY ($1) ORDER BY coupon_id",
    [[coupon, other]],
  );
  expect(counters).toEqual([{ claimed: 10 }, { claimed: 1 }]);
});

it("a coupon comes back with a cancelled order and can be spent again; not that of a paid one", async () => {
  const tea = await shop.product({ price: 5000, stock: 100 });
  const buyer = await shop.customer();
  const grant = await buyer.api.coupon.claim({ coupon_id: await couponOf(4000, 1500) });
  const first = await buyer.buy([{ sku: tea.sku }], grant.id);
  expect(await wordOf(buyer.quote([{ sku: tea.sku }], grant.id))).toBe("coupon_unusable");
  await buyer.api.order.cancel({ no: first.no });
  const second = await buyer.buy([{ sku: tea.sku }], grant.id);
  expect(second.payable_fen).toBe(4200);
  await buyer.pay(second.no);
  await shop.settle();
  const refunded = await shop.owner.api.console.order.refund({
    no: second.no,
    request_key: newKey(),
    lines: [{ line_no: 1, quantity: 1, amount_fen: 3500 }],
    reason: "缺货",
    confirm_fen: 4200,
  });
  expect(refunded.aftersale_open).toBe(true);
  await shop.settle();
  expect((await buyer.api.coupon.mine({ state: "usable" })).items).toEqual([]);
});

it("the books hold after all this", () => booksHold(shop));
