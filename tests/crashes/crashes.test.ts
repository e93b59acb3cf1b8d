/**
 * Crashes between every two steps to the outside: a life of money is lived again and again, and each time something stops somewhere:
 * one connection, one call, or the whole process; before the step was done, or after it with its answer lost. Afterwards everything
 * comes to rest, nothing is paid twice, nothing is lost, and the books hold.
 *
 * `npm run soak -- --crashes N` runs N schedules; BANYAN_SEED repeats them.
 */
import { afterAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { type Harm, installCrash } from "../support/crash.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { randomOf } from "../support/random.ts";
import { ratesOf, usePlan } from "../support/relation.ts";
import { openShop } from "../support/shop.ts";
import { Life, type Stage } from "./life.ts";

const WANTED = Number(process.env["BANYAN_CRASHES"] ?? "0");
const SCHEDULES = WANTED > 0 ? WANTED : 12;
const SEED = Number(
  process.env["BANYAN_SEED"] ?? (WANTED > 0 ? Math.trunc(Math.random() * 2 ** 31) : 20_261_129),
);
/** A fresh shop after so many lives keeps each look into the books cheap. */
const LIVES_PER_SHOP = 40;
const MAX_HARMS = 3;

let stage: (Stage & { lives: number }) | null = null;
async function takeStage(): Promise<Stage> {
  if (stage && stage.lives >= LIVES_PER_SHOP) await leaveStage();
  if (!stage) {
    // WeChat as slow as it is: what it takes is decided by the clock that we move, not by how busy this machine is.
    const shop = await openShop({ name: "crashes", worker: false, timeScale: 1 });
    const [tea, clerk] = await Promise.all([
      shop.product({ price: 3333, stock: 10_000 }),
      shop.staff("finance"),
    ]);
    await usePlan(shop, { cap_bps: 3000, rules: ratesOf(1000) });
    stage = { shop, crash: installCrash(shop), tea, clerk, lives: 0 };
    // Caches are filled here, so that every counted life takes the same steps.
    await new Life(stage, []).live();
  }
  stage.lives += 1;
  return stage;
}
async function leaveStage(): Promise<void> {
  const left = stage;
  stage = null;
  if (!left) return;
  try {
    await ledgerHolds(left.shop);
    await booksHold(left.shop);
  } finally {
    left.crash.remove();
    await left.shop.close();
  }
}
afterAll(leaveStage);

/** The first strike lies anywhere in the life, evenly over all schedules; a second or third soon after the one before. */
function scheduleOf(index: number, steps: number): Harm[] {
  const next = randomOf(SEED + index);
  const count = 1 + Math.trunc(next() * MAX_HARMS);
  const first = Math.trunc(((index + next()) * steps) / SCHEDULES) % steps;
  return Array.from({ length: count }, (_, at) => ({
    after: at === 0 ? first : Math.trunc(next() * 30),
    done: next() < 0.5,
    death: next() < 0.5,
  }));
}

it(`${SCHEDULES} crash schedules (seed ${SEED})`, {
  timeout: SCHEDULES * 10_000 + 60_000,
}, async () => {
  const began = performance.now();
  const steps = await new Life(await takeStage(), []).live();
  expect(steps, "the same life takes the same steps").toBe(await new Life(await takeStage(), []).live());
  const struck: Record<string, number> = {};
  let strikes = 0;
  for (let index = 0; index < SCHEDULES; index += 1) {
    const harms = scheduleOf(index, steps);
    const life = new Life(await takeStage(), harms);
    await life.live().catch((error: unknown) => {
      throw new Error(
        `schedule ${index} of seed ${SEED}: ${JSON.stringify(harms)}, struck ${JSON.stringify(life.struck)}`,
        { cause: error },
      );
    });
    for (const what of life.struck) struck[what] = (struck[what] ?? 0) + 1;
    strikes += life.struck.length;
    if ((index + 1) % 100 === 0) console.log(`${index + 1} schedules, ${strikes} strikes`);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `seed ${SEED}: ${SCHEDULES} schedules, ${strikes} strikes at ${Object.keys(struck).length} kinds of steps, ${steps} steps a life, ${seconds} s`,
  );
  expect(strikes).toBeGreaterThanOrEqual(SCHEDULES);
});
