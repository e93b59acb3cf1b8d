/**
 * Random lives of orders, played to the real shop and to a bookkeeper who does nothing at once and forgets nothing: after each step
 * both have said the same and have the same, and the shop's own books hold.
 *
 * BANYAN_SEED repeats a run, with BANYAN_PATH the one case that failed; BANYAN_SOAK_MINUTES makes it long (`npm run soak`).
 */
import { Bookkeeper, imbalances, type Shop as Plan, play, run, type Step } from "@banyan/testkit";
import fc from "fast-check";
import { expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import type { Clerk } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { expectedOf, factsOf } from "./compare.ts";
import { Driver, holdRefunds, meaningOf } from "./driver.ts";
import { buildWorld } from "./world.ts";

const MINUTES = Number(process.env["BANYAN_SOAK_MINUTES"] ?? "0");
const BUDGET_MS = MINUTES > 0 ? MINUTES * 60_000 : 60_000;
/** In `npm test` always the same lives, so that a red run says something about the change; a soak draws new ones. */
const SEED = Number(
  process.env["BANYAN_SEED"] ?? (MINUTES > 0 ? Math.trunc(Math.random() * 2 ** 31) : 20_261_124),
);
const PATH = process.env["BANYAN_PATH"];
const MAX_STEPS = MINUTES > 0 ? 120 : 50;
/** A fresh shop after so many runs keeps each look into the books cheap. */
const RUNS_PER_SHOP = 6;

interface Stage {
  shop: Shop;
  clerk: Clerk;
  runs: number;
}
let stage: Stage | null = null;
async function takeStage(): Promise<Stage> {
  if (stage && stage.runs >= RUNS_PER_SHOP) await leaveStage();
  if (!stage) {
    const shop = await openShop({ name: "model", timeScale: 100_000 });
    stage = { shop, clerk: await shop.staff("operator"), runs: 0 };
  }
  stage.runs += 1;
  return stage;
}
async function leaveStage(): Promise<void> {
  const { shop } = stage ?? {};
  stage = null;
  await shop?.close();
}

/** Lets all that needs nobody come to its end; refunds wait at WeChat for their last word. */
async function rest(shop: Shop): Promise<void> {
  const { jobs } = shop.worker();
  for (let round = 0; round < 80; round += 1) {
    await shop.simulator.control.pump();
    await shop.sql("UPDATE refund SET next_try_at = now() WHERE state = 'created'");
    for (const job of [jobs.close, jobs.receive, jobs.refunds, jobs.outbox]) await job.tick();
    const [row] = await shop.sql<{ busy: boolean }>(`
      SELECT EXISTS (SELECT FROM outbox) OR EXISTS (SELECT FROM refund WHERE state = 'created')
        OR EXISTS (SELECT FROM orders WHERE state IN ('awaiting_payment', 'closing') AND close_due_at <= business_now())
        OR EXISTS (SELECT FROM orders WHERE state = 'awaiting_receipt' AND receive_due_at <= business_now()
          AND NOT aftersale_open) AS busy`);
    // What was forged or stale on its way comes again in a moment, as it should be.
    const coming = (await shop.simulator.control.callbacks()).some((one) => one.state === "pending");
    if (row?.busy === false && !coming) return;
    // WeChat takes one refund a minute of the same payment.
    await shop.simulator.control.advanceClock(61_000);
  }
  throw new Error("the shop did not come to rest");
}

/** What WeChat and the way to it may do at any moment without anybody's answer becoming another one. */
const trouble = fc.constantFrom(
  ...(["error_500_after_commit", "error_500_before_commit", "rate_limit_429"] as const).map((name) => ({
    name,
    match: "/v3/refund/domestic/refunds",
  })),
  ...(["duplicate_callback", "bad_signature_callback", "stale_callback", "signtest_probe"] as const).map(
    (name) => ({ name, match: "callback" }),
  ),
);
type Trouble = typeof trouble extends fc.Arbitrary<infer T> ? T : never;
/** One for each step, or none; they come round when there are more steps. */
const troubles = fc.array(fc.option(trouble, { freq: 3 }), { minLength: 1, maxLength: 40 });

const counts: Record<string, number> = {};

async function live(plan: Plan, steps: readonly Step[], faults: readonly (Trouble | null)[]): Promise<void> {
  const { shop, clerk } = await takeStage();
  const world = await buildWorld(shop, plan, clerk);
  const book = new Bookkeeper(plan);
  const driver = new Driver(shop, world);
  for (const [index, step] of steps.entries()) {
    const meant = meaningOf(book, step);
    const words = play(book, step);
    if (words.length === 0) continue;
    const fault = faults[index % faults.length];
    // One at a time: armed ones would add up until WeChat has no tries left.
    await shop.simulator.control.clearFaults();
    await holdRefunds(shop);
    if (fault) await shop.simulator.control.setFault(fault);
    const word = await driver.play(book, step, meant, words.includes("ok"));
    const at = `step ${index + 1} ${JSON.stringify(step, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value))}`;
    expect(words, `${at}: the shop said ${word}`).toContain(word);
    await rest(shop);
    expect(await factsOf(shop, world, driver), at).toEqual(expectedOf(book));
    await booksHold(shop);
    const key = `${step.kind} ${word === "ok" ? "ok" : "refused"}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  expect(imbalances(book)).toEqual([]);
  expect(shop.errors).toEqual([]);
}

it(`random orders agree with the bookkeeper (seed ${SEED})`, {
  timeout: BUDGET_MS * 3 + 60_000,
}, async () => {
  let runs = 0;
  const property = fc.asyncProperty(run(MAX_STEPS), troubles, async ({ shop, steps }, faults) => {
    runs += 1;
    await live(shop, steps, faults);
  });
  try {
    await fc.assert(property, {
      seed: SEED,
      ...(PATH === undefined ? {} : { path: PATH, endOnFailure: true }),
      // As many as have been seen to fit the time; a soak goes on until it is over.
      numRuns: MINUTES > 0 ? 1_000_000 : 20,
      interruptAfterTimeLimit: BUDGET_MS,
      markInterruptAsFailure: false,
    });
  } finally {
    await leaveStage();
    const steps = Object.values(counts).reduce((sum, count) => sum + count, 0);
    console.log(`seed ${SEED}: ${runs} runs, ${steps} steps\n${JSON.stringify(counts)}`);
  }
  expect(runs).toBeGreaterThan(0);
});
