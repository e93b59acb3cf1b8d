/** What a person saw on the quote is what becomes the order. */
import type { Quote } from "@banyan/contract";
import { planOf } from "@banyan/server/worker/worker.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ApiRefusal, wordOf } from "./support/client.ts";
import type { Product } from "./support/goods.ts";
import { createCaller, newKey } from "./support/people.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
let tea: Product;
let honey: Product;
beforeAll(async () => {
  shop = await openShop({ name: "quote", worker: false });
  [tea, honey] = await Promise.all([
    shop.product({ price: 3000, stock: 10 }),
    shop.product({ price: 2000, stock: 10 }),
  ]);
});
afterAll(async () => {
  expect(shop.errors).toEqual([]);
  await shop.close();
});

it("what cannot be bought is named, and the rest can be ordered", async () => {
  const buyer = await shop.customer();
  const quote = await buyer.quote([{ sku: tea.sku }, { sku: honey.sku, quantity: 11 }]);
  expect(quote.invalid.map((line) => line.sku_id)).toEqual([honey.sku]);
  const { no } = await buyer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
  const order = await buyer.api.order.get({ no });
  expect(order.lines.map((line) => [line.sku_id, line.quantity])).toEqual([[tea.sku, 1]]);
  expect(order.payable_fen).toBe(3000);
});

it("a quote of which nothing can be bought makes no order", async () => {
  const buyer = await shop.customer();
  const quote = await buyer.quote([{ sku: honey.sku, quantity: 11 }]);
  expect(quote.blocked?.code).toBe("nothing_to_buy");
  expect(await wordOf(buyer.api.order.submit({ quote_id: quote.id, payable_fen: 0 }))).toBe("out_of_stock");
});

it("nothing is sent to an address that the quote did not show", async () => {
  const buyer = await shop.customer();
  const ask = { source: "buy_now" as const, lines: [{ sku_id: tea.sku, quantity: 1 }], coupon: "none" };
  const without = await buyer.api.quote.create(ask);
  expect(without.blocked?.code).toBe("address_needed");
  await buyer.address();
  const submit = (quote: typeof without) =>
    buyer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
  expect(await wordOf(submit(without))).toBe("address_needed");
  expect(await wordOf(submit(await buyer.api.quote.create(ask)))).toBe("ok");
});

async function fromCart(buyer: Awaited<ReturnType<Shop["customer"]>>, sku: string, quantity = 2) {
  await buyer.address();
  await buyer.api.cart.add({ sku_id: sku, quantity, request_key: newKey() });
  return buyer.api.quote.create({ source: "cart", lines: [{ sku_id: sku, quantity }] });
}
const submitting = (
  buyer: Awaited<ReturnType<Shop["customer"]>>,
  quote: { id: string; payable_fen: number },
) => buyer.api.order.submit({ quote_id: quote.id, payable_fen: quote.payable_fen });
/** What was refused, whole; fails where nothing was. */
async function refusalOf(sent: Promise<unknown>): Promise<ApiRefusal> {
  const thrown = await sent.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ApiRefusal)) throw new Error("was not refused");
  return thrown;
}
const newQuoteOf = async (sent: Promise<unknown>) => {
  const { code, message, data } = await refusalOf(sent);
  return { code, message, quote: data as Quote };
};

it("a quote used twice is the same order; with another sum it is refused and the order named", async () => {
  const buyer = await shop.customer();
  const quote = await fromCart(buyer, tea.sku);
  const answers = await Promise.all([1, 2, 3].map(() => submitting(buyer, quote)));
  expect(new Set(answers.map(({ no }) => no)).size).toBe(1);
  expect((await submitting(buyer, quote)).no).toBe(answers[0]?.no);
  expect(await refusalOf(submitting(buyer, { ...quote, payable_fen: 1 }))).toMatchObject({
    code: "quote_used",
    data: { no: answers[0]?.no },
  });
});

it("two quotes of one cart make one order, at the same moment too", async () => {
  const buyer = await shop.customer();
  const first = await fromCart(buyer, honey.sku);
  const second = await buyer.api.quote.create({
    source: "cart",
    lines: [{ sku_id: honey.sku, quantity: 2 }],
  });
  const words = await Promise.all([first, second].map((quote) => wordOf(submitting(buyer, quote))));
  expect(words.sort()).toEqual(["cart_changed", "ok"]);
  expect((await buyer.api.order.list({})).items).toHaveLength(1);
});

it("a quote of a cart that another device has changed names it and carries what is there now", async () => {
  const buyer = await shop.customer();
  const quote = await fromCart(buyer, honey.sku, 3);
  await buyer.api.cart.set({ sku_id: honey.sku, quantity: 1 });
  const now = await newQuoteOf(submitting(buyer, quote));
  expect(now).toMatchObject({ code: "cart_changed", quote: { lines: [{ sku_id: honey.sku, quantity: 1 }] } });
  expect(await wordOf(submitting(buyer, now.quote))).toBe("ok");
});

it("one quote from two devices at once, many taps on each, is one order", async () => {
  const buyer = await shop.customer();
  const session = await createCaller({ url: shop.url, heard: () => undefined }, {}).api.session.signIn({
    provider: "wechat",
    code: await shop.simulator.control.login(buyer.openid),
    privacy_version: 1,
  });
  const headers = { authorization: `Bearer ${session.token}` };
  const tablet = { ...buyer, ...createCaller({ url: shop.url, heard: () => undefined }, headers) };
  const quote = await fromCart(buyer, tea.sku);
  const taps = Array.from({ length: 10 }, (_, at) => submitting(at % 2 === 0 ? buyer : tablet, quote));
  const numbers = new Set((await Promise.all(taps)).map(({ no }) => no));
  expect([...numbers]).toEqual((await tablet.api.order.list({})).items.map(({ no }) => no));
});

it("a quote holds for fifteen minutes; later it says so with what holds now, unless it has made its order", async () => {
  const [buyer, quick] = await Promise.all([shop.customer(), shop.customer()]);
  const { sku } = await shop.product({ price: 4000, stock: 10 });
  const [waits, used] = [await fromCart(buyer, sku), await fromCart(quick, sku)];
  const { no } = await submitting(quick, used);
  await shop.advance(15 * 60_000);
  const now = await newQuoteOf(submitting(buyer, waits));
  expect(now).toMatchObject({ code: "quote_expired", quote: { payable_fen: waits.payable_fen } });
  expect(now.quote.id).not.toBe(waits.id);
  expect(await wordOf(submitting(buyer, waits))).toBe("quote_expired");
  expect((await submitting(quick, used)).no).toBe(no);
  expect(await wordOf(submitting(buyer, now.quote))).toBe("ok");
});

it("a quote that became no order goes a day after its end; an order keeps its own", async () => {
  const buyer = await shop.customer();
  const { sku } = await shop.product({ price: 4000, stock: 10 });
  const used = await fromCart(buyer, sku);
  const { no } = await submitting(buyer, used);
  const [old, young] = [await fromCart(buyer, sku), await fromCart(buyer, sku)];
  const ends =
    "UPDATE quote SET expires_at = business_now() - $2::interval WHERE buyer_id = $1 AND id = ANY ($3)";
  await shop.sql(ends, [buyer.id, "25 hours", [used.id, old.id]]);
  await shop.sql(ends, [buyer.id, "23 hours", [young.id]]);
  await planOf(shop.workerServices).sessions.work();
  const left = await shop.sql<{ id: string }>("SELECT id FROM quote WHERE buyer_id = $1 ORDER BY id", [
    buyer.id,
  ]);
  expect(left.map(({ id }) => String(id))).toEqual([used.id, young.id]);
  expect((await submitting(buyer, used)).no).toBe(no);
  expect((await refusalOf(submitting(buyer, young))).code).toBe("quote_expired");
  expect((await refusalOf(submitting(buyer, old))).code).toBe("not_found");
});

it("a quote of another person is none", async () => {
  const [buyer, stranger] = await Promise.all([shop.customer(), shop.customer()]);
  const quote = await fromCart(buyer, tea.sku);
  expect(await refusalOf(submitting(stranger, quote))).toMatchObject({
    code: "not_found",
    field: "quote_id",
  });
});

it("prices that moved against each other are named one by one; the new sum is taken as it is", async () => {
  const buyer = await shop.customer();
  await buyer.address();
  const skus = await Promise.all([
    shop.product({ price: 500, stock: 9 }),
    shop.product({ price: 700, stock: 9 }),
  ]);
  const lines = skus.map(({ sku }) => ({ sku_id: sku, quantity: 1 }));
  const quote = await buyer.api.quote.create({ source: "buy_now", lines, coupon: "none" });
  await shop.sql("UPDATE sku SET price_fen = 1200 - price_fen WHERE id = ANY ($1::bigint[])", [
    lines.map((line) => line.sku_id),
  ]);
  const now = await newQuoteOf(submitting(buyer, quote));
  expect(now.code).toBe("quote_changed");
  expect(now.quote.payable_fen).toBe(quote.payable_fen);
  expect(now.message).toContain("由 ¥5.00 变为 ¥7.00");
  expect(now.message).toContain("由 ¥7.00 变为 ¥5.00");
  expect(await wordOf(submitting(buyer, now.quote))).toBe("ok");
});

it("freight that moved is named, and by template line by line", async () => {
  const buyer = await shop.customer();
  const quote = await fromCart(buyer, tea.sku, 1);
  expect(quote.freight_parts).toEqual([{ name: "默认模板", fee_fen: 0, reason: "包邮" }]);
  const { templates } = await shop.owner.api.console.freight.list();
  const { id = "", version = 0 } = templates[0] ?? {};
  const elsewhere = {
    first: 1,
    first_fen: 600,
    further: 1,
    further_fen: 200,
    free_over_fen: 9900,
    free_over_pieces: null,
  };
  const put = (change: object, seen: number) =>
    shop.owner.api.console.freight.update({
      template_id: id,
      version: seen,
      name: "默认模板",
      unit: "piece",
      groups: [],
      unserved: [],
      elsewhere: { ...elsewhere, ...change },
    });
  await put({}, version);
  const now = await newQuoteOf(submitting(buyer, quote));
  expect(now).toMatchObject({ code: "quote_changed" });
  expect(now.message).toContain("运费由 ¥0.00 变为 ¥6.00，请确认后再提交");
  expect(now.quote.freight_hint).toBe("还差 ¥69 包邮");
  expect(now.quote.freight_parts).toEqual([
    { name: "默认模板", fee_fen: 600, reason: "共 1 件：首 1 件 ¥6，还差 ¥69 包邮" },
  ]);
  await put({ first_fen: 0, further_fen: 0 }, version + 1);
});

it("an address that some goods are not sent to is named with them; without them the rest goes", async () => {
  const buyer = await shop.customer();
  await buyer.address("54");
  const cold = await shop.product({ price: 9000, stock: 5 });
  const made = await shop.owner.api.console.freight.create({
    request_key: newKey(),
    name: "冷链",
    unit: "weight",
    elsewhere: {
      first: 1000,
      first_fen: 2000,
      further: 1000,
      further_fen: 500,
      free_over_fen: null,
      free_over_pieces: null,
    },
    groups: [],
    unserved: ["54"],
  });
  await shop.sql(
    "UPDATE product SET freight_template_id = $1 WHERE id = (SELECT product_id FROM sku WHERE id = $2)",
    [made.id, cold.sku],
  );
  await shop.sql("UPDATE sku SET weight_g = 1600 WHERE id = $1", [cold.sku]);
  const ask = (lines: { sku_id: string; quantity: number }[]) =>
    buyer.api.quote.create({ source: "buy_now", lines, coupon: "none" });
  const quote = await ask([
    { sku_id: cold.sku, quantity: 2 },
    { sku_id: tea.sku, quantity: 1 },
  ]);
  expect(quote.blocked).toMatchObject({ code: "address_not_served", sku_ids: [cold.sku] });
  expect(quote.blocked?.message).toContain("或先移出这些商品");
  expect(quote.freight_parts).toContainEqual({
    name: "冷链",
    fee_fen: 3500,
    reason: "共重 3.2 kg：首 1 kg ¥20，续 2.2 kg ¥15",
  });
  expect(await refusalOf(submitting(buyer, quote))).toMatchObject({
    code: "address_not_served",
    field: "address_id",
  });
  expect(await wordOf(submitting(buyer, await ask([{ sku_id: tea.sku, quantity: 1 }])))).toBe("ok");
  expect(await wordOf(shop.owner.api.console.freight.remove({ template_id: made.id }))).toBe(
    "freight_in_use",
  );
});
