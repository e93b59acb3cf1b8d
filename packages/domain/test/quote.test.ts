import { describe, expect, test } from "vitest";
import {
  type CouponTerms,
  type FlatFreight,
  type FreightBook,
  flatBook,
  flatTemplate,
  freightOf,
  type PricedInput,
  priceQuote,
} from "../src/index.ts";

const POLICY: FlatFreight = {
  baseFen: 1000n,
  freeOverFen: 9900n,
  remote: [
    { province: "54", feeFen: 2500n },
    { province: "65", feeFen: 0n },
  ],
  unserved: ["71"],
};
const BOOK = flatBook(POLICY);
/** 默认模板, and ¥3 everywhere without end. */
const TWO: FreightBook = {
  templates: [
    ...BOOK.templates,
    flatTemplate({ baseFen: 300n, freeOverFen: null, remote: [], unserved: [] }, { id: "2", name: "小件" }),
  ],
  defaultId: "1",
};
const inProvince = (province: string | null) => (province === null ? null : `${province}0102`);

describe("flat freight as the setting of old had it", () => {
  const never: FlatFreight = { ...POLICY, freeOverFen: null };
  const free: FlatFreight = { ...POLICY, baseFen: 0n };
  type Answer = [bigint, bigint | null] | "address_not_served";
  const fee = (feeFen: bigint, missingFen: bigint | null = null): Answer => [feeFen, missingFen];
  // policy | province | parcel fen | has parcel | fee and what is missing
  const cases: [string, FlatFreight, string | null, bigint, boolean, Answer][] = [
    ["services only", POLICY, "53", 0n, false, fee(0n)],
    ["services only, unserved province", POLICY, "71", 0n, false, fee(0n)],
    ["unserved", POLICY, "71", 50_000n, true, "address_not_served"],
    ["remote pays its own fee", POLICY, "54", 100n, true, fee(2500n)],
    ["remote is never free", POLICY, "54", 50_000n, true, fee(2500n)],
    ["remote may cost nothing", POLICY, "65", 100n, true, fee(0n)],
    ["base free of charge", free, "53", 100n, true, fee(0n)],
    ["no threshold", never, "53", 50_000n, true, fee(1000n)],
    ["one fen below", POLICY, "53", 9899n, true, fee(1000n, 1n)],
    ["at the threshold", POLICY, "53", 9900n, true, fee(0n)],
    ["above", POLICY, "53", 9901n, true, fee(0n)],
    ["no address yet", POLICY, null, 100n, true, fee(1000n, 9800n)],
    ["parcels that cost nothing", POLICY, "53", 0n, true, fee(1000n, 9900n)],
  ];
  test.each(cases)("%s", (_, policy, province, parcelFen, hasParcel, answer) => {
    const line = { templateId: null, quantity: 3, weightG: 700, baseFen: parcelFen };
    const said = freightOf(flatBook(policy), {
      region: inProvince(province),
      lines: hasParcel ? [line] : [],
    });
    expect(said.kind === "fee" ? [said.feeFen, said.parts[0]?.missingFen ?? null] : said.kind).toEqual(
      answer,
    );
  });
});

const parcel = (priceFen: bigint, quantity: number): PricedInput => ({
  priceFen,
  quantity,
  fulfilment: "parcel",
});
const service = (priceFen: bigint, quantity: number): PricedInput => ({
  priceFen,
  quantity,
  fulfilment: "service",
});

describe("priceQuote refuses", () => {
  const far = { thresholdFen: 1_000_000n, discountFen: 1n };
  const cases: [string, PricedInput[], typeof far | null, string | null, string][] = [
    ["nothing, before all else", [], far, "71", "nothing_to_buy"],
    ["a coupon that saves nothing, before the address", [parcel(100n, 1)], far, "71", "coupon_unusable"],
    ["an address not served", [parcel(100n, 1)], null, "71", "address_not_served"],
    [
      "an address not served, for the parcel among services",
      [service(100n, 1), parcel(100n, 1)],
      null,
      "71",
      "address_not_served",
    ],
  ];
  test.each(cases)("%s", (_, lines, coupon, province, refusal) => {
    const region = inProvince(province);
    const coupons = coupon === null ? [] : [coupon];
    expect(priceQuote({ lines, coupons, freight: BOOK, region })).toMatchObject({ kind: "refused", refusal });
  });

  test("an address that one template does not serve, by the lines that go by it, priced as for elsewhere", () => {
    const answer = priceQuote({
      lines: [parcel(3000n, 1), { ...parcel(2000n, 1), templateId: "2" }, service(1n, 1), parcel(1000n, 1)],
      ...{ coupons: [], freight: TWO, region: inProvince("71") },
    });
    expect(answer).toMatchObject({ kind: "refused", refusal: "address_not_served", unserved: [0, 3] });
    expect("price" in answer && answer.price.payableFen).toBe(6001n + 1000n + 300n);
  });

  test("an order that would cost nothing, beside what it comes to", () => {
    const asked = { lines: [service(0n, 2)], coupons: [], freight: BOOK, region: null };
    expect(priceQuote(asked)).toMatchObject({
      ...{ kind: "refused", refusal: "payable_zero" },
      price: { goodsFen: 0n, payableFen: 0n },
    });
  });

  test.each([-1n, 501n])("throws on 自购省 %s of 500", (fen) => {
    const asked = { lines: [service(500n, 1)], coupons: [], freight: BOOK, region: null };
    expect(() => priceQuote({ ...asked, selfDiscount: () => fen })).toThrow(
      new RangeError("0 ≤ 自购省 ≤ net"),
    );
  });

  const impossible: [string, PricedInput][] = [
    ["negative price", parcel(-1n, 1)],
    ["quantity 0", parcel(1n, 0)],
    ["negative quantity", parcel(1n, -3)],
    ["half a unit", parcel(1n, 1.5)],
    ["no number", parcel(1n, Number.NaN)],
    ["beyond safe integers", parcel(1n, 2 ** 60)],
  ];
  test.each(impossible)("throws on %s", (_, line) => {
    expect(() => priceQuote({ lines: [line], coupons: [], freight: BOOK, region: null })).toThrow(
      new RangeError("a line has a price ≥ 0 and a whole quantity ≥ 1"),
    );
  });
});

describe("priceQuote prices", () => {
  const ten = { thresholdFen: 9900n, discountFen: 1000n };
  // lines | coupon | province | [goods, discount, freight, payable, missing] | net of the lines
  type Sums = [bigint, bigint, bigint, bigint, bigint | null];
  const cases: [string, PricedInput[], typeof ten | null, string | null, Sums, bigint[]][] = [
    ["one parcel", [parcel(3000n, 2)], null, "53", [6000n, 0n, 1000n, 7000n, 3900n], [6000n]],
    ["one service", [service(3000n, 2)], null, "71", [6000n, 0n, 0n, 6000n, null], [6000n]],
    [
      "coupon at the threshold; freight looks after it",
      [parcel(9900n, 1)],
      ten,
      "53",
      [9900n, 1000n, 1000n, 9900n, 1000n],
      [8900n],
    ],
    [
      "free over after the coupon",
      [parcel(10_900n, 1)],
      ten,
      "53",
      [10_900n, 1000n, 0n, 9900n, null],
      [9900n],
    ],
    [
      "coupon counts services, free freight does not",
      [parcel(5000n, 1), service(5000n, 1)],
      ten,
      "53",
      [10_000n, 1000n, 1000n, 10_000n, 5400n],
      [4500n, 4500n],
    ],
    [
      "coupon by largest remainder, ties to the first",
      [parcel(3333n, 1), parcel(3333n, 1), parcel(3334n, 1)],
      ten,
      "53",
      [10_000n, 1000n, 1000n, 10_000n, 900n],
      [3000n, 3000n, 3000n],
    ],
    ["remote", [parcel(20_000n, 1)], null, "54", [20_000n, 0n, 2500n, 22_500n, null], [20_000n]],
    [
      "a coupon leaves one fen",
      [service(500n, 1)],
      { thresholdFen: 500n, discountFen: 500n },
      null,
      [500n, 499n, 0n, 1n, null],
      [1n],
    ],
    [
      "a gift beside a line",
      [parcel(0n, 1), parcel(20_000n, 1)],
      ten,
      "53",
      [20_000n, 1000n, 0n, 19_000n, null],
      [0n, 19_000n],
    ],
    [
      "largest line",
      [parcel(10_000_000_000n, 999)],
      null,
      "53",
      [9_990_000_000_000n, 0n, 0n, 9_990_000_000_000n, null],
      [9_990_000_000_000n],
    ],
  ];
  test.each(cases)("%s", (_, lines, coupon, province, sums, nets) => {
    const coupons = coupon === null ? [] : [coupon];
    const answer = priceQuote({ lines, coupons, freight: BOOK, region: inProvince(province) });
    if (answer.kind !== "priced") throw new Error(answer.refusal);
    expect([
      answer.goodsFen,
      answer.discountFen,
      answer.freightFen,
      answer.payableFen,
      answer.missingForFreeFen,
    ]).toEqual(sums);
    expect(answer.lines.map((line) => line.netFen)).toEqual(nets);
    expect(answer.lines.every((line) => line.selfDiscountFen === 0n && line.baseFen === line.netFen)).toBe(
      true,
    );
  });

  test("自购省 comes off what the coupon left, and free freight looks at what is paid", () => {
    const seen: [number, bigint][] = [];
    const answer = priceQuote({
      ...{ lines: [parcel(3000n, 2), parcel(5000n, 1)], coupons: [ten], freight: BOOK, region: "530102" },
      selfDiscount: (index, netFen) => {
        seen.push([index, netFen]);
        return index === 0 ? 455n : 0n;
      },
    });
    expect(seen).toEqual([
      [0, 5455n],
      [1, 4545n],
    ]);
    expect(answer).toMatchObject({
      kind: "priced",
      lines: [
        {
          amountFen: 6000n,
          discountFen: 545n,
          couponFen: [545n],
          netFen: 5455n,
          selfDiscountFen: 455n,
          baseFen: 5000n,
        },
        {
          amountFen: 5000n,
          discountFen: 455n,
          couponFen: [455n],
          netFen: 4545n,
          selfDiscountFen: 0n,
          baseFen: 4545n,
        },
      ],
      ...{ goodsFen: 11_000n, discountFen: 1000n, selfDiscountFen: 455n },
      ...{ freightFen: 1000n, payableFen: 10_545n, missingForFreeFen: 355n },
    });
  });

  test.each<[string, CouponTerms["scope"], bigint[]]>([
    ["a product", { kind: "products", ids: [8n], excluded: [] }, [0n, 200n, 0n]],
    ["a category", { kind: "categories", ids: [70n], excluded: [] }, [0n, 200n, 0n]],
    ["all but a product", { kind: "all", ids: [], excluded: [8n] }, [120n, 0n, 80n]],
  ])("a coupon on %s looks at no other line", (_, scope, parts) => {
    const named = { productId: 8n, categories: [7n, 70n] };
    const answer = priceQuote({
      lines: [{ ...parcel(3000n, 1), productId: 9n }, { ...parcel(4000n, 1), ...named }, service(2000n, 1)],
      coupons: [{ thresholdFen: 4000n, discountFen: 200n, scope }],
      ...{ freight: BOOK, region: null },
    });
    if (answer.kind !== "priced") throw new Error(answer.refusal);
    expect(answer.lines.map(({ couponFen }) => couponFen)).toEqual(parts.map((part) => [part]));
  });

  test("自购省 may be all that a line costs, or nothing", () => {
    const asked = { lines: [service(500n, 1), service(300n, 1)], coupons: [], freight: BOOK, region: null };
    const answer = priceQuote({ ...asked, selfDiscount: (index, net) => (index === 0 ? net : 0n) });
    expect(answer).toMatchObject({ kind: "priced", selfDiscountFen: 500n, payableFen: 300n });
  });

  test("what is missing for free freight: of the one template that charges, of none where two do", () => {
    const small = { ...parcel(2000n, 1), templateId: "2" };
    const missing = (lines: PricedInput[], freight: FreightBook) => {
      const answer = priceQuote({ lines, coupons: [], freight, region: null });
      if (answer.kind !== "priced") throw new Error(answer.refusal);
      return [answer.freightParts.map(({ feeFen }) => feeFen), answer.missingForFreeFen];
    };
    expect(missing([parcel(9000n, 1), small], TWO)).toEqual([[1000n, 300n], null]);
    // The other way round: the second template waives its fee, and comes first.
    const waived = flatTemplate({ ...POLICY, freeOverFen: 2000n }, { id: "2", name: "小件" });
    const book = { templates: [...BOOK.templates, waived], defaultId: "1" };
    expect(missing([small, parcel(9000n, 1)], book)).toEqual([[0n, 1000n], 900n]);
    expect(missing([parcel(9000n, 1), small], book)).toEqual([[1000n, 0n], 900n]);
    expect(missing([parcel(9900n, 1), small], book)).toEqual([[0n, 0n], null]);
  });
});
