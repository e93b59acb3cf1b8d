/** Arbitrary runs of a shop: mostly the way an order goes, with everything that can cross it. */
import fc from "fast-check";
import type { Shop } from "../oracle/shapes.ts";
import type { AskPick, PlainKind, Step } from "../oracle/step.ts";
import { basket, shop as shopOf } from "./shop.ts";

const order = fc.nat({ max: 47 });
const times = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) },
);

/** Units and money for one line of a refund. Half of them ask for all the money of the units they name. */
export const askPick: fc.Arbitrary<AskPick> = fc.record({
  line: fc.nat({ max: 3 }),
  units: fc.integer({ min: 1, max: 4 }),
  permille: fc.oneof(
    { weight: 5, arbitrary: fc.constant(1000) },
    { weight: 4, arbitrary: fc.nat({ max: 1000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1001, max: 1100 }) },
  ),
});
const picks = fc.array(askPick, { minLength: 1, maxLength: 4 });

/** Even an hour closes what is unpaid; the long waits end the after-sale period and receive what was sent. */
const hours = fc.oneof(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 150, max: 260 }));

const simple = (kind: PlainKind) => order.map((at): Step => ({ kind, order: at }));

/** One step in this shop. Weights keep most runs moving towards paid, shipped and received. */
export function step(of: Shop): fc.Arbitrary<Step> {
  return fc.oneof(
    { weight: 5, arbitrary: basket(of).map((each): Step => ({ kind: "submit", basket: each })) },
    { weight: 6, arbitrary: simple("pay") },
    {
      weight: 6,
      arbitrary: fc.tuple(order, times).map(([at, n]): Step => ({ kind: "hear", order: at, times: n })),
    },
    { weight: 1, arbitrary: simple("payLate") },
    { weight: 1, arbitrary: simple("cancel") },
    { weight: 6, arbitrary: simple("ship") },
    { weight: 4, arbitrary: simple("receive") },
    {
      weight: 7,
      arbitrary: fc.tuple(order, picks).map(([at, p]): Step => ({ kind: "ask", order: at, picks: p })),
    },
    { weight: 4, arbitrary: simple("approve") },
    { weight: 1, arbitrary: simple("reject") },
    { weight: 1, arbitrary: simple("withdraw") },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("refundByShop" as const),
        order,
        picks,
        withFreight: fc.boolean(),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant("refundEnds" as const), order, as: lastWord, times }),
    },
    { weight: 2, arbitrary: hours.map((each): Step => ({ kind: "wait", hours: each })) },
  );
}

const lastWord: fc.Arbitrary<"success" | "closed"> = fc.oneof(
  { weight: 6, arbitrary: fc.constant("success" as const) },
  { weight: 1, arbitrary: fc.constant("closed" as const) },
);

/** A shop and what happens in it, after a first attempt to buy something. */
export function run(maxLength: number): fc.Arbitrary<{ shop: Shop; steps: Step[] }> {
  return fc.noBias(shopOf).chain((of) => {
    const first = fc.noBias(basket(of)).map((each): Step => ({ kind: "submit", basket: each }));
    // Without bias: small values first would keep most runs too short and too poor to get anywhere.
    const rest = fc.noBias(fc.array(step(of), { minLength: 1, maxLength: maxLength - 1, size: "max" }));
    return fc.tuple(first, rest).map(([submit, steps]) => ({ shop: of, steps: [submit, ...steps] }));
  });
}

/** One paid order and a sequence of refunds of it, for tests of a single order's money. */
export function refundSequence(
  maxLength: number,
): fc.Arbitrary<{ picks: AskPick[]; as: "success" | "closed" }[]> {
  return fc.array(fc.record({ picks, as: lastWord }), { minLength: 1, maxLength, size: "max" });
}
