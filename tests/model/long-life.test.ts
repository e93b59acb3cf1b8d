/**
 * One long life of a shop with promoters: plans of every kind that change on the way, tiers that change, freezes, holds, refunds of parts
 * before and after settlement, withdrawals with every end, time. After each round every account is what the bookkeeper's is, every so
 * often every commission too. `npm run soak -- --orders 10000 [--seed N]` makes it long; BANYAN_SEED repeats it.
 */
import { expect, it } from "vitest";
import { LongLife } from "./long/life.ts";

const ORDERS = Number(process.env["BANYAN_LIFE_ORDERS"] ?? "0");
/** In `npm test` always the same short one; it is chosen because it gets nearly everywhere several times. */
const CHOSEN = { seed: 6, orders: 150 };
const SEED = Number(
  process.env["BANYAN_SEED"] ?? (ORDERS > 0 ? Math.trunc(Math.random() * 2 ** 31) : CHOSEN.seed),
);
const COUNT = ORDERS > 0 ? ORDERS : CHOSEN.orders;
const REACHED = [
  ...["settled", "clawed_back"].map((state) => `a share ${state}`),
  ...["paid", "expired", "cancelled", "failed", "refused"].map((state) => `a withdrawal ${state}`),
  ...["order paid", "order unpaid", "paid late", "case opened", "case rejected", "hold ok", "release ok"],
  ...["refund when paid", "refund when shipped", "refund when received", "refund when received and settled"],
  ...["tier", "freeze", "unfreeze", "join", "plan"],
];

it(`a life of ${COUNT} orders agrees with the bookkeeper (seed ${SEED})`, {
  timeout: 60_000 + COUNT * 1_000,
}, async () => {
  const counts = await LongLife.live(
    SEED,
    COUNT,
    (line) => ORDERS > 0 && console.log(`seed ${SEED}, ${line}`),
  );
  console.log(`seed ${SEED}, ${COUNT} orders: ${JSON.stringify(counts)}`);
  // A long life gets everywhere. What comes between what is never quite the same twice, so a short one may miss a rare turn.
  const missed = REACHED.filter((what) => !(what in counts));
  if (COUNT >= 2_000) expect(missed).toEqual([]);
  else if (SEED === CHOSEN.seed) expect(missed.length, `missed ${missed.join(", ")}`).toBeLessThanOrEqual(4);
});
