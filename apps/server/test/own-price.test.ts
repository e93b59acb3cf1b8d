/** 自购省 from card to order: one number, and the same engine behind it. */
import type { Cart, OrderDetail } from "@banyan/contract";
import type { Plan } from "@banyan/domain";
import { samplePlans } from "@banyan/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey } from "./open-shop.ts";
import { get, type OwnPrice, openOwnPrice, SELF, SHARE } from "./own-price.ts";

let o: OwnPrice;
beforeAll(async () => {
  o = await openOwnPrice("own_price");
});
afterAll(() => o.shop.close());

describe("one number all the way", () => {
  test("from the card to the order, with our price beside it", async () => {
    await o.newPlan(SELF, SHARE);
    const who = await o.promoter();
    const [first] = o.tea.skuIds;
    const card = await o.card(who, o.tea);
    expect(card).toMatchObject({
      price_fen: 9_999,
      worth: {
        self_kind: "discount",
        own_price_fen: 9_200,
        full_price_fen: 9_999,
        own_price_from: true,
        self: { least_fen: 799, most_fen: 2_400 },
        share: { least_fen: 999, most_fen: 3_000 },
      },
    });
    expect((await o.homeCard(who, o.tea)).worth).toEqual(card.worth);
    const page = await o.page(who, o.tea);
    expect(page.promoting).toEqual({ self_kind: "discount", show_share: true });
    expect(page.skus.map(({ worth }) => worth)).toEqual([
      { own_price_fen: 9_200, self_fen: 799, share_fen: 999 },
      { own_price_fen: 27_600, self_fen: 2_400, share_fen: 3_000 },
    ]);
    await who.call("POST", "/cart/lines", { sku_id: String(first), quantity: 1, request_key: newKey() });
    const cart = await get<Cart>(who, "/cart");
    expect(o.shop.requests.at(-1)?.statements).toBe(1);
    expect(cart.lines[0]?.worth).toEqual({
      self_kind: "discount",
      own_price_fen: 9_200,
      own_amount_fen: 9_200,
      self_fen: 799,
    });
    const quote = await o.quote(who, [{ sku: first ?? 0n, quantity: 1 }]);
    expect(quote).toMatchObject({ goods_fen: 9_999, self_discount_fen: 799, payable_fen: 9_200 });
    const { body } = await o.submit(who, quote);
    expect(await get<OrderDetail>(who, `/orders/${body.no}`)).toMatchObject({
      goods_fen: 9_999,
      self_discount_fen: 799,
      self_rebate_fen: 0,
      payable_fen: 9_200,
    });
  });

  test("the floor stands on the line: three pieces save a fen more than three times one", async () => {
    await o.newPlan(SELF, SHARE);
    const who = await o.promoter();
    const [first = 0n] = o.tea.skuIds;
    await who.call("POST", "/cart/lines", { sku_id: String(first), quantity: 3, request_key: newKey() });
    const { lines } = await get<Cart>(who, "/cart");
    expect(lines[0]?.worth).toMatchObject({ own_price_fen: 9_200, own_amount_fen: 27_598, self_fen: 2_399 });
    expect((await o.quote(who, [{ sku: first, quantity: 3 }])).payable_fen).toBe(27_598);
    const total = await who.call("POST", "/cart/total", { lines: [{ sku_id: String(first), quantity: 3 }] });
    expect(total.body).toEqual({ pieces: 3, goods_fen: 29_997, self_discount_fen: 2_399, total_fen: 27_598 });
    await o.plan({ rules: [{ ...SELF, rate_bps: undefined, fixed_fen: 250 }, SHARE] });
    const changed = await who.call<Cart>("PUT", `/cart/lines/${first}`, { quantity: 4 });
    expect(changed.body.lines[0]?.worth).toMatchObject({ own_price_fen: 9_749, own_amount_fen: 38_996 });
    expect((await o.quote(who, [{ sku: first, quantity: 4 }])).payable_fen).toBe(38_996);
  });

  test("a coupon comes first: 自购省 is of what is left, and the quote says what it was before", async () => {
    await o.newPlan(SELF, SHARE);
    const who = await o.promoter();
    const [first = 0n] = o.tea.skuIds;
    const grant = await o.coupon(who, 5_000, 1_000);
    const quote = await o.quote(who, [{ sku: first, quantity: 1 }], grant);
    expect(quote).toMatchObject({
      goods_fen: 9_999,
      discount_fen: 1_000,
      // 8 % of 8,999
      self_discount_fen: 719,
      self_before_coupon_fen: 799,
      freight_fen: 0,
      payable_fen: 8_280,
    });
    expect(quote.goods_fen - quote.discount_fen - quote.self_discount_fen).toBe(quote.payable_fen);
  });

  test("for random plans every page shows what the quote charges", async () => {
    const tiers = (await o.shop.sql<{ id: string }>("SELECT id FROM tier ORDER BY rank")).map(({ id }) => id);
    const people = await Promise.all([o.promoter(tiers[0]), o.promoter(tiers[1])]);
    const names = {
      tiers,
      skus: o.tea.skuIds.map(String),
      products: [o.tea, o.pot].map(({ productId }) => String(productId)),
      categories: [o.root, o.leaf].map(String),
    };
    const wants = [o.tea.skuIds[0], o.tea.skuIds[1], o.pot.skuIds[0]].map((sku, at) => ({
      sku: sku ?? 0n,
      quantity: [1, 7, 3][at] ?? 1,
    }));
    let saved = 0;
    for (const body of samplePlans(names, { count: 60, seed: 20261130 })) {
      // Publishing refuses a wider cap under 自购省.
      await o.plan({ ...body, cap_bps: Math.min(body.cap_bps, 9_000) } as Partial<Plan>);
      for (const who of people) saved += await agrees(who, wants);
    }
    expect(saved).toBeGreaterThan(20);
  }, 60_000);

  /** @returns how many SKUs cost this person less */
  async function agrees(who: Caller, wants: { sku: bigint; quantity: number }[]): Promise<number> {
    const pages = await Promise.all([o.page(who, o.tea), o.page(who, o.pot)]);
    const cards = await Promise.all([o.card(who, o.tea), o.card(who, o.pot)]);
    const own = new Map(pages.flatMap(({ skus }) => skus).map((sku) => [sku.id, sku.worth]));
    for (const [at, page] of pages.entries()) {
      const prices = page.skus.map(({ worth }) => worth?.own_price_fen ?? 0);
      expect(cards[at]?.worth?.own_price_fen).toBe(Math.min(...prices));
      expect(cards[at]?.worth?.own_price_from).toBe(new Set(prices).size > 1);
    }
    let saved = 0;
    for (const { sku, quantity } of wants) {
      const one = await o.quote(who, [{ sku, quantity: 1 }]);
      const worth = own.get(String(sku));
      expect(worth?.own_price_fen).toBe(one.payable_fen);
      expect(worth?.self_fen).toBe(one.self_discount_fen + one.self_rebate_fen);
      if (one.self_discount_fen > 0) saved += 1;
      await who.call("POST", "/cart/lines", { sku_id: String(sku), quantity, request_key: newKey() });
    }
    const { lines } = await get<Cart>(who, "/cart");
    const quote = await o.quote(who, wants);
    for (const line of quote.lines) {
      const inCart = lines.find(({ sku_id }) => sku_id === line.sku_id);
      expect(inCart?.worth?.own_amount_fen).toBe(line.net_fen - line.self_discount_fen);
      expect(inCart?.worth?.own_price_fen).toBe(own.get(line.sku_id)?.own_price_fen);
    }
    await who.call("POST", "/cart/remove", { sku_ids: lines.map(({ sku_id }) => sku_id) });
    return saved;
  }
});

describe("自购返", () => {
  test("the price stays; what comes back is the order's own share", async () => {
    await o.newPlan(SELF, SHARE);
    await o.plan({ self_purchase: "rebate" });
    const who = await o.promoter();
    const [first = 0n] = o.tea.skuIds;
    const page = await o.page(who, o.tea);
    expect(page.promoting?.self_kind).toBe("rebate");
    expect(page.skus[0]?.worth).toEqual({ own_price_fen: 9_999, self_fen: 799, share_fen: 999 });
    const quote = await o.quote(who, [{ sku: first, quantity: 2 }]);
    expect(quote).toMatchObject({ self_discount_fen: 0, self_rebate_fen: 1_599, payable_fen: 19_998 });
    const { body } = await o.submit(who, quote);
    const detail = () => get<OrderDetail>(who, `/orders/${body.no}`);
    expect((await detail()).self_rebate_fen).toBe(1_599);
    const [line] = await o.shop.sql<{ fen: string }>(
      "SELECT shares -> 0 ->> 'fen' AS fen FROM order_line WHERE order_no = $1",
      [body.no],
    );
    expect(line?.fen).toBe("1599");
    await o.shop.sql("UPDATE order_line SET refunded_fen = 9999, refunded_quantity = 1 WHERE order_no = $1", [
      body.no,
    ]);
    // floor(1599 × 9999 / 19998)
    expect((await detail()).self_rebate_fen).toBe(799);
    await o.shop.sql("UPDATE order_line SET refunded_fen = 0, refunded_quantity = 0 WHERE order_no = $1", [
      body.no,
    ]);
    await who.call("POST", `/orders/${body.no}/cancel`, { reason: "不想要了" });
    expect(await detail()).toMatchObject({ state: "closed", self_rebate_fen: 0 });
  });

  test("分享赚 on cards and pages is the operator's to switch off; the share sheet keeps it", async () => {
    await o.newPlan(SELF, SHARE);
    const who = await o.promoter();
    await o.r.set("promoter", { show_earning: false });
    expect((await o.card(who, o.tea)).worth).toMatchObject({ own_price_fen: 9_200, share: null });
    const page = await o.page(who, o.tea);
    expect(page.promoting?.show_share).toBe(false);
    expect(page.skus[0]?.worth?.share_fen).toBe(999);
    await o.r.set("promoter", { show_earning: true });
    expect((await o.card(who, o.tea)).worth?.share).toEqual({ least_fen: 999, most_fen: 3_000 });
  });
});
