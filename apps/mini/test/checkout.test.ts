import type { Quote } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import { askedLines } from "../src/quote/asked-lines.ts";
import { changesBetween, isSameOffer } from "../src/quote/changes.ts";

const quoteLine = (sku_id: string, price_fen: number, quantity = 1): Quote["lines"][number] => ({
  line_no: 1,
  sku_id,
  product_id: "1",
  name: "鲜花饼",
  spec: ["6 枚"],
  picture: "",
  fulfilment: "parcel",
  price_fen,
  quantity,
  amount_fen: price_fen * quantity,
  discount_fen: 0,
  net_fen: price_fen * quantity,
  self_discount_fen: 0,
});
const coupon: NonNullable<Quote["coupon"]> = {
  id: "7",
  coupon_id: "3",
  name: "新客见面礼",
  title: "满 ¥59 减 ¥10",
  kind: "threshold",
  percent_off: 0,
  ceiling_fen: null,
  scope: "all",
  scope_text: "全店可用",
  new_customer: true,
  stackable: false,
  usable_from: null,
  returned: false,
  order_no: null,
  saved_fen: null,
  unusable_reason: null,
  threshold_fen: 5900,
  discount_fen: 1000,
  state: "usable",
  expires_at: "2026-12-01T00:00:00Z",
};
const quote = (change: Partial<Quote> = {}): Quote => ({
  id: "1",
  lines: [quoteLine("12", 2900, 2)],
  invalid: [],
  goods_fen: 5800,
  discount_fen: 0,
  self_discount_fen: 0,
  self_before_coupon_fen: 0,
  self_rebate_fen: 0,
  referrer: null,
  freight_fen: 800,
  freight_hint: "",
  freight_parts: [],
  coupons_used: [],
  payable_fen: 6600,
  address: null,
  needs_address: true,
  coupon: null,
  coupons: [],
  blocked: null,
  expires_at: "2026-11-24T12:00:00Z",
  ...change,
});

describe("changesBetween", () => {
  const cases: [string, Quote, Quote, { what: string; how: string }[]][] = [
    ["nothing", quote(), quote({ id: "2" }), []],
    [
      "a price",
      quote(),
      quote({ lines: [quoteLine("12", 3150, 2)], payable_fen: 7100 }),
      [{ what: "鲜花饼 6 枚", how: "单价 ¥29 → ¥31.50" }],
    ],
    [
      "a line that is gone, in the server's words",
      quote(),
      quote({
        lines: [],
        invalid: [{ sku_id: "12", name: "鲜花饼", code: "out_of_stock", message: "仅剩 1 件" }],
      }),
      [{ what: "鲜花饼 6 枚", how: "仅剩 1 件" }],
    ],
    [
      "a coupon that was used elsewhere",
      quote({ coupon, coupons_used: [{ ...coupon, taken_fen: 1000 }], discount_fen: 1000 }),
      quote(),
      [{ what: "新客见面礼", how: "不能使用了" }],
    ],
    ["freight", quote(), quote({ freight_fen: 1200 }), [{ what: "运费", how: "¥8 → ¥12" }]],
    [
      "a region that is no longer served",
      quote(),
      quote({ blocked: { code: "address_not_served", message: "该地区暂不配送，请更换地址" } }),
      [{ what: "配送", how: "该地区暂不配送，请更换地址" }],
    ],
  ];
  it.each(cases)("%s", (_, seen, now, expected) => expect(changesBetween(seen, now)).toEqual(expected));
});

it("an offer is the same only where money, things and ways are", () => {
  expect(isSameOffer(quote(), quote({ id: "2", expires_at: "2026-11-24T13:00:00Z" }))).toBe(true);
  expect(isSameOffer(quote(), quote({ payable_fen: 6601 }))).toBe(false);
  // Dearer goods, cheaper freight: the same sum is not the same offer.
  expect(isSameOffer(quote(), quote({ lines: [quoteLine("12", 3000, 2)], freight_fen: 600 }))).toBe(false);
  expect(
    isSameOffer(quote(), quote({ blocked: { code: "address_needed", message: "请选择收货地址" } })),
  ).toBe(false);
});

describe("askedLines", () => {
  const cases: [string, string, number][] = [
    ["one", "12x2", 1],
    ["several", "12x2,13x1", 2],
    ["a repeated SKU counts once", "12x2,12x5", 1],
    ["nothing", "", 0],
    ["no SKU", "0x1", 0],
    ["no quantity", "12x0,12", 0],
    ["too many of it", "12x1000", 0],
    ["somebody's own ideas", "12x2;drop,<b>x1", 0],
  ];
  it.each(cases)("%s", (_, text, count) => expect(askedLines(text)).toHaveLength(count));
});
