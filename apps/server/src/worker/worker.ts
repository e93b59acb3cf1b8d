/** The worker process: outbox consumers, refunds, payouts, and the sweeps that timers hang on. */

import { sweepMerges } from "../cart/merge.ts";
import { sweepShelf } from "../catalog/sweep.ts";
import { sweepPosting, sweepSettle } from "../commission/post.ts";
import { couponHandler } from "../coupon/handler.ts";
import { sweepClosed } from "../customer/close.ts";
import { driveExports } from "../customer/export.ts";
import { sweepFavourites } from "../favourite/favourite.ts";
import { sweepFootprints } from "../footprint/footprint.ts";
import { sweepLeft } from "../media/left.ts";
import { noticeHandler } from "../notice/handler.ts";
import { closeUnpaid } from "../order/close.ts";
import { dueToClose, postponeClose, receiveDue } from "../order/store.ts";
import { consumeOnce, type Handler } from "../outbox/consume.ts";
import type { Consumer } from "../outbox/store.ts";
import { sweepPages } from "../page/settle.ts";
import { applyQuery } from "../payment/apply.ts";
import { attemptsToAsk } from "../payment/store.ts";
import { sweepPlans } from "../plan/sweep.ts";
import { sweepQuotes } from "../quote/sweep.ts";
import { sweepBooks } from "../reconciliation/history.ts";
import { sweepLeavers } from "../referral/relation.ts";
import { driveRefund } from "../refund/send.ts";
import { dueRefunds } from "../refund/store.ts";
import { statisticsHandler } from "../report/statistics.ts";
import { sweepChecks } from "../review/check.ts";
import { sweepSearches } from "../search/sweep.ts";
import type { Services } from "../services.ts";
import { deleteExpiredSessions } from "../session/sweep-store.ts";
import { driveSheets } from "../sheet/drive.ts";
import { driveSimulations, endSimulations } from "../simulation/drive.ts";
import { stockHandler } from "../stock/handler.ts";
import { watchScarce } from "../stock/scarce.ts";
import { sweepHolds } from "../stock/sweep.ts";
import { tierSweep } from "../tier/sweep.ts";
import { sweepPayouts } from "../withdrawal/drive.ts";
import { type Loop, startLoop } from "./loop.ts";

/** Commissions have a loop of their own: messages to WeChat, which these send, must not hold them up. */
const HANDLERS: Record<Exclude<Consumer, "posting">, Handler> = {
  stock: stockHandler,
  notice: noticeHandler,
  statistics: statisticsHandler,
  coupon: couponHandler,
};
const SWEEP_LIMIT = 50;
/** An attempt that is asked about stays open, so a round must reach past those that nobody will pay. */
const ASK_LIMIT = 1_000;
const MAX_UNANSWERED = 5;

export const JOBS = [
  "outbox",
  "posting",
  "settle",
  "refunds",
  "payouts",
  "close",
  "holds",
  "receive",
  "ask",
  "tiers",
  "books",
  "plans",
  "shelf",
  "pages",
  "simulation",
  "leavers",
  "sessions",
  "exports",
  "sheets",
  "closed",
  "favourites",
  "footprints",
  "searches",
  "reviews",
  "scarce",
] as const;
export type JobName = (typeof JOBS)[number];

/** Each job by name, so that tests and the demo can run one at once. */
export interface Worker {
  jobs: Record<JobName, Loop>;
  close(): Promise<void>;
}

export function startWorker(services: Services): Worker {
  const plan = planOf(services);
  const start = (name: JobName): Loop => startLoop(name, plan[name].pauseMs, services.log, plan[name].work);
  const jobs = Object.fromEntries(JOBS.map((name) => [name, start(name)])) as Worker["jobs"];
  return {
    jobs,
    close: async () => {
      const stopped = Object.values(jobs).map((job) => job.stop());
      endSimulations(services);
      await Promise.all(stopped);
    },
  };
}

/** What each loop does and how long it pauses; for whoever decides alone when something runs, without the loops. */
export function planOf(
  services: Services,
): Record<JobName, { pauseMs: number; work: () => Promise<boolean> }> {
  const every = (pauseMs: number, work: () => Promise<boolean>) => ({ pauseMs, work });
  return {
    outbox: every(300, () => consumeOnce(services, HANDLERS)),
    posting: every(100, () => sweepPosting(services)),
    settle: every(2_000, () => sweepSettle(services)),
    refunds: every(700, () => sweepRefunds(services)),
    payouts: every(700, () => sweepPayouts(services)),
    close: every(2_000, () => sweepClose(services)),
    holds: every(2_000, () => sweepHolds(services)),
    receive: every(5_000, async () => {
      const { aftersale_days } = await services.settings.get("order");
      return (await receiveDue(services.database.query, 500, aftersale_days)) === 500;
    }),
    ask: every(20_000, () => sweepAsk(services)),
    tiers: every(30_000, tierSweep(services)),
    books: every(30_000, () => sweepBooks(services)),
    simulation: every(1_000, () => driveSimulations(services)),
    plans: every(1_000, () => sweepPlans(services)),
    // With the poll of versions, customers see an edition within a second of its time.
    pages: every(300, () => sweepPages(services)),
    shelf: every(1_000, () => sweepShelf(services)),
    leavers: every(60_000, () => sweepLeavers(services)),
    exports: every(2_000, () => driveExports(services)),
    sheets: every(1_000, () => driveSheets(services)),
    closed: every(30_000, () => sweepClosed(services)),
    favourites: every(3_600_000, () => sweepFavourites(services)),
    footprints: every(3_600_000, () => sweepFootprints(services)),
    reviews: every(700, () => sweepChecks(services)),
    searches: every(3_600_000, () => sweepSearches(services)),
    scarce: every(300_000, () => watchScarce(services)),
    sessions: every(3_600_000, async () => {
      await deleteExpiredSessions(services.database.query);
      await sweepMerges(services);
      await sweepQuotes(services);
      while (await sweepLeft(services));
      return false;
    }),
  };
}

async function sweepRefunds(services: Services): Promise<boolean> {
  const due = await dueRefunds(services.database.query, SWEEP_LIMIT);
  for (const refund of due) await driveRefund(services, refund);
  return false;
}

/** A close that WeChat did not answer for is tried again a little later. */
async function sweepClose(services: Services): Promise<boolean> {
  const due = await dueToClose(services.database.query, SWEEP_LIMIT);
  for (const { buyer_id, no } of due) {
    const outcome = await closeUnpaid(services, buyer_id, no).catch((error: unknown) => {
      services.log.error("close", error, { no });
      return "unknown" as const;
    });
    if (outcome === "unknown") await postponeClose(services.database.query, buyer_id, no);
  }
  return due.length === SWEEP_LIMIT;
}

/** Callbacks are not guaranteed to arrive, so open attempts are asked about too; not on and on while WeChat does not answer. */
async function sweepAsk(services: Services): Promise<boolean> {
  let unanswered = 0;
  for (const { buyer_id, no } of await attemptsToAsk(services.database.query, ASK_LIMIT)) {
    const answer = await applyQuery(services, buyer_id, no).catch((error: unknown) =>
      services.log.error("ask", error, { no }),
    );
    unanswered = answer === "unknown" ? unanswered + 1 : 0;
    if (unanswered === MAX_UNANSWERED) break;
  }
  return false;
}
