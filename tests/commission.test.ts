/** A commission's whole life over HTTP: bound, submitted, paid, partly refunded, received, settled, explained. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { booksHold } from "./support/books.ts";
import type { Product } from "./support/goods.ts";
import { askRefund, paidOrder, ship } from "./support/orders.ts";
import { type Buyer, type Clerk, newKey } from "./support/people.ts";
import { balancesOf, bind, makePromoter, ratesOf, usePlan } from "./support/relation.ts";
import { openShop, type Shop } from "./support/shop.ts";

const DAY = 86_400_000;
let shop: Shop;
let tea: Product;
let buyer: Buyer;
let promoter: Buyer;
let inviter: Buyer;
let clerk: Clerk;
beforeAll(async () => {
  shop = await openShop({ name: "commission" });
  tea = await shop.product({ price: 9999, stock: 1000 });
  [buyer, promoter, inviter] = (await Promise.all([
    shop.customer("段顾客"),
    shop.customer("阿布"),
    shop.customer("波妹"),
  ])) as [Buyer, Buyer, Buyer];
  clerk = await shop.staff("finance");
  await Promise.all([
    buyer.api.customer.update({ nickname: "段顾客", avatar: null }),
    promoter.api.customer.update({ nickname: "阿布", avatar: null }),
  ]);
  await makePromoter(shop, inviter);
  await makePromoter(shop, promoter, { inviter });
  await bind(shop, buyer, promoter);
  await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000, 300) });
});
afterAll(() => shop.close());

it("accrues when paid, claws back to keep(R), settles after the after-sale period, and explains every figure", async () => {
  const quote = await buyer.quote([{ sku: tea.sku }]);
  expect(quote.referrer).toEqual({ name: "阿布" });
  const { no } = await paidOrder(shop, buyer, [{ sku: tea.sku }]);
  await shop.settle();
  expect(await balancesOf(shop, promoter)).toBe("999 0 0 0 0");
  expect(await balancesOf(shop, inviter)).toBe("299 0 0 0 0");

  const [row] = (await promoter.api.commission.list({ state: "estimated" })).items;
  expect(row).toMatchObject({
    position: "1",
    kind: "referral",
    base_fen: 9999,
    fen: 999,
    kept_fen: 999,
    state: "estimated",
    buyer_name: "段**",
  });
  await ship(shop.owner, no);
  const aftersale = await askRefund(buyer, no, [{ line_no: 1, quantity: 1, amount_fen: 3333 }]);
  await clerk.api.console.aftersale.approve({ no: aftersale, confirm_fen: 3333 });
  await shop.settle();
  expect(await balancesOf(shop, promoter)).toBe("666 0 0 0 0");
  expect(await balancesOf(shop, inviter)).toBe("199 0 0 0 0");

  await buyer.api.order.receive({ no });
  await shop.advance(7 * DAY - 60_000);
  await shop.settle();
  expect(await balancesOf(shop, promoter)).toBe("666 0 0 0 0");
  await shop.advance(120_000);
  await shop.settle();
  expect(await balancesOf(shop, promoter)).toBe("0 0 666 0 0");
  expect(await balancesOf(shop, inviter)).toBe("0 0 199 0 0");

  const detail = await promoter.api.commission.get({ key: row?.key ?? "" });
  expect(detail.recomputed_fen).toBe(666);
  expect(detail.commission).toMatchObject({ state: "settled", kept_fen: 666 });
  expect(detail.transfers.map((one) => [one.title, one.amount_fen])).toEqual([
    ["佣金入账", 999],
    ["退款追回", 333],
    ["结算", 666],
  ]);
  expect(detail.steps.map((step) => [step.kind, step.amount_fen])).toEqual([
    ["price", 9999],
    ["base", 9999],
    ["rule", 999],
    ["limit", 2999],
    ["fen", 999],
    ["refunded", -3333],
    ["kept", 666],
  ]);
  const word = await inviter.raw("GET", `/promoter/commissions/${row?.key}`);
  expect(word.status).toBe(404);
  await booksHold(shop);
});

it("自购省 lowers what a promoter pays, and the inviter stands at 2", async () => {
  await usePlan(shop, {
    cap_bps: 9000,
    self_purchase: "discount",
    rules: [...ratesOf(1000, 300), { id: "self", scope: "all", position: "self", rate_bps: 800 }],
  });
  const quote = await promoter.quote([{ sku: tea.sku }]);
  expect(quote).toMatchObject({ self_discount_fen: 799, payable_fen: 9200, referrer: null });
  const before = await balancesOf(shop, inviter);
  const { no, payable_fen } = await paidOrder(shop, promoter, [{ sku: tea.sku }]);
  expect(payable_fen).toBe(9200);
  await shop.settle();
  expect([before, await balancesOf(shop, inviter)]).toEqual(["0 0 199 0 0", "276 0 199 0 0"]);
  expect((await promoter.api.order.get({ no })).self_discount_fen).toBe(799);
  await booksHold(shop);
});

it("nobody lifts, holds, tiers or moves what is their own", async () => {
  const operator = await shop.staff("operator");
  const link = (customerId: string | null) =>
    shop.owner.api.console.staff.link({ staff_id: operator.id, customer_id: customerId });
  await link(promoter.id);
  const [row] = (await promoter.api.commission.list({})).items;
  const own = { promoter_id: promoter.id, key: row?.key ?? "" };
  const tries: [string, string, unknown][] = [
    ["POST", `/console/commissions/${own.promoter_id}/${own.key}/hold`, { reason: "自己" }],
    ["POST", `/console/commissions/${own.promoter_id}/${own.key}/release`, { reason: "自己" }],
    ["POST", `/console/promoters/${promoter.id}/freeze`, { frozen: false, reason: "自己" }],
    ["POST", `/console/promoters/${promoter.id}/tier`, { tier_id: "3", reason: "自己" }],
    [
      "POST",
      `/console/customers/${buyer.id}/bindings`,
      { request_key: newKey(), promoter_id: promoter.id, reason: "自己" },
    ],
  ];
  for (const [method, path, body] of tries) {
    const answer = await operator.raw(method, path, body);
    expect([path, answer.status, (answer.body as { code: string }).code]).toEqual([path, 403, "own_matter"]);
  }
  await link(null);
  const held = await operator.api.console.commission.hold({ ...own, reason: "核实" });
  expect(held.commission.state).toBe("held");
  await operator.api.console.commission.release({ ...own, reason: "无误" });
});

it("a transfer that somebody wrote beforehand stops the clawback with an alarm, and nothing of it stands", async () => {
  const { no } = await paidOrder(shop, buyer, [{ sku: tea.sku }]);
  await shop.settle();
  await shop.sql(
    `INSERT INTO transfer (owner_id, key, debit, credit, amount_fen, kind, ref, event_at, business_date)
     VALUES ($1, $2, 'estimated', 'commission_expense', 1, 'clawback', $3, now(), current_date)`,
    [promoter.id, `${no}:1:1:referral:claw:9999`, no],
  );
  const before = await balancesOf(shop, promoter);
  const aftersale = await askRefund(buyer, no, [{ line_no: 1, quantity: 1, amount_fen: 9999 }]);
  await clerk.api.console.aftersale.approve({ no: aftersale, confirm_fen: 9999 });
  await shop.simulator.control.pump();
  const { jobs } = shop.worker();
  await jobs.refunds.tick();
  await shop.simulator.control.pump();
  for (let tries = 0; tries < 11; tries += 1) {
    await shop.sql("UPDATE outbox SET due_at = now() WHERE failure IS NULL");
    await jobs.posting.tick();
  }
  expect(await balancesOf(shop, promoter)).toBe(before);
  const { items } = await shop.owner.api.console.alarm.list({ state: "open" });
  expect(items).toMatchObject([{ kind: "outbox_failed", ref: expect.stringContaining("posting:") }]);
  shop.errors.length = 0;
});
