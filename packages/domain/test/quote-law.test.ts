/** The laws of a price, and the same price reckoned fen by fen by a second hand that shares no code with the first. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CouponTerms,
  type FreightRule,
  type FreightTemplate,
  type PricedOrder,
  type PriceQuestion,
  priceQuote,
  regionConflict,
} from "../src/index.ts";

type Asked = Omit<PriceQuestion, "selfDiscount"> & { selfBps: number };

const REGIONS = ["53", "5301", "5303", "54", "65", "44", "4401", "71"] as const;
const ruleArbitrary: fc.Arbitrary<FreightRule> = fc.record({
  first: fc.integer({ min: 1, max: 6 }),
  firstFen: fc.constantFrom(0n, 1n, 700n),
  further: fc.integer({ min: 1, max: 4 }),
  furtherFen: fc.constantFrom(0n, 1n, 250n),
  freeOverFen: fc.option(fc.bigInt(0n, 20_000n)),
  freeOverPieces: fc.option(fc.integer({ min: 1, max: 9 })),
});
const templateArbitrary = (id: string): fc.Arbitrary<FreightTemplate> =>
  fc
    .record({
      id: fc.constant(id),
      name: fc.constant(`模板${id}`),
      unit: fc.constantFrom("piece" as const, "weight" as const),
      elsewhere: ruleArbitrary,
      groups: fc.array(
        fc
          .tuple(ruleArbitrary, fc.uniqueArray(fc.constantFrom(...REGIONS), { minLength: 1, maxLength: 2 }))
          .map(([rule, regions]) => ({ ...rule, regions })),
        { maxLength: 3 },
      ),
      unserved: fc.uniqueArray(fc.constantFrom(...REGIONS), { maxLength: 1 }),
    })
    .filter((template) => regionConflict(template) === null);
const questions: fc.Arbitrary<Asked> = fc.record({
  lines: fc.array(
    fc.record({
      priceFen: fc.oneof(fc.bigInt(0n, 20n), fc.bigInt(1n, 9000n), fc.bigInt(1n, 10_000_000_000n)),
      quantity: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 999 })),
      fulfilment: fc.constantFrom("parcel" as const, "parcel" as const, "service" as const),
      templateId: fc.constantFrom(null, "1", "2"),
      weightG: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  coupons: fc.array(
    fc.record({
      thresholdFen: fc.bigInt(1n, 8000n),
      discountFen: fc.oneof(fc.bigInt(1n, 30n), fc.bigInt(1n, 8000n)),
    }),
    { maxLength: 3 },
  ),
  freight: fc
    .tuple(templateArbitrary("1"), templateArbitrary("2"))
    .map((templates) => ({ templates, defaultId: "1" })),
  region: fc.option(fc.constantFrom("530102", "530302", "540102", "650102", "440106", "710101")),
  selfBps: fc.constantFrom(0, 0, 833, 10_000),
});

const selfOf = (bps: number) => (_: number, netFen: bigint) => (netFen * BigInt(bps)) / 10_000n;
const ask = ({ selfBps, ...asked }: Asked) => priceQuote({ ...asked, selfDiscount: selfOf(selfBps) });
const sum = (fens: readonly bigint[]) => fens.reduce((all, fen) => all + fen, 0n);

test("parts are never negative, add up to their sums, and something is always paid", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(questions, (asked) => {
      const answer = ask(asked);
      seen.add(answer.kind === "priced" ? answer.kind : answer.refusal);
      if (answer.kind === "priced") expect(answer.payableFen > 0n).toBe(true);
      if (answer.kind === "refused" && answer.refusal === "payable_zero")
        expect(answer.price.payableFen).toBe(0n);
      const price = answer.kind === "priced" ? answer : "price" in answer ? answer.price : null;
      if (price !== null) addsUp(price);
    }),
    { numRuns: 1500 },
  );
  expect([...seen].sort()).toEqual(["address_not_served", "coupon_unusable", "payable_zero", "priced"]);
});

function addsUp(price: PricedOrder): void {
  const parts = price.lines.flatMap((line) => [
    ...line.couponFen,
    line.selfDiscountFen,
    line.netFen,
    line.baseFen,
  ]);
  expect(
    [...parts, price.freightFen, ...price.freightParts.map(({ feeFen }) => feeFen)].every((fen) => fen >= 0n),
  ).toBe(true);
  for (const line of price.lines) {
    expect(sum(line.couponFen)).toBe(line.discountFen);
    expect([line.amountFen - line.discountFen, line.netFen - line.selfDiscountFen]).toEqual([
      line.netFen,
      line.baseFen,
    ]);
  }
  for (const [at, fen] of price.couponFen.entries()) {
    expect(sum(price.lines.map((line) => line.couponFen[at] ?? 0n))).toBe(fen);
    expect(fen > 0n).toBe(true);
  }
  expect(sum(price.lines.map((line) => line.amountFen))).toBe(price.goodsFen);
  expect(sum(price.couponFen)).toBe(price.discountFen);
  expect(sum(price.lines.map((line) => line.selfDiscountFen))).toBe(price.selfDiscountFen);
  expect(sum(price.freightParts.map(({ feeFen }) => feeFen))).toBe(price.freightFen);
  expect(price.goodsFen - price.discountFen - price.selfDiscountFen + price.freightFen).toBe(
    price.payableFen,
  );
}

test("the steps come in their order: each looks at what the one before left", () => {
  fc.assert(
    fc.property(questions, (asked) => {
      const looked: bigint[] = [];
      const answer = priceQuote({
        ...asked,
        selfDiscount: (_, netFen) => {
          looked.push(netFen);
          return netFen / 2n;
        },
      });
      if (answer.kind !== "priced") return;
      expect(looked).toEqual(answer.lines.map((line) => line.netFen));
      for (const part of answer.freightParts) {
        const own = answer.lines.filter((_, at) => {
          const line = asked.lines[at];
          return line?.fulfilment === "parcel" && (line.templateId ?? "1") === part.templateId;
        });
        expect(part.goodsFen).toBe(sum(own.map((line) => line.baseFen)));
      }
      const without = priceQuote({ ...asked, coupons: [] });
      if (without.kind === "priced") expect(without.goodsFen).toBe(answer.goodsFen);
    }),
    { numRuns: 400 },
  );
});

/** Small prices only: it counts coins. */
test("a second hand comes to the same price", () => {
  const small = questions.filter(({ lines }) =>
    lines.every((line) => line.priceFen * BigInt(line.quantity) < 30_000n),
  );
  let priced = 0;
  fc.assert(
    fc.property(small, (asked) => {
      const answer = ask(asked);
      const price = answer.kind === "priced" ? answer : "price" in answer ? answer.price : null;
      const slow = byHand(asked);
      expect(price && { payable: price.payableFen, bases: price.lines.map((line) => line.baseFen) }).toEqual(
        slow && { payable: slow.payable, bases: slow.bases },
      );
      if (slow)
        expect(answer.kind === "refused" && answer.refusal === "address_not_served").toBe(slow.refused);
      if (answer.kind === "priced") priced += 1;
    }),
    { numRuns: 600 },
  );
  expect(priced).toBeGreaterThan(100);
});

function byHand({ lines, coupons, freight, region, selfBps }: Asked) {
  const left = lines.map((line) => Number(line.priceFen) * line.quantity);
  const goods = left.reduce((all, fen) => all + fen, 0);
  for (const coupon of coupons) if (!takeOff(left, coupon, goods)) return null;
  const bases = left.map((fen) => fen - Math.floor((fen * selfBps) / 10_000));
  let payable = bases.reduce((all, fen) => all + fen, 0);
  let refused = false;
  for (const template of freight.templates) {
    const own = [...lines.entries()].filter(
      ([, l]) => l.fulfilment === "parcel" && (l.templateId ?? "1") === template.id,
    );
    if (own.length === 0) continue;
    refused ||= where(template, region) === "nowhere";
  }
  for (const template of freight.templates) {
    const own = [...lines.entries()].filter(
      ([, l]) => l.fulfilment === "parcel" && (l.templateId ?? "1") === template.id,
    );
    const found = where(template, refused ? null : region);
    if (own.length > 0 && found !== "nowhere") {
      payable += postage(
        found,
        own.map(([at, l]) => ({ pieces: l.quantity, grams: l.weightG ?? 0, fen: bases[at] ?? 0 })),
        template.unit,
      );
    }
  }
  return { bases: bases.map(BigInt), payable: BigInt(payable), refused };
}

/** Fen by fen, each to whoever is furthest below the exact share; the first among equals. */
function takeOff(left: number[], coupon: CouponTerms, goods: number): boolean {
  const now = left.reduce((all, fen) => all + fen, 0);
  const saving =
    goods < Number(coupon.thresholdFen) ? 0 : Math.min(Number(coupon.discountFen), goods, now - 1);
  if (saving <= 0) return false;
  const weights = [...left];
  const parts = weights.map((weight) => Math.floor((saving * weight) / now));
  const rest = weights.map((weight) => (saving * weight) % now);
  for (let given = parts.reduce((all, part) => all + part, 0); given < saving; given += 1) {
    const neediest = rest.indexOf(Math.max(...rest));
    parts[neediest] = (parts[neediest] ?? 0) + 1;
    rest[neediest] = -1;
  }
  for (const [at, part] of parts.entries()) left[at] = (left[at] ?? 0) - part;
  return true;
}

function where(template: FreightTemplate, region: string | null): FreightRule | "nowhere" {
  const codes = region === null ? [] : [region.slice(0, 4), region.slice(0, 2)];
  if (template.unserved.some((code) => codes.includes(code))) return "nowhere";
  for (const group of template.groups) if (group.regions.some((code) => codes.includes(code))) return group;
  return template.elsewhere;
}

function postage(
  rule: FreightRule,
  own: { pieces: number; grams: number; fen: number }[],
  unit: "piece" | "weight",
): number {
  let pieces = 0;
  let size = 0;
  let fen = 0;
  for (const line of own) {
    pieces += line.pieces;
    size += unit === "piece" ? line.pieces : line.pieces * line.grams;
    fen += line.fen;
  }
  if (rule.freeOverFen !== null && BigInt(fen) >= rule.freeOverFen) return 0;
  if (rule.freeOverPieces !== null && pieces >= rule.freeOverPieces) return 0;
  let fee = Number(rule.firstFen);
  for (let paidFor = rule.first; paidFor < size; paidFor += rule.further) fee += Number(rule.furtherFen);
  return fee;
}
