/** Share, bind, buy, become a promoter, be frozen: what each page then says of it, with WeChat and the worker at work. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wordOf } from "./support/client.ts";
import { askRefund, paidOrder } from "./support/orders.ts";
import { type Buyer, newKey } from "./support/people.ts";
import { usePlan } from "./support/relation.ts";
import { putOne } from "./support/setup.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
let sharer: Buyer;
let friend: Buyer;
beforeAll(async () => {
  shop = await openShop({ name: "promoting" });
  [sharer, friend] = (await shop.crowd(2)) as [Buyer, Buyer];
  await usePlan(shop, {
    depth: 2,
    rules: [
      { id: "one", scope: "all", position: 1, rate_bps: 1000 },
      { id: "two", scope: "all", position: 2, rate_bps: 300 },
    ],
  });
  await become(sharer);
});
afterAll(() => shop.close());

async function become(buyer: Buyer, inviteCode?: string): Promise<void> {
  await buyer.api.promoter.apply({
    request_key: newKey(),
    agreement_version: 1,
    ...(inviteCode === undefined ? {} : { invite_code: inviteCode }),
  });
  const { items } = await shop.owner.api.console.promoter.applications({ state: "requested" });
  const application = items.find((one) => one.customer.id === buyer.id);
  await shop.owner.api.console.promoter.decide({
    customer_id: buyer.id,
    application_id: String(application?.id),
    approve: true,
  });
}

const touch = async (buyer: Buyer, code: string) =>
  (await buyer.api.share.touch({ code, visitor_key: newKey() })).result;

describe("one share", () => {
  it("brings an order, and every page counts it, before and after a refund", async () => {
    const { id, sku } = await shop.product({ price: 10_000, stock: 50 });
    const share = await sharer.api.share.create({ channel: "card", product_id: id });
    expect(await touch(friend, share.code)).toBe("bound");
    const { no } = await paidOrder(shop, friend, [{ sku, quantity: 2 }]);
    await shop.settle();
    const looks = async () => {
      const [center, customers, shares, row] = await Promise.all([
        sharer.api.promoter.center(),
        sharer.api.promoter.customers({}),
        sharer.api.share.list({}),
        shop.owner.api.console.promoter.get({ customer_id: sharer.id }),
      ]);
      return {
        estimated: center.balances.estimated_fen,
        today: center.today,
        customer: [customers.items[0]?.order_count, customers.items[0]?.sales_fen],
        share: [shares.items[0]?.visits, shares.items[0]?.order_count, shares.items[0]?.commission_fen],
        console: [row.order_count, row.sales_fen, row.balances.estimated_fen, row.customer_count],
      };
    };
    expect(await looks()).toEqual({
      estimated: 2000,
      today: { visitors: 1, orders: 1, commission_fen: 2000 },
      customer: [1, 20_000],
      share: [1, 1, 2000],
      console: [1, 20_000, 2000, 1],
    });
    const aftersale = await askRefund(friend, no, [{ line_no: 1, quantity: 1, amount_fen: 10_000 }]);
    await shop.owner.api.console.aftersale.approve({ no: aftersale, confirm_fen: 10_000, note: "" });
    await shop.settle();
    expect(await looks()).toEqual({
      estimated: 1000,
      today: { visitors: 1, orders: 1, commission_fen: 1000 },
      customer: [1, 10_000],
      share: [1, 1, 1000],
      console: [1, 10_000, 1000, 1],
    });
  });

  it("shows a partner's sales, and the next day of settlement", async () => {
    const [partner, guest] = (await shop.crowd(2)) as [Buyer, Buyer];
    await become(partner, (await sharer.api.share.create({ channel: "invite" })).code);
    await touch(guest, (await partner.api.share.create({ channel: "link" })).code);
    const { sku } = await shop.product({ price: 5000, stock: 5, fulfilment: "service" });
    const { no } = await paidOrder(shop, guest, [{ sku }]);
    await shop.settle();
    const partners = await sharer.api.promoter.partners({});
    expect(partners.items).toMatchObject([{ tier_name: "推广员", order_count: 1, sales_fen: 5000 }]);
    expect((await partner.api.promoter.center()).next_settle_at).toBeNull();
    await shop.owner.api.console.order.ship({ no, note: "已服务" });
    await guest.api.order.receive({ no });
    await shop.settle();
    const { next_settle_at } = await partner.api.promoter.center();
    const days = (Date.parse(String(next_settle_at)) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    await shop.advance(8 * 86_400_000);
    await shop.settle();
    const { balances } = await partner.api.promoter.center();
    expect(balances).toMatchObject({ estimated_fen: 0, available_fen: 500, settled_fen: 500 });
  });
});

describe("a freeze", () => {
  it("returns what is in review, holds what settles, and lifting it lets go", async () => {
    const [promoter, buyer] = (await shop.crowd(2)) as [Buyer, Buyer];
    await become(promoter);
    await touch(buyer, (await promoter.api.share.create({ channel: "card" })).code);
    const { sku } = await shop.product({ price: 10_000, stock: 9, fulfilment: "service" });
    const sell = async () => {
      const { no } = await paidOrder(shop, buyer, [{ sku }]);
      await shop.owner.api.console.order.ship({ no, note: "已服务" });
      await buyer.api.order.receive({ no });
    };
    await sell();
    await shop.settle();
    await shop.advance(8 * 86_400_000);
    await shop.settle();
    const { no } = await promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 600 });
    await sell();
    await shop.settle();
    const freeze = (frozen: boolean) =>
      shop.owner.api.console.promoter.freeze({ customer_id: promoter.id, frozen, reason: "核实投诉" });
    expect((await freeze(true)).balances).toMatchObject({ available_fen: 1000, withdrawing_fen: 0 });
    expect(await promoter.api.withdrawal.get({ no })).toMatchObject({ state: "refused" });
    await shop.advance(8 * 86_400_000);
    await shop.settle();
    expect((await promoter.api.promoter.center()).balances).toMatchObject({
      estimated_fen: 0,
      held_fen: 1000,
      available_fen: 1000,
    });
    await sell();
    await shop.settle();
    expect((await freeze(false)).balances).toMatchObject({ held_fen: 0, available_fen: 2000 });
    expect((await promoter.api.promoter.center()).balances.estimated_fen).toBe(0);
  });
});

describe("the mini program code", () => {
  it("is drawn by WeChat once, written anew as ours, and kept", async () => {
    const { code } = await sharer.api.share.create({ channel: "code" });
    const drawn = await Promise.all(Array.from({ length: 3 }, () => sharer.api.share.code({ code })));
    const [first] = drawn;
    expect(first?.picture).toMatch(/^\/media\/[0-9a-f]{64}\.webp$/);
    expect(new Set(drawn.map((one) => one.picture)).size).toBe(1);
    const file = readFileSync(join(shop.dataDir, String(first?.picture).slice(1)));
    expect(await sharp(file).metadata()).toMatchObject({ format: "webp", width: 640 });
    await shop.simulator.control.setReleasedPages(["page/other/index"]);
    expect(await sharer.api.share.code({ code })).toEqual(first);
    const { code: other } = await sharer.api.share.create({ channel: "link" });
    expect(await wordOf(sharer.api.share.code({ code: other }))).toBe("wechat_busy");
    await shop.simulator.control.setReleasedPages(null);
    expect(await wordOf(friend.api.share.code({ code }))).toBe("not_found");
  });
});

describe("a shop that lets a rule decide", () => {
  it("has a promoter at once, and tells them", async () => {
    await putOne(shop, "promoter", { review: "automatic" });
    const [who] = (await shop.crowd(1)) as [Buyer];
    const applied = await who.api.promoter.apply({ request_key: newKey(), agreement_version: 1 });
    expect(applied.state).toBe("active");
    await shop.settle();
    expect((await who.api.notice.list({})).items).toHaveLength(1);
    expect(shop.errors).toEqual([]);
  });
});
