/** What a promoter is shown follows tier, freeze, agreement, price and plan, and what is charged is what was seen. */
import type { Cart, OrderDetail } from "@banyan/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Caller, newKey } from "./open-shop.ts";
import { BETTER, get, type OwnPrice, openOwnPrice, SELF, SHARE } from "./own-price.ts";

let o: OwnPrice;
beforeAll(async () => {
  o = await openOwnPrice("own_price_fresh");
});
afterAll(() => o.shop.close());

describe("fresh", () => {
  beforeEach(() => o.newPlan(SELF, SHARE, BETTER));
  const own = async (who: Caller) => {
    const [page, card] = [await o.page(who, o.tea), await o.card(who, o.tea)];
    const price = page.skus[0]?.worth?.own_price_fen ?? null;
    expect(card.worth?.own_price_fen ?? null).toBe(price);
    return price;
  };

  test("kept answers follow tier, freeze, agreement, price, category and plan", async () => {
    const who = await o.r.person();
    expect(await own(who)).toBeNull();
    await o.r.apply(who);
    await o.r.decide(who, {});
    await o.seen();
    expect([await own(who), await own(who)]).toEqual([9_200, 9_200]);
    await o.tier(who, "2");
    await o.seen();
    expect([await own(who), await own(who)]).toEqual([8_500, 8_500]);
    await o.r.freeze(who);
    await o.seen();
    expect([await own(who), await own(who)]).toEqual([null, null]);
    await o.r.freeze(who, false);
    await o.seen();
    expect(await own(who)).toBe(8_500);
    await o.r.set("promoter", { agreement_version: 2 });
    expect(await own(who)).toBeNull();
    await who.call("POST", "/promoter/agreement", { version: 2 });
    await o.seen();
    expect(await own(who)).toBe(8_500);
    await o.r.set("promoter", { agreement_version: 1 });
    await o.plan({ self_purchase: "rebate" });
    expect(await own(who)).toBe(9_999);
    await o.plan({ self_purchase: "discount", exclude: [{ scope: "category", target: String(o.root) }] });
    expect(await own(who)).toBe(9_999);
    await o.plan({ exclude: [] });
    await o.shop.sql("UPDATE sku SET price_fen = 5000 WHERE id = $1", [o.tea.skuIds[0]]);
    await o.shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'catalog'");
    await o.seen();
    expect(await own(who)).toBe(4_250);
    await o.shop.sql("UPDATE sku SET price_fen = 9999 WHERE id = $1", [o.tea.skuIds[0]]);
    await o.shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'catalog'");
    await o.seen();
  });

  test("money routes do not wait for the poll: a frozen promoter's quote is everybody's at once", async () => {
    const who = await o.promoter();
    const [first = 0n] = o.tea.skuIds;
    const before = await o.quote(who, [{ sku: first, quantity: 1 }]);
    expect(before.payable_fen).toBe(9_200);
    await who.call("POST", "/cart/lines", { sku_id: String(first), quantity: 1, request_key: newKey() });
    await o.r.freeze(who);
    expect((await get<Cart>(who, "/cart")).lines[0]?.worth).toBeNull();
    expect((await o.quote(who, [{ sku: first, quantity: 1 }])).payable_fen).toBe(9_999);
    const { status, body } = await o.submit(who, before);
    expect([status, body.code]).toEqual([409, "quote_changed"]);
    expect(body.message).toBe("自购省由 ¥7.99 变为 ¥0.00，请确认后再提交");
    expect(body.data).toMatchObject({ payable_fen: 9_999, self_discount_fen: 0 });
    const again = await o.submit(who, body.data ?? before);
    expect(again.status).toBe(200);
  });

  test("another tier or plan between quote and order: refused with the new price, which then holds", async () => {
    const who = await o.promoter("1");
    const [first = 0n] = o.tea.skuIds;
    const seenQuote = await o.quote(who, [{ sku: first, quantity: 2 }]);
    await o.tier(who, "2");
    const risen = await o.submit(who, seenQuote);
    expect([risen.status, risen.body.code]).toEqual([409, "quote_changed"]);
    expect(risen.body.message).toBe("自购省由 ¥15.99 变为 ¥29.99，请确认后再提交");
    const fresh = risen.body.data ?? seenQuote;
    await o.plan({ self_purchase: "none" });
    const none = await o.submit(who, fresh);
    expect(none.body).toMatchObject({ code: "quote_changed", data: { payable_fen: 19_998 } });
    const { status, body } = await o.submit(who, none.body.data ?? fresh);
    expect(status).toBe(200);
    expect((await get<OrderDetail>(who, `/orders/${body.no}`)).payable_fen).toBe(19_998);
  });

  test("the same sum made of other parts is not what was seen", async () => {
    const who = await o.promoter("1");
    const [first = 0n] = o.pot.skuIds;
    const quote = await o.quote(who, [{ sku: first, quantity: 1 }]);
    expect(quote).toMatchObject({ goods_fen: 777, self_discount_fen: 62, payable_fen: 715 });
    await o.shop.sql("UPDATE sku SET price_fen = 778 WHERE id = $1", [first]);
    await o.plan({ rules: [{ ...SELF, rate_bps: undefined, fixed_fen: 63 }, SHARE] });
    const { body } = await o.submit(who, quote);
    expect(body).toMatchObject({ code: "quote_changed", data: { payable_fen: 715 } });
    expect(body.message).toBe("“壶”单价由 ¥7.77 变为 ¥7.78，自购省由 ¥0.62 变为 ¥0.63，请确认后再提交");
    await o.shop.sql("UPDATE sku SET price_fen = 777 WHERE id = $1", [first]);
  });
});
