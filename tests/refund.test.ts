/** What comes back with a refund besides what was asked for: freight, goods that cost nothing, every last fen of two coupons' shares. */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "./support/books.ts";
import { claim, coupon, heldBy } from "./support/coupon.ts";
import { askRefund, ship } from "./support/orders.ts";
import type { Buyer } from "./support/people.ts";
import { randomOf } from "./support/random.ts";
import { bind, makePromoter, ratesOf, usePlan } from "./support/relation.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({
    name: "refund",
    settings: { freight: { base_fen: 1000, free_over_fen: 9_900, remote: [], unserved: [] } },
  });
});
afterAll(() => shop.close());
afterEach(async () => {
  await booksHold(shop);
  expect(shop.errors).toEqual([]);
});

/** What may still come back of an order, as its page says. */
const openOf = (who: Buyer, no: string) => who.api.aftersale.refundable({ no });

/** Asked for by the buyer, approved by the shop, paid by WeChat. @returns lines and freight of the case */
async function refund(who: Buyer, no: string, lines: Parameters<typeof askRefund>[2]) {
  const asked = await askRefund(who, no, lines);
  const { amount_fen, freight_fen } = await who.api.aftersale.get({ no: asked });
  await shop.owner.api.console.aftersale.approve({
    no: asked,
    confirm_fen: amount_fen + freight_fen,
    note: "",
  });
  await shop.settle();
  return { amount_fen, freight_fen };
}

async function paid(who: Buyer, wants: readonly { sku: string; quantity: number }[], coupons: string[]) {
  const quote = await who.api.quote.create({
    source: "buy_now",
    lines: wants.map(({ sku, quantity }) => ({ sku_id: sku, quantity })),
    address_id: await who.address(),
    coupon: coupons,
  });
  const { no, payable_fen } = await who.api.order.submit({
    quote_id: quote.id,
    payable_fen: quote.payable_fen,
  });
  await who.pay(no);
  await shop.settle();
  return { no, payable_fen, freight_fen: quote.freight_fen };
}

const orderOf = async (no: string) =>
  (
    await shop.sql<{ state: string; refunded: number; freight: number }>(
      `SELECT state, refunded_fen::int AS refunded, freight_refunded_fen::int AS freight FROM orders WHERE no = $1`,
      [no],
    )
  )[0];

it("nothing is sent any more: freight comes back with the last parcel, though a service stays", async () => {
  const who = await shop.customer();
  const tea = await shop.product({ price: 3000, stock: 5 });
  const tasting = await shop.product({ price: 2000, stock: 5, fulfilment: "service" });
  const wants = [
    { sku: tea.sku, quantity: 2 },
    { sku: tasting.sku, quantity: 1 },
  ];
  const { no, payable_fen } = await paid(who, wants, []);
  expect(payable_fen).toBe(9000);
  expect(await refund(who, no, [{ line_no: 1, quantity: 1, amount_fen: 3000 }])).toMatchObject({
    freight_fen: 0,
  });
  expect(await openOf(who, no)).toMatchObject({
    freight_fen: 1000,
    lines: [{ fulfilment: "parcel" }, { fulfilment: "service" }],
  });
  expect(await refund(who, no, [{ line_no: 1, quantity: 1, amount_fen: 3000 }])).toMatchObject({
    freight_fen: 1000,
  });
  expect(await orderOf(no)).toEqual({ state: "awaiting_shipment", refunded: 7000, freight: 1000 });
  expect(await refund(who, no, [{ line_no: 2, quantity: 1, amount_fen: 2000 }])).toMatchObject({
    freight_fen: 0,
  });
  expect(await orderOf(no)).toEqual({ state: "refunded", refunded: 9000, freight: 1000 });
});

it("goods whose whole price a coupon took go back on the shelf with the rest, and count as sold no more", async () => {
  const who = await shop.customer();
  const [free, dear] = [
    await shop.product({ price: 5000, stock: 5 }),
    await shop.product({ price: 5000, stock: 5 }),
  ];
  const grant = await claim(who, await coupon(shop, { discount_fen: 20_000 }));
  const wants = [
    { sku: free.sku, quantity: 1 },
    { sku: dear.sku, quantity: 1 },
  ];
  const { no } = await paid(who, wants, [grant.id]);
  expect((await openOf(who, no)).lines.map((line) => line.refundable_fen)).toEqual([0, 1]);
  await refund(who, no, [{ line_no: 2, quantity: 1, amount_fen: 1 }]);
  const stock =
    "SELECT on_hand, (SELECT sold FROM sku_sales s WHERE s.sku_id = k.sku_id) AS sold FROM sku_stock k";
  for (const { sku } of [free, dear])
    expect(await shop.sql(`${stock} WHERE sku_id = $1`, [sku])).toEqual([{ on_hand: 5, sold: 0 }]);
});

it("two coupons' shares over odd prices come back unit by unit to the last fen, and nothing is earned on them any more", async () => {
  await usePlan(shop, { rules: ratesOf(1000, 333) });
  const [inviter, promoter, who] = (await shop.crowd(3)) as [Buyer, Buyer, Buyer];
  await makePromoter(shop, inviter);
  await makePromoter(shop, promoter, { inviter });
  await bind(shop, who, promoter);
  const goods = await Promise.all([3337, 1999, 101].map((price) => shop.product({ price, stock: 100 })));
  const scope_ids = goods.slice(0, 2).map(({ id }) => id);
  const fold = { kind: "percent", discount_fen: 0, percent_off: 15, scope: "products", scope_ids } as const;
  const kinds = [
    await coupon(shop, { name: "打折", stackable: true, per_customer: 2, returned_days: 7, ...fold }),
    await coupon(shop, {
      name: "全店",
      stackable: true,
      per_customer: 2,
      returned_days: 7,
      discount_fen: 777,
    }),
  ];
  for (const shipped of [false, true]) {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = randomOf(seed);
    const grants = [];
    for (const kind of kinds) grants.push((await claim(who, kind)).id);
    const wants = goods.map(({ sku }) => ({ sku, quantity: 2 + Math.floor(random() * 3) }));
    const { no, payable_fen, freight_fen } = await paid(who, wants, grants);
    if (shipped) await ship(shop.owner, no);
    let goodsFen = 0;
    for (;;) {
      const { lines } = await openOf(who, no);
      const open = lines.filter((line) => line.refundable_fen > 0);
      const line = open[Math.floor(random() * open.length)];
      if (line === undefined) break;
      const quantity = 1 + Math.floor(random() * line.refundable_quantity);
      const most = line.by_quantity[quantity - 1] ?? 0;
      // After sending the person may ask for less; the rest stays for the units that are left.
      const less = shipped && quantity < line.refundable_quantity ? Math.floor(random() * most) : 0;
      const { amount_fen } = await refund(who, no, [
        { line_no: line.line_no, quantity, amount_fen: most - less },
      ]);
      goodsFen += amount_fen;
    }
    const freight = shipped ? 0 : freight_fen;
    expect([seed, goodsFen + freight_fen, await orderOf(no)]).toEqual([
      seed,
      payable_fen,
      { state: "refunded", refunded: goodsFen + freight, freight },
    ]);
    expect(await shop.sql("SELECT 1 FROM commission WHERE order_no = $1 AND kept_fen <> 0", [no])).toEqual(
      [],
    );
    expect((await heldBy(who, "usable")).filter(({ returned }) => returned)).toHaveLength(shipped ? 4 : 2);
  }
  expect(await shop.sql("SELECT sum(estimated_fen)::int AS fen FROM account")).toEqual([{ fen: 0 }]);
});
