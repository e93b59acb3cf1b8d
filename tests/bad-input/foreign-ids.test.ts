/** Two people, every address with an id in it: what belongs to somebody else is not there. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allRoutes } from "../support/client.ts";
import { fingerprint } from "../support/fingerprint.ts";
import { askRefund, paidOrder, ship } from "../support/orders.ts";
import { type Buyer, newKey } from "../support/people.ts";
import { bind, makePromoter, ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { nobodys } from "./nobodys.ts";

let shop: Shop;
let owner: Buyer;
let stranger: Buyer;
/** What belongs to `owner`. */
let theirs: {
  sku: string;
  order: string;
  unpaid: string;
  aftersale: string;
  address: string;
  quote: string;
  grant: string;
  notice: string;
  share: string;
  commission: string;
  withdrawal: string;
  review: string;
  export: string;
};

/** What the owner earned by a third person's purchase, and asked to be paid out. */
async function earn(
  sku: string,
): Promise<Pick<typeof theirs, "share" | "commission" | "withdrawal" | "review">> {
  const [customer] = (await shop.crowd(1)) as [Buyer];
  await makePromoter(shop, owner);
  await bind(shop, customer, owner);
  await usePlan(shop, { rules: ratesOf(1000) });
  const { no } = await paidOrder(shop, customer, [{ sku, quantity: 3 }]);
  await ship(shop.owner, no);
  await customer.api.order.receive({ no });
  await shop.settle();
  await shop.advance(8 * 86_400_000);
  await shop.settle();
  const { reviews } = await customer.api.review.create({
    request_key: newKey(),
    order_no: no,
    reviews: [{ line_no: 1, rating: 5 }],
  });
  const { code } = await owner.api.share.create({ channel: "link" });
  const asked = await owner.api.withdrawal.request({ request_key: newKey(), amount_fen: 500 });
  const [row] = (await owner.api.commission.list({})).items;
  return { share: code, commission: row?.key ?? "", withdrawal: asked.no, review: reviews[0]?.id ?? "" };
}

beforeAll(async () => {
  shop = await openShop({ name: "foreign_ids" });
  [owner, stranger] = (await shop.crowd(2)) as [Buyer, Buyer];
  const { sku } = await shop.product({ price: 2000, stock: 50 });
  const earned = await earn(sku);
  const coupon = await shop.owner.api.console.coupon.create({
    request_key: newKey(),
    name: "券",
    threshold_fen: 1000,
    discount_fen: 100,
    total: 5,
    per_customer: 1,
    valid_days: 9,
    starts_at: new Date(Date.now() - 86_400_000).toISOString(),
    ends_at: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  });
  const grant = await owner.api.coupon.claim({ coupon_id: coupon.id });
  const { no: order } = await paidOrder(shop, owner, [{ sku, quantity: 2 }]);
  const aftersale = await askRefund(owner, order, [{ line_no: 1, quantity: 1, amount_fen: 2000 }]);
  const unpaid = (await owner.buy([{ sku }])).no;
  await shop.settle();
  await owner.api.cart.add({ sku_id: sku, quantity: 3, request_key: newKey() });
  theirs = {
    sku,
    order,
    unpaid,
    aftersale,
    grant: grant.id,
    address: await owner.address(),
    quote: (await owner.quote([{ sku }])).id,
    ...earned,
    export: (await owner.api.customer.requestExport({ request_key: newKey(), confirm: true })).id,
    notice: (await owner.api.notice.list({})).items[0]?.id ?? "",
  };
  await stranger.address();
  // Made now, so that nothing moves by itself later; a tick that joins a run under way may miss it.
  for (let ticks = 0; ticks < 2; ticks += 1) await shop.worker().jobs.exports.tick();
});
afterAll(() => shop.close());

type Attempt = [string, () => Promise<{ status: number; body: unknown }>];
const attempts = (): Attempt[] => {
  const { order, unpaid, aftersale, address, quote, sku, grant, share, commission, withdrawal } = theirs;
  const person = {
    recipient: "贼",
    phone: "13812345678",
    region_code: "530102",
    detail: "x",
    is_default: true,
  };
  return [
    ["order.get", () => stranger.raw("GET", `/orders/${order}`)],
    ["order.cancel", () => stranger.raw("POST", `/orders/${unpaid}/cancel`, {})],
    ["order.receive", () => stranger.raw("POST", `/orders/${order}/receive`, {})],
    ["coupon.gifts", () => stranger.raw("GET", `/me/orders/${order}/gifts`)],
    ["order.again", () => stranger.raw("POST", `/orders/${order}/again`, {})],
    ["order.submit", () => stranger.raw("POST", "/orders", { quote_id: quote, payable_fen: 2000 })],
    ["payment.start", () => stranger.raw("POST", `/orders/${unpaid}/payment`, {})],
    ["payment.check", () => stranger.raw("POST", `/orders/${unpaid}/payment/check`, {})],
    ["aftersale.refundable", () => stranger.raw("GET", `/orders/${order}/refundable`)],
    [
      "aftersale.create",
      () =>
        stranger.raw("POST", "/aftersales", {
          request_key: newKey(),
          order_no: order,
          reason: "其他",
          lines: [{ line_no: 1, quantity: 1, amount_fen: 2000 }],
        }),
    ],
    ["aftersale.get", () => stranger.raw("GET", `/aftersales/${aftersale}`)],
    ["aftersale.cancel", () => stranger.raw("POST", `/aftersales/${aftersale}/cancel`, {})],
    ["quote.offers", () => stranger.raw("GET", `/quotes/${quote}/offers`)],
    ["review.lines", () => stranger.raw("GET", `/orders/${order}/reviewable`)],
    [
      "review.create",
      () =>
        stranger.raw("POST", "/reviews", {
          request_key: newKey(),
          order_no: order,
          reviews: [{ line_no: 1, rating: 1 }],
        }),
    ],
    [
      "review.append",
      () => stranger.raw("POST", `/reviews/${theirs.review}/append`, { request_key: newKey(), text: "x" }),
    ],
    ["review.remove", () => stranger.raw("POST", `/reviews/${theirs.review}/remove`, {})],
    ["address.update", () => stranger.raw("PUT", `/addresses/${address}`, person)],
    ["address.remove", () => stranger.raw("DELETE", `/addresses/${address}`)],
    [
      "quote.create with their address",
      () =>
        stranger.raw("POST", "/quotes", {
          source: "buy_now",
          lines: [{ sku_id: sku, quantity: 1 }],
          address_id: address,
          coupon: "none",
        }),
    ],
    [
      "quote.create with their coupon",
      () =>
        stranger.raw("POST", "/quotes", {
          source: "buy_now",
          lines: [{ sku_id: sku, quantity: 1 }],
          coupon: grant,
        }),
    ],
    [
      "cart.set of what is in their cart",
      () => stranger.raw("PUT", `/cart/lines/${sku}`, { sku_id: sku, quantity: 9 }),
    ],
    ["share.code", () => stranger.raw("POST", `/shares/${share}/picture`, {})],
    ["commission.get", () => stranger.raw("GET", `/promoter/commissions/${commission}`)],
    ["withdrawal.get", () => stranger.raw("GET", `/promoter/withdrawals/${withdrawal}`)],
    ["withdrawal.cancel", () => stranger.raw("POST", `/promoter/withdrawals/${withdrawal}/cancel`, {})],
    [
      "customer.exportLink",
      () => stranger.raw("POST", `/me/exports/${theirs.export}/link`, { format: "zip" }),
    ],
    ["withdrawal.check", () => stranger.raw("POST", `/promoter/withdrawals/${withdrawal}/check`, {})],
  ];
};

describe("a stranger", () => {
  it("finds nothing of somebody else's and changes nothing, whatever they try", async () => {
    const before = await fingerprint(shop);
    for (const [name, attempt] of attempts()) {
      const { status, body } = await attempt();
      const code = (body as { code: string }).code;
      const expected =
        name === "quote.create with their coupon"
          ? [409, "coupon_unusable"]
          : [404, ["review.lines", "review.create"].includes(name) ? "order_not_found" : "not_found"];
      expect([name, status, code]).toEqual([name, ...expected]);
    }
    expect(await fingerprint(shop)).toEqual(before);
  });

  it("is told the same of what is somebody else's and of what is nobody's", async () => {
    const nobodys = theirs.order.replace(/.{10}$/, "ZZZZZZZZZZ");
    const strip = ({ status, body }: { status: number; body: unknown }) => [
      status,
      { ...(body as object), request_id: "" },
    ];
    expect(strip(await stranger.raw("GET", `/orders/${theirs.order}`))).toEqual(
      strip(await stranger.raw("GET", `/orders/${nobodys}`)),
    );
  });

  it("reads nothing of others in lists", async () => {
    const said = JSON.stringify([
      await stranger.api.order.list({}),
      await stranger.api.aftersale.list({}),
      await stranger.api.notice.list({}),
      await stranger.api.coupon.mine({}),
      await stranger.api.cart.get(),
      await stranger.api.customer.me(),
    ]);
    for (const [what, id] of Object.entries(theirs)) {
      if (what === "order" || what === "unpaid" || what === "aftersale") expect(said).not.toContain(id);
    }
    expect((await stranger.api.address.list()).addresses.map((one) => one.id)).not.toContain(theirs.address);
    await stranger.api.notice.read({ ids: [theirs.notice] });
    expect((await owner.api.notice.list({})).items[0]?.read).toBe(false);
  });

  it("every route of a customer with an id in its address is tried here", () => {
    const named = allRoutes()
      .filter(({ name, path }) => !name.startsWith("console.") && path.includes("{"))
      .map(({ name }) => name);
    /** Goods and coupons are everybody's; a cart line's id is a SKU. */
    const everybodys = ["catalog.get", "catalog.live", "page.topic", "commission.worth", "share.touch"];
    everybodys.push("cart.change", "coupon.get", "coupon.claim", "coupon.products");
    /** A star is one's own, whatever the product; a version of the privacy text is everybody's. */
    everybodys.push("favourite.state", "review.list", "customer.consentText");
    /** A month is nobody's id: a statement is always of whoever asks. */
    everybodys.push("statement.get", "statement.lines", "statement.file");
    const tried = new Set(attempts().map(([name]) => name.split(" ")[0]));
    expect(named.filter((name) => !tried.has(name) && !everybodys.includes(name))).toEqual([]);
  });
});

describe("the console", () => {
  it("says not_found for what nobody has", async () => {
    const before = await fingerprint(shop);
    for (const [method, address, body] of nobodys()) {
      const answer = await shop.owner.raw(method, address, body);
      expect([address, answer.status, (answer.body as { code: string }).code]).toEqual([
        address,
        404,
        "not_found",
      ]);
    }
    expect(await fingerprint(shop)).toEqual(before);
    expect(shop.errors).toEqual([]);
  });

  it("an order's number is not a case's, and the other way round", async () => {
    expect((await shop.owner.raw("GET", `/console/aftersales/${theirs.order}`)).status).toBe(404);
    expect((await shop.owner.raw("GET", `/console/orders/${theirs.aftersale}`)).status).toBe(404);
    expect((await owner.raw("GET", `/aftersales/${theirs.order}`)).status).toBe(404);
  });
});
