import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type FreightAnswer,
  type FreightPolicy,
  freightOf,
  type PricedInput,
  type PricedLine,
  priceQuote,
} from "../src/index.ts";

const POLICY: FreightPolicy = {
  baseFen: 1000n,
  freeOverFen: 9900n,
  remote: [
    { province: "54", feeFen: 2500n },
    { province: "65", feeFen: 0n },
  ],
  unserved: ["71"],
};
const fee = (feeFen: bigint, missingForFreeFen: bigint | null = null): FreightAnswer => ({
  kind: "fee",
  feeFen,
  missingForFreeFen,
});

describe("freightOf", () => {
  const never: FreightPolicy = { ...POLICY, freeOverFen: null };
  const free: FreightPolicy = { ...POLICY, baseFen: 0n };
  // policy | province | parcel fen | has parcel | answer
  const cases: [string, FreightPolicy, string | null, bigint, boolean, FreightAnswer][] = [
    ["services only", POLICY, "53", 0n, false, fee(0n)],
    ["services only, unserved province", POLICY, "71", 0n, false, fee(0n)],
    ["unserved", POLICY, "71", 50_000n, true, { kind: "address_not_served" }],
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
    expect(freightOf(policy, { province, parcelFen, hasParcel })).toEqual(answer);
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
    expect(priceQuote({ lines, coupon, freight: POLICY, province })).toEqual({ kind: "refused", refusal });
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
    expect(() => priceQuote({ lines: [line], coupon: null, freight: POLICY, province: null })).toThrow(
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
      "coupon takes all",
      [service(500n, 1)],
      { thresholdFen: 500n, discountFen: 500n },
      null,
      [500n, 500n, 0n, 0n, null],
      [0n],
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
    const answer = priceQuote({ lines, coupon, freight: POLICY, province });
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
      ...{ lines: [parcel(3000n, 2), parcel(5000n, 1)], coupon: ten, freight: POLICY, province: "53" },
      selfDiscount: (index, netFen) => {
        seen.push([index, netFen]);
        return index === 0 ? 455n : 0n;
      },
    });
    expect(seen).toEqual([
      [0, 5455n],
      [1, 4545n],
    ]);
    expect(answer).toEqual({
      kind: "priced",
      lines: [
        { amountFen: 6000n, discountFen: 545n, netFen: 5455n, selfDiscountFen: 455n, baseFen: 5000n },
        { amountFen: 5000n, discountFen: 455n, netFen: 4545n, selfDiscountFen: 0n, baseFen: 4545n },
      ],
      ...{ goodsFen: 11_000n, discountFen: 1000n, selfDiscountFen: 455n },
      ...{ freightFen: 1000n, payableFen: 10_545n, missingForFreeFen: 355n },
    });
  });

  test("sums to what is paid, line by line, and holds bigints only", () => {
    const line = fc.record({
      priceFen: fc.oneof(fc.bigInt(1n, 20n), fc.bigInt(1n, 10_000_000_000n)),
      quantity: fc.integer({ min: 1, max: 999 }),
      fulfilment: fc.constantFrom("parcel" as const, "service" as const),
    });
    const coupon = fc.record({ thresholdFen: fc.bigInt(1n, 50_000n), discountFen: fc.bigInt(1n, 50_000n) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.option(coupon), (lines, chosen) => {
        const answer = priceQuote({ lines, coupon: chosen, freight: POLICY, province: "53" });
        if (answer.kind === "refused") {
          const goods = lines.reduce((sum, each) => sum + each.priceFen * BigInt(each.quantity), 0n);
          expect(answer.refusal).toBe("coupon_unusable");
          expect(chosen !== null && goods < chosen.thresholdFen).toBe(true);
          return;
        }
        const sum = (of: (each: PricedLine) => bigint) =>
          answer.lines.reduce((all, each) => all + of(each), 0n);
        expect(sum((each) => each.discountFen)).toBe(answer.discountFen);
        expect(sum((each) => each.baseFen) + answer.freightFen).toBe(answer.payableFen);
        expect(answer.lines.every((each) => each.baseFen >= 0n && each.netFen <= each.amountFen)).toBe(true);
        const { kind: _, lines: each, ...sums } = answer;
        for (const value of [...Object.values(sums), ...each.flatMap((row) => Object.values(row))]) {
          expect(value === null || typeof value === "bigint").toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
