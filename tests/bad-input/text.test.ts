/** Text that is strange but somebody's own: it comes back as it was written, or is refused in words; it never breaks anything. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { shelfOf } from "../support/goods.ts";
import { askRefund, paidOrder, ship } from "../support/orders.ts";
import { type Buyer, newKey } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
let buyer: Buyer;
let sku: string;
beforeAll(async () => {
  shop = await openShop({ name: "text" });
  buyer = await shop.customer();
  ({ sku } = await shop.product({ price: 900, stock: 500 }));
});
afterAll(() => shop.close());

/** Short enough for the shortest field (8 characters of a tag). */
const STRANGE: [string, string][] = [
  ["a script", "<script>"],
  ["SQL", "'; DROP--"],
  ["emoji", "🌳🍵👨‍👩‍👧"],
  ["backslashes and quotes", "\\\"'`$"],
  ["percent and underscore", "%_%_"],
  ["JSON", '{"a":1}'],
  ["rare characters", "𠮷𡃁"],
  ["full width", "ＡＢＣ　１２"],
  ["a formula", "=1+1"],
  ["a path", "../../x"],
  ["half a character", "茶\ud800"],
  ["null in words", "null"],
  ["nothing visible", "\u200b"],
  ["a line that ends", "茶\u0000"],
];

type Write = (text: string) => Promise<{ status: number; body: unknown; said: unknown }>;
const told = async (answer: Promise<{ status: number; body: unknown }>, pick: (body: never) => unknown) => {
  const { status, body } = await answer;
  return { status, body, said: status < 400 ? pick(body as never) : undefined };
};

async function writers(): Promise<[string, Write][]> {
  const picture = await shelfOf(shop).picture;
  const category = await shelfOf(shop).category;
  const { owner } = shop;
  const person = { recipient: "段", phone: "13812345678", region_code: "530102", detail: "巷" };
  return [
    [
      "nickname",
      (text) =>
        told(
          buyer.raw("PUT", "/me", { nickname: text, avatar: null }),
          (body: { nickname: string }) => body.nickname,
        ),
    ],
    [
      "recipient",
      (text) =>
        told(
          buyer.raw("POST", "/addresses", { ...person, recipient: text, request_key: newKey() }),
          (body: { recipient: string }) => body.recipient,
        ),
    ],
    [
      "detail",
      (text) =>
        told(
          buyer.raw("POST", "/addresses", { ...person, detail: text, request_key: newKey() }),
          (body: { detail: string }) => body.detail,
        ),
    ],
    [
      "remark",
      async (text) => {
        const { id, payable_fen } = await buyer.quote([{ sku }]);
        const made = await buyer.raw("POST", "/orders", { quote_id: id, payable_fen, remark: text });
        const no = (made.body as { no?: string }).no;
        return { ...made, said: no ? (await buyer.api.order.get({ no })).remark : undefined };
      },
    ],
    [
      "after-sale note",
      async (text) => {
        const { no } = await paidOrder(shop, buyer, [{ sku }]);
        return told(
          buyer.raw("POST", "/aftersales", {
            request_key: newKey(),
            order_no: no,
            reason: "其他",
            note: text,
            lines: [{ line_no: 1, quantity: 1, amount_fen: 900 }],
          }),
          (body: { note: string }) => body.note,
        );
      },
    ],
    [
      "product",
      (text) =>
        told(
          owner.raw("POST", "/console/products", {
            request_key: newKey(),
            name: text,
            subtitle: text,
            fulfilment: "parcel",
            category_id: category,
            origin: text,
            gallery: [picture],
            promises: [text],
            tags: [text],
            specs: [{ name: text, values: [text] }],
            detail: [
              { kind: "text", text },
              { kind: "facts", rows: [[text, text]] },
            ],
            skus: [
              {
                spec: [text],
                price_fen: 1,
                market_price_fen: null,
                cost_fen: 0,
                code: "",
                weight_g: 0,
                picture: null,
                stock: 1,
              },
            ],
          }),
          (body: { name: string; tags: string[]; skus: { spec: string[] }[] }) => {
            expect([body.tags[0], body.skus[0]?.spec[0]]).toEqual([body.name, body.name]);
            return body.name;
          },
        ),
    ],
    [
      "category",
      (text) =>
        told(
          owner.raw("POST", "/console/categories", { parent_id: null, name: text, icon: null, sort: 1 }),
          () => text,
        ),
    ],
    [
      "order note",
      async (text) => {
        const { no } = await buyer.buy([{ sku }]);
        return told(
          owner.raw("POST", `/console/orders/${no}/notes`, { request_key: newKey(), text }),
          (body: { notes: { text: string }[] }) => body.notes[0]?.text,
        );
      },
    ],
    [
      "refusal of a case",
      async (text) => {
        const { no } = await paidOrder(shop, buyer, [{ sku }]);
        const caseNo = await askRefund(buyer, no, [{ line_no: 1, quantity: 1, amount_fen: 900 }]);
        return told(
          owner.raw("POST", `/console/aftersales/${caseNo}/reject`, { note: text }),
          (body: { decision_note: string }) => body.decision_note,
        );
      },
    ],
    [
      "shipping note",
      async (text) => {
        const { no } = await paidOrder(shop, buyer, [{ sku }]);
        const answer = await owner.raw("POST", `/console/orders/${no}/ship`, {
          no,
          carrier: text,
          tracking_no: "SF1234567890",
          note: text,
        });
        return told(
          Promise.resolve(answer),
          (body: { shipments: { carrier: string }[] }) => body.shipments[0]?.carrier,
        );
      },
    ],
    [
      "why a contact was looked at",
      async (text) => {
        const { no } = await paidOrder(shop, buyer, [{ sku }]);
        await ship(owner, no);
        return told(owner.raw("POST", `/console/orders/${no}/reveal`, { reason: text }), () => text);
      },
    ],
  ];
}

it("comes back as it was written, or is refused in words at its field", async () => {
  const seen: Record<string, number> = {};
  for (const [field, write] of await writers()) {
    for (const [what, text] of STRANGE) {
      const { status, body, said } = await write(text);
      const at = `${field}: ${what}`;
      if (status < 400) expect([at, said]).toEqual([at, text.trim()]);
      else
        expect([at, status, body]).toEqual([
          at,
          400,
          expect.objectContaining({
            code: "invalid_input",
            field: expect.any(String),
            message: expect.stringMatching(/[一-龥]/),
          }),
        ]);
      const key = status < 400 ? "kept" : "refused";
      seen[key] = (seen[key] ?? 0) + 1;
    }
  }
  console.log(`strange text: ${JSON.stringify(seen)}`);
  expect(shop.errors).toEqual([]);
  await shop.settle();
  expect(shop.errors).toEqual([]);
});

it("finds nothing or something, but never a fault, in every search", async () => {
  const { owner } = shop;
  for (const [what, text] of STRANGE) {
    const q = encodeURIComponent(text.replace("\ud800", ""));
    for (const address of [
      "/products?q=",
      "/console/products?q=",
      "/console/orders?q=",
      "/console/aftersales?q=",
      "/console/customers?q=",
      "/console/audit?action=",
      "/console/audit?target=",
    ]) {
      const { status } = await owner.raw("GET", `${address}${q}`);
      expect([what, address, [200, 400]]).toEqual([what, address, expect.arrayContaining([status])]);
    }
  }
  expect(shop.errors).toEqual([]);
});

it("a percent sign is a percent sign, not everything", async () => {
  await shop.product({ name: "100%古树", price: 100, stock: 1 });
  const { items } = await buyer.api.catalog.list({ q: "%" });
  expect(items.map((item) => item.name)).toContain("100%古树");
  expect(items.every((item) => item.name.includes("%"))).toBe(true);
});
