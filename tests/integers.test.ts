/** B27 of the bug list: money is whole fen everywhere, in tables, over HTTP and in what people may send. */
import { openApiDocument } from "@banyan/server/http/openapi.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booksHold } from "./support/books.ts";
import { fingerprint } from "./support/fingerprint.ts";
import { shelfOf } from "./support/goods.ts";
import { askRefund, paidOrder, ship } from "./support/orders.ts";
import { type Buyer, newKey } from "./support/people.ts";
import { openShop, type Shop } from "./support/shop.ts";

/** As an amount's schema says it. */
interface Amount {
  type?: string;
  items?: { type?: string };
}

let shop: Shop;
let buyer: Buyer;
let sku: string;
let paid: string;
let caseNo: string;
let quoteId: string;
beforeAll(async () => {
  shop = await openShop({
    name: "integers",
    settings: { freight: { base_fen: 1, free_over_fen: null, remote: [], unserved: [] } },
  });
  buyer = await shop.customer();
  ({ sku } = await shop.product({ price: 333, stock: 50 }));
  paid = (await paidOrder(shop, buyer, [{ sku, quantity: 3 }])).no;
  const other = (await paidOrder(shop, buyer, [{ sku, quantity: 3 }])).no;
  caseNo = await askRefund(buyer, other, [{ line_no: 1, quantity: 1, amount_fen: 333 }]);
  await shop.settle();
  await shop.stopWorker();
  quoteId = (await buyer.quote([{ sku }])).id;
});
afterAll(() => shop.close());

it("no column of any table holds a fraction", async () => {
  const columns = await shop.sql(
    `SELECT table_name, column_name, data_type FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('real', 'double precision', 'numeric', 'money')`,
  );
  expect(columns).toEqual([]);
  const money = await shop.sql<{ data_type: string }>(
    "SELECT DISTINCT data_type FROM information_schema.columns WHERE table_schema = 'public' AND column_name LIKE '%\\_fen'",
  );
  expect(money).toEqual([{ data_type: "bigint" }]);
});

it("every amount of the API is an integer by its schema", async () => {
  const amounts: string[] = [];
  const wrong: string[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      if (/_fen$/.test(key)) {
        amounts.push(key);
        // The calculator takes a list of them.
        const kinds = ((child as { anyOf?: Amount[] }).anyOf ?? [child as Amount]).map(
          (one) => one.items?.type ?? one.type,
        );
        if (!kinds.every((kind) => kind === "integer" || kind === "null"))
          wrong.push(`${path}.${key}: ${kinds}`);
      }
      walk(child, `${path}.${key}`);
    }
  };
  walk((await openApiDocument()) as object, "");
  expect(amounts.length).toBeGreaterThan(80);
  expect(wrong).toEqual([]);
});

/** What is no amount of fen. JSON knows no NaN: it arrives as null. */
const NO_AMOUNTS: [string, unknown][] = [
  ["half a fen", 333.5],
  ["a hair above", 333.0000001],
  ["below nothing", -1],
  ["beyond ¥1 亿", 10_000_000_001],
  ["beyond safe integers", 2 ** 53],
  ["without end", 1e308],
  ["NaN", Number.NaN],
  ["a fraction in words", "333.5"],
  ["words", "三百"],
  ["nothing", null],
  ["a list", [333]],
  ["a thing", { fen: 333 }],
];

describe("what is no whole number of fen is refused at its field, and nothing changes", () => {
  const product = (price: unknown) => async () => ({
    request_key: newKey(),
    listed: true,
    name: "半分茶",
    subtitle: "",
    fulfilment: "parcel",
    category_id: await shelfOf(shop).category,
    origin: "",
    gallery: [await shelfOf(shop).picture],
    promises: [],
    tags: [],
    specs: [],
    detail: [],
    skus: [
      {
        spec: [],
        price_fen: price,
        market_price_fen: null,
        cost_fen: 0,
        code: "",
        weight_g: 0,
        picture: null,
        stock: 1,
      },
    ],
  });
  const coupon = (threshold: unknown, discount: unknown) => ({
    request_key: newKey(),
    name: "半分券",
    threshold_fen: threshold,
    discount_fen: discount,
    total: 1,
    per_customer: 1,
    valid_days: 1,
    starts_at: "2026-01-01T00:00:00Z",
    ends_at: "2027-01-01T00:00:00Z",
  });
  type Send = (amount: unknown) => Promise<{ status: number; body: unknown }>;
  const cases: [string, string, Send][] = [
    [
      "order.submit",
      "payable_fen",
      (payable_fen) => buyer.raw("POST", "/orders", { quote_id: quoteId, payable_fen }),
    ],
    [
      "aftersale.create",
      "lines.0.amount_fen",
      (amount_fen) =>
        buyer.raw("POST", "/aftersales", {
          request_key: newKey(),
          order_no: paid,
          reason: "不想要了",
          lines: [{ line_no: 1, quantity: 1, amount_fen }],
        }),
    ],
    [
      "aftersale.approve",
      "confirm_fen",
      (confirm_fen) => shop.owner.raw("POST", `/console/aftersales/${caseNo}/approve`, { confirm_fen }),
    ],
    [
      "order.refund amount",
      "lines.0.amount_fen",
      (amount_fen) =>
        shop.owner.raw("POST", `/console/orders/${paid}/refund`, {
          request_key: newKey(),
          reason: "缺货",
          confirm_fen: 333,
          lines: [{ line_no: 1, quantity: 1, amount_fen }],
        }),
    ],
    [
      "order.refund confirm",
      "confirm_fen",
      (confirm_fen) =>
        shop.owner.raw("POST", `/console/orders/${paid}/refund`, {
          request_key: newKey(),
          reason: "缺货",
          confirm_fen,
          lines: [{ line_no: 1, quantity: 1, amount_fen: 333 }],
        }),
    ],
    [
      "product price",
      "skus.0.price_fen",
      async (price) => shop.owner.raw("POST", "/console/products", await product(price)()),
    ],
    [
      "coupon threshold",
      "threshold_fen",
      (threshold) => shop.owner.raw("POST", "/console/coupons", coupon(threshold, 1)),
    ],
    [
      "coupon discount",
      "discount_fen",
      (discount) => shop.owner.raw("POST", "/console/coupons", coupon(10_000_000_000, discount)),
    ],
    [
      "freight",
      "base_fen",
      async (base_fen) => {
        const { versions } = await shop.owner.api.console.setting.get();
        return shop.owner.raw("PUT", "/console/settings/freight", {
          version: versions.freight,
          value: { base_fen, free_over_fen: null, remote: [], unserved: [] },
        });
      },
    ],
  ];
  it.each(cases)("%s", async (_name, field, send) => {
    const before = await fingerprint(shop);
    for (const [what, amount] of NO_AMOUNTS) {
      const { status, body } = await send(amount);
      expect([what, status, body]).toEqual([
        what,
        400,
        expect.objectContaining({ code: "invalid_input", message: expect.stringMatching(/[一-龥]/) }),
      ]);
      expect([what, (body as { field?: string }).field]).toEqual([what, expect.stringContaining(field)]);
    }
    expect(await fingerprint(shop)).toEqual(before);
  });
});

it("whatever was paid and refunded in thirds, every amount that was said is whole", async () => {
  const wrong: string[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      if (/_fen$/.test(key) && child !== null && !Number.isSafeInteger(child))
        wrong.push(`${path}.${key} = ${String(child)}`);
      walk(child, `${path}.${key}`);
    }
  };
  shop.listeners.push(({ path, body }) => walk(body, path));
  shop.startWorker();
  await ship(shop.owner, paid);
  const { lines, whole_price } = await buyer.api.aftersale.refundable({ no: paid });
  expect(whole_price).toBe(false);
  expect(lines[0]?.by_quantity).toEqual([333, 666, 999]);
  // One unit brings a fen, the second all that two are worth less that fen, the third the rest: 999 in all.
  for (const amount of [1, 665, 333]) {
    const no = await askRefund(buyer, paid, [{ line_no: 1, quantity: 1, amount_fen: amount }]);
    const { amount_fen, freight_fen } = await buyer.api.aftersale.get({ no });
    await shop.owner.api.console.aftersale.approve({ no, confirm_fen: amount_fen + freight_fen });
    await shop.settle();
    await buyer.api.order.get({ no: paid });
    await shop.owner.api.console.order.get({ no: paid });
  }
  await shop.owner.api.console.report.cockpit({});
  expect(await buyer.api.order.get({ no: paid })).toMatchObject({ state: "refunded", refunded_fen: 999 });
  expect(wrong).toEqual([]);
  await booksHold(shop);
});
