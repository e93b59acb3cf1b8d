import fc from "fast-check";
import { expect, test } from "vitest";
import { computeLine, flatBook, preparePlan, priceQuote, selfDiscount, worthOf } from "../src/index.ts";
import { inputs, type lineOf, member, PLAN } from "./commission-cases.ts";

const FREE = flatBook({ baseFen: 0n, freeOverFen: 0n, remote: [], unserved: [] });
const self = (amount: { rate_bps: number } | { fixed_fen: number }) => ({
  id: "s",
  scope: "all" as const,
  position: "self" as const,
  ...amount,
});
const worth = (plan: Parameters<typeof lineOf>[0], priceFen: bigint, quantity = 1) =>
  worthOf({
    plan: preparePlan({ ...PLAN, ...plan }),
    place: { sku: "s1", product: "p1", categories: ["c1", "c0"] },
    priceFen,
    quantity,
    tier: "t",
  });

test.each([
  // self purchase, amount, cap, price, pieces → pays, self, share
  ["discount", { rate_bps: 800 }, 10_000, 10_000n, 1, "9200 800 1000"],
  ["discount", { rate_bps: 800 }, 10_000, 9_999n, 1, "9200 799 999"],
  // The floor stands on the line: three times 799 would be 2397.
  ["discount", { rate_bps: 800 }, 10_000, 9_999n, 3, "27598 2399 2999"],
  ["discount", { fixed_fen: 300 }, 10_000, 1_000n, 4, "2800 1200 400"],
  ["discount", { fixed_fen: 300 }, 10_000, 200n, 4, "0 800 80"],
  ["discount", { rate_bps: 800 }, 500, 10_000n, 1, "9500 500 500"],
  ["rebate", { rate_bps: 800 }, 10_000, 10_000n, 1, "10000 800 1000"],
  ["rebate", { rate_bps: 800 }, 500, 10_000n, 1, "10000 500 500"],
  ["none", { rate_bps: 800 }, 10_000, 10_000n, 1, "10000 0 1000"],
] as const)("%s, %o, cap %i: ¥%s × %i", (self_purchase, amount, cap_bps, priceFen, quantity, expected) => {
  const rules = [self(amount), ...PLAN.rules];
  const { ownFen, selfFen, shareFen } = worth({ self_purchase, rules, cap_bps }, priceFen, quantity);
  expect(`${ownFen} ${selfFen} ${shareFen}`).toBe(expected);
});

test("what is left out of the plan is worth nothing", () => {
  const plan = { self_purchase: "discount" as const, rules: [self({ rate_bps: 800 }), ...PLAN.rules] };
  const exclude = [{ scope: "category" as const, target: "c0" }];
  expect(worth({ ...plan, exclude }, 10_000n)).toEqual({ ownFen: 10_000n, selfFen: 0n, shareFen: 0n });
});

/** Random plans and goods: without promotions and quantities, which a price on a card does not know. */
const goods = inputs.map(({ plan, line, buyer, chain }) => ({
  plan,
  place: line,
  priceFen: line.netFen / 1000n,
  quantity: line.quantity,
  tier: buyer.promoter?.tier ?? "t",
  chain,
}));

test("one piece costs what a quote of one piece without coupon charges, and n pieces never more than n times that", () => {
  fc.assert(
    fc.property(goods, ({ plan, place, priceFen, quantity, tier }) => {
      const buyer = { promoter: member("me", tier) };
      const charged = (pieces: number) => {
        const answer = priceQuote({
          lines: [{ priceFen, quantity: pieces, fulfilment: "service" }],
          coupons: [],
          freight: FREE,
          region: null,
          selfDiscount: (_, netFen) =>
            selfDiscount({ plan, line: { ...place, quantity: pieces, netFen, promotion: null }, buyer }),
        });
        if (answer.kind === "priced") return answer.payableFen;
        return answer.refusal === "payable_zero" ? 0n : null;
      };
      const one = worthOf({ plan, place, priceFen, quantity: 1, tier });
      const all = worthOf({ plan, place, priceFen, quantity, tier });
      expect(one.ownFen).toBe(charged(1));
      expect(all.ownFen).toBe(charged(quantity));
      const less = one.ownFen * BigInt(quantity) - all.ownFen;
      expect(less >= 0n && less < BigInt(quantity)).toBe(true);
      expect(one.ownFen + (plan.plan.self_purchase === "discount" ? one.selfFen : 0n)).toBe(priceFen);
    }),
    { numRuns: 3000 },
  );
});

test("a share and a rebate are what the promoter really gets, whoever stands further up", () => {
  let cut = 0;
  fc.assert(
    fc.property(goods, ({ plan, place, priceFen, quantity, tier, chain }) => {
      const netFen = priceFen * BigInt(quantity);
      const line = { ...place, quantity, netFen, promotion: null };
      const me = member("me", tier);
      const friend = computeLine({ plan, line, buyer: { promoter: null }, chain: [me, ...chain] });
      const own = computeLine({ plan, line, buyer: { promoter: me }, chain });
      const fenOf = ({ shares }: typeof own) =>
        shares.reduce((sum, { promoter, fen }) => sum + (promoter === "me" ? fen : 0n), 0n);
      if ([...friend.shares, ...own.shares].some(({ grossFen, fen }) => fen < grossFen)) cut += 1;
      const found = worthOf({ plan, place, priceFen, quantity, tier });
      expect(found.shareFen).toBe(fenOf(friend));
      if (plan.plan.self_purchase !== "none") expect(found.selfFen).toBe(own.discountFen + fenOf(own));
    }),
    { numRuns: 3000 },
  );
  expect(cut).toBeGreaterThan(100);
});
