/** What may go wrong around a step of a promoter's life without anybody's answer or money becoming another one. */
import { startWorker, type Worker } from "@banyan/server/worker/worker.ts";
import type { MarketStep } from "@banyan/testkit";
import type { FaultRequest } from "@banyan/wechat-sim/fault.ts";
import fc from "fast-check";
import type { Shop } from "../support/shop.ts";

export type Trouble =
  /** At WeChat or on the way to it and back. */
  | { kind: "fault"; fault: FaultRequest }
  /** Old callbacks come once more, in another order. */
  | { kind: "echo"; pick: number }
  /** The request is sent twice at once. */
  | { kind: "twice" }
  /** The worker stands still until a step needs it. */
  | { kind: "pause" }
  | { kind: "twoWorkers" };

const times = fc.integer({ min: 1, max: 2 });
const faults = (names: readonly FaultRequest["name"][], match: string): fc.Arbitrary<Trouble> =>
  fc
    .tuple(fc.constantFrom(...names), times)
    .map(([name, hits]): Trouble => ({ kind: "fault", fault: { name, match, times: hits } }));

const ANSWERS = ["error_500_after_commit", "error_500_before_commit", "rate_limit_429"] as const;

const CALLBACKS = [
  ...(["duplicate_callback", "bad_signature_callback", "stale_callback", "signtest_probe"] as const),
  "reorder_callbacks",
] as const;

const just = (kind: "twice" | "pause" | "twoWorkers") => fc.constant<Trouble>({ kind });
const anEcho = fc.nat({ max: 999 }).map((pick): Trouble => ({ kind: "echo", pick }));
const some = (...all: { weight: number; arbitrary: fc.Arbitrary<Trouble> }[]) =>
  fc.option(fc.oneof(...all), { freq: 3 });

/** For a step that sends or takes back a payout, for one that ends it, for one that sends a refund, and for any other. */
const around = fc.record({
  payout: some(
    {
      weight: 6,
      arbitrary: faults([...ANSWERS, "not_enough", "transfer_slow", "transfer_hidden"], "/transfer-bills"),
    },
    { weight: 1, arbitrary: just("twice") },
    { weight: 1, arbitrary: just("twoWorkers") },
  ),
  // When payments and refunds are heard of is a step of its own; of payouts it is nobody's.
  ended: some(
    { weight: 2, arbitrary: faults(["drop_callback", "delay_callback"], "callback MCHTRANSFER") },
    { weight: 1, arbitrary: faults(["error_500_before_commit", "transfer_hidden"], "/transfer-bills") },
    { weight: 2, arbitrary: faults(CALLBACKS, "callback") },
    { weight: 1, arbitrary: just("twoWorkers") },
  ),
  refund: some(
    { weight: 3, arbitrary: faults(ANSWERS, "/v3/refund/domestic/refunds") },
    { weight: 1, arbitrary: just("twoWorkers") },
  ),
  other: some(
    { weight: 3, arbitrary: faults(CALLBACKS, "callback") },
    { weight: 3, arbitrary: anEcho },
    { weight: 4, arbitrary: just("twice") },
    { weight: 2, arbitrary: just("pause") },
    { weight: 2, arbitrary: just("twoWorkers") },
  ),
});
export type Around = typeof around extends fc.Arbitrary<infer T> ? T : never;

/** One for each step; they come round when there are more steps. */
export const troubles: fc.Arbitrary<Around[]> = fc.noBias(
  fc.array(around, { minLength: 1, maxLength: 40, size: "max" }),
);

export function troubleOf(step: MarketStep, { payout, ended, refund, other }: Around): Trouble | null {
  switch (step.kind) {
    case "approveWithdrawal":
    case "cancelWithdrawal":
      return payout;
    case "payoutEnds":
      return ended;
    case "approve":
    case "refundByShop":
    case "payLate":
      return refund;
    default:
      return other;
  }
}

/** Whether the fault that was armed has been met. */
export async function wasMet(shop: Shop, { name, times: armed = 1 }: FaultRequest): Promise<boolean> {
  const { faults: left } = await shop.simulator.control.state();
  const still = left.find((one) => one.name === name)?.remaining ?? 0;
  return still < armed;
}

const ECHOES = 3;
const RECENT = 24;

/** Sends callbacks that were heard of long ago, newest first. */
export async function echo(shop: Shop, pick: number): Promise<void> {
  const { control } = shop.simulator;
  const heard = (await control.callbacks()).filter((one) => one.state === "delivered").slice(-RECENT);
  for (let count = 0; count < Math.min(ECHOES, heard.length); count += 1) {
    const one = heard[heard.length - 1 - ((pick + count * 7) % heard.length)];
    if (one) await control.resend(one.id);
  }
}

/** Another worker beside the shop's own. */
export function secondWorker(shop: Shop): Worker {
  return startWorker(shop.workerServices);
}

const ROUNDS = 80;
/** WeChat takes one refund a minute of the same payment. */
const REFUND_GAP_MS = 61_000;
const MOMENT_MS = 10;

/** Lets all that needs nobody come to its end; refunds wait at WeChat for their last word, payouts for their person. */
export async function rest(shop: Shop, workers: readonly Worker[]): Promise<void> {
  const { control } = shop.simulator;
  for (let round = 0; round < ROUNDS; round += 1) {
    await control.pump();
    // What was postponed for seconds is looked at now: waiting out a back-off would prove nothing more.
    await shop.sql("UPDATE refund SET next_try_at = now() WHERE state = 'created'");
    await shop.sql(
      "UPDATE payout SET next_try_at = now() WHERE state NOT IN ('success', 'fail', 'cancelled')",
    );
    await shop.sql("UPDATE outbox SET due_at = now() WHERE failure IS NULL");
    for (const job of ["close", "receive", "settle", "refunds", "payouts", "outbox", "posting"] as const)
      await Promise.all(workers.map((worker) => worker.jobs[job].tick()));
    const busy = await whatIsUnderWay(shop);
    if (busy === null) return;
    await control.advanceClock(busy === "refund" ? REFUND_GAP_MS : MOMENT_MS);
  }
  throw new Error("the shop did not come to rest");
}

/** What WeChat has to say is said; for the worker's time off. */
export async function hearAll(shop: Shop): Promise<void> {
  const { control } = shop.simulator;
  for (let round = 0; round < ROUNDS; round += 1) {
    await control.pump();
    if ((await control.callbacks()).every((one) => one.state !== "pending")) return;
    await control.advanceClock(MOMENT_MS);
  }
  throw new Error("WeChat's callbacks did not come to rest");
}

async function whatIsUnderWay(shop: Shop): Promise<"refund" | "other" | null> {
  const [row] = await shop.sql<{ refund: boolean; busy: boolean; payouts: string[] | null }>(`
    SELECT EXISTS (SELECT FROM refund WHERE state = 'created') AS refund,
      EXISTS (SELECT FROM outbox)
      OR EXISTS (SELECT FROM payout WHERE state IN ('created', 'accepted', 'processing', 'transferring', 'cancelling')
        OR (state = 'confirming' AND (cancel_asked OR package_info IS NULL)))
      OR EXISTS (SELECT FROM orders WHERE state IN ('awaiting_payment', 'closing') AND close_due_at <= business_now())
      OR EXISTS (SELECT FROM orders WHERE state = 'awaiting_receipt' AND receive_due_at <= business_now()
        AND NOT aftersale_open)
      OR EXISTS (SELECT FROM orders WHERE state = 'completed' AND settled_at IS NULL AND settle_due_at <= business_now()
        AND NOT aftersale_open) AS busy,
      (SELECT array_agg(no) FROM payout WHERE state = 'confirming') AS payouts`);
  if (row?.refund !== false) return "refund";
  const { callbacks, transfers } = await shop.simulator.control.state();
  const waiting = new Set(row.payouts);
  const moved = transfers.some((one) => waiting.has(one.out_bill_no) && one.state !== "WAIT_USER_CONFIRM");
  const coming = callbacks.some((one) => one.state === "pending");
  return row.busy || moved || coming ? "other" : null;
}
