/** Closing an account: every reason against it by name, what goes, what stays, and who comes back. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLOSING_WORDS } from "@banyan/contract";
import { KEPT_TABLES } from "@banyan/server/customer/kept.ts";
import { planOf } from "@banyan/server/worker/worker.ts";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { booksHold } from "./support/books.ts";
import { type ApiRefusal, wordOf } from "./support/client.ts";
import { askRefund, paidOrder, ship } from "./support/orders.ts";
import { type Buyer, createCaller, newKey } from "./support/people.ts";
import { fundedPromoter, owe } from "./support/promoter.ts";
import { openShop, type Shop } from "./support/shop.ts";
import { approvedWithdrawal, confirmAs } from "./support/withdrawals.ts";

let shop: Shop;
let sku: string;
let product: string;
beforeAll(async () => {
  shop = await openShop({ name: "closing" });
  ({ sku, id: product } = await shop.product({ name: "散茶", price: 1_000, stock: 1_000 }));
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.settle();
  await booksHold(shop);
  // Two minutes later nothing of whoever has gone is left.
  await shop.sql("UPDATE customer SET erase_due_at = now() WHERE erase_due_at IS NOT NULL");
  await planOf(shop.workerServices).closed.work();
  await booksHold(shop);
  expect(shop.errors.splice(0)).toEqual([]);
});

const close = (who: Buyer) => who.api.customer.close({ confirm: CLOSING_WORDS });
/** What stands against it, as told before and as refused. */
async function against(who: Buyer): Promise<string[]> {
  const told = (await who.api.customer.closing()).reasons.map(({ code }) => code);
  const refused = await close(who).then(
    () => [],
    (error: ApiRefusal) => {
      expect(error.code).toBe("closing_blocked");
      return (error.data as { reasons: { code: string }[] }).reasons.map(({ code }) => code);
    },
  );
  expect(refused).toEqual(told);
  return told;
}

describe("stands in the way", () => {
  it("an order, from submit to receipt, and then no more", async () => {
    const who = (await shop.crowd(1))[0] as Buyer;
    const { no } = await who.buy([{ sku }]);
    expect(await against(who)).toEqual(["orders_unpaid"]);
    await who.pay(no);
    await shop.simulator.control.pump();
    expect(await against(who)).toEqual(["orders_unshipped"]);
    await ship(shop.owner, no);
    expect(await against(who)).toEqual(["orders_unreceived"]);
    await who.api.order.receive({ no });
    const info = await who.api.customer.closing();
    expect(info.reasons).toEqual([]);
    expect(info.lost).toContain("1 个订单还在售后期内，注销后不能再申请售后");
    await close(who);
  });

  it("a case, and its refund until WeChat has paid", async () => {
    const who = (await shop.crowd(1))[0] as Buyer;
    const { no } = await paidOrder(shop, who, [{ sku }]);
    await ship(shop.owner, no);
    await who.api.order.receive({ no });
    const aftersale = await askRefund(who, no, [{ line_no: 1, quantity: 1, amount_fen: 1_000 }]);
    expect(await against(who)).toEqual(["aftersales_open"]);
    await shop.owner.api.console.aftersale.approve({ no: aftersale, confirm_fen: 1_000 });
    await shop.settle();
    await close(who);
  });

  it("an application, then being a promoter, then a freeze", async () => {
    const who = (await shop.crowd(1))[0] as Buyer;
    await who.api.promoter.apply({ request_key: newKey(), agreement_version: 1, reason: "电话 13900000000" });
    expect(await against(who)).toEqual(["application_waits"]);
    const { items } = await shop.owner.api.console.promoter.applications({});
    await shop.owner.api.console.promoter.decide({
      customer_id: who.id,
      application_id: items[0]?.id ?? "",
      approve: true,
      note: "",
    });
    expect(await against(who)).toEqual(["promoter_active"]);
    await shop.owner.api.console.promoter.freeze({ customer_id: who.id, frozen: true, reason: "核实" });
    expect(await against(who)).toEqual(["promoter_frozen"]);
    await shop.owner.api.console.promoter.freeze({ customer_id: who.id, frozen: false, reason: "核实完毕" });
    const { joined_at } = await who.api.promoter.exit();
    await who.api.promoter.leave({ joined_at, confirm: true });
    await close(who);
    expect(await shop.sql("SELECT reason FROM promoter_application WHERE owner_id = $1", [who.id])).toEqual([
      { reason: "" },
    ]);
  });

  it("money, until the last fen is out; debt, until it is settled with the shop", async () => {
    const who = await fundedPromoter(shop, 600);
    const { joined_at } = await who.api.promoter.exit();
    await who.api.promoter.leave({ joined_at, confirm: true });
    expect(await against(who)).toEqual(["has_available"]);
    const info = await who.api.customer.closing();
    expect(info.reasons[0]).toMatchObject({
      message: "推广账户有 ¥6.00 可提现，请先提现",
      link: "/withdrawal/apply/index",
    });
    const { no } = await approvedWithdrawal(shop, who, await shop.staff("finance"), 600);
    expect(await against(who)).toEqual(["withdrawals_open"]);
    await shop.settle();
    await confirmAs(shop, who, no);
    await shop.settle();
    await close(who);

    const debtor = await fundedPromoter(shop, 0);
    await owe(shop, debtor, 300);
    const exit = await debtor.api.promoter.exit();
    await debtor.api.promoter.leave({ joined_at: exit.joined_at, confirm: true });
    expect(await against(debtor)).toEqual(["has_debt"]);
  });

  it("anything but the words, written out", async () => {
    const who = (await shop.crowd(1))[0] as Buyer;
    for (const confirm of ["", "注销", "注销账号 ", true, null, undefined])
      expect(await who.raw("POST", "/me/closing", { confirm })).toMatchObject({
        status: 400,
        body: { code: "invalid_input", field: "confirm" },
      });
    expect((await who.api.customer.me()).id).toBe(who.id);
  });
});

it("what says who somebody is goes; orders and books stay, and the same WeChat comes back as somebody new", async () => {
  const who = await shop.customer("段茶生");
  const { no } = await paidOrder(shop, who, [{ sku, quantity: 2 }]);
  await ship(shop.owner, no);
  await who.api.order.receive({ no });
  await who.api.customer.bindPhone({
    code: await shop.simulator.control.phoneCode(who.openid, "13122223333"),
  });
  await who.api.favourite.add({ product_id: product });
  await who.api.footprint.record({ views: [{ product_id: product, seconds_ago: 1 }] });
  await who.api.cart.add({ sku_id: sku, quantity: 1, request_key: newKey() });
  await who.api.cart.merge({ lines: [{ sku_id: sku, quantity: 1 }], request_key: newKey() });
  await who.api.customer.requestExport({ request_key: newKey(), confirm: true });
  await shop.sql("UPDATE orders SET remark = '放门口，电话 13812345678' WHERE no = $1", [no]);
  const unwanted = await who.buy([{ sku }]);
  await who.api.order.cancel({ no: unwanted.no, reason: "打我电话 13812345678" });
  while (await planOf(shop.workerServices).exports.work());
  await shop.settle();
  await close(who);

  expect(await wordOf(who.api.customer.me())).toBe("session_expired");
  const personal = `phone customer_phone address cart_line cart_merge notice notice_consent favourite footprint data_export session identity`;
  for (const table of personal.split(" "))
    expect([table, await shop.sql(`SELECT 1 FROM ${table} WHERE customer_id = $1`, [who.id])]).toEqual([
      table,
      [],
    ]);
  for (const table of ["order_contact"])
    expect([table, await shop.sql(`SELECT 1 FROM ${table} WHERE buyer_id = $1`, [who.id])]).toEqual([
      table,
      [],
    ]);
  expect(await shop.sql("SELECT state, remark, payable_fen::int FROM orders WHERE no = $1", [no])).toEqual([
    { state: "completed", remark: "", payable_fen: 2_000 },
  ]);
  expect(await shop.sql("SELECT close_reason FROM orders WHERE no = $1", [unwanted.no])).toEqual([
    { close_reason: "" },
  ]);

  const seen = await shop.owner.api.console.customer.get({ customer_id: who.id });
  expect(seen).toMatchObject({ nickname: "已注销", avatar: null, phone: null, regions: [], order_count: 1 });
  expect(seen.closed_at).not.toBeNull();
  const { items } = await shop.owner.api.console.customer.list({ state: "closed" });
  expect(items.map(({ id }) => id)).toContain(who.id);
  expect((await shop.owner.api.console.order.get({ no })).contact).toBeNull();

  const visitor = createCaller({ url: shop.url, heard: () => undefined }, {});
  const back = await visitor.api.session.signIn({
    provider: "wechat",
    code: await shop.simulator.control.login(who.openid),
    privacy_version: 1,
  });
  expect(back.is_new).toBe(true);
  expect(back.customer_id).not.toBe(who.id);
  const fresh = createCaller(
    { url: shop.url, heard: () => undefined },
    { authorization: `Bearer ${back.token}` },
  );
  expect((await fresh.api.order.list({})).items).toEqual([]);
  const code = await shop.simulator.control.phoneCode(who.openid, "13122223333");
  expect(await fresh.api.customer.bindPhone({ code })).toEqual({ phone: "131****3333" });
});

it("the shop may still refund an order of somebody who has gone", async () => {
  const who = (await shop.crowd(1))[0] as Buyer;
  const { no } = await paidOrder(shop, who, [{ sku }]);
  await ship(shop.owner, no);
  await who.api.order.receive({ no });
  await close(who);
  await shop.owner.api.console.order.refund({
    no,
    request_key: newKey(),
    lines: [{ line_no: 1, quantity: 1, amount_fen: 1_000 }],
    with_freight: false,
    reason: "质量问题",
    confirm_fen: 1_000,
  });
  await shop.settle();
  expect(await shop.sql("SELECT state FROM orders WHERE no = $1", [no])).toEqual([{ state: "refunded" }]);
  expect(await shop.sql("SELECT 1 FROM notice WHERE customer_id = $1", [who.id])).toEqual([]);
});

it("which carts were merged is forgotten after a month, and not before", async () => {
  const who = (await shop.crowd(1))[0] as Buyer;
  const [old, young] = [newKey(), newKey()];
  for (const request_key of [old, young])
    await who.api.cart.merge({ lines: [{ sku_id: sku, quantity: 1 }], request_key });
  await shop.sql(
    "UPDATE cart_merge SET merged_at = business_now() - interval '31 days' WHERE request_key = $1",
    [old],
  );
  await planOf(shop.workerServices).sessions.work();
  expect(await shop.sql("SELECT request_key FROM cart_merge WHERE customer_id = $1", [who.id])).toEqual([
    { request_key: young },
  ]);
});

/** A new table of people's rows says here what closing does with it. */
it("every table of customers is erased, or kept for a reason", () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, "packages/schema/catalogue.json"), "utf8")) as Record<
    string,
    { group: string }
  >;
  const owned = Object.keys(manifest).filter((table) => manifest[table]?.group === "customer");
  // What people wrote about goods is left nameless by its own noun.
  const stores = ["customer/erase-store.ts", "review/store.ts"];
  const written = stores.map((file) => readFileSync(join(ROOT, "apps/server/src", file), "utf8")).join("\n");
  const erased = new Set(
    [...written.matchAll(/(?:DELETE FROM|UPDATE|INSERT INTO) ([a-z_]+)/g)].map(([, table]) => table),
  );
  expect(owned.filter((table) => !erased.has(table) && !(table in KEPT_TABLES))).toEqual([]);
  expect(Object.keys(KEPT_TABLES).filter((table) => !owned.includes(table))).toEqual([]);
});
