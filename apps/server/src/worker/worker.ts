/** The worker process: outbox consumers, refunds, payouts, and the sweeps that timers hang on. */

import { postingHandler, sweepSettle } from "../commission/post.ts";
import { noticeHandler } from "../notice/handler.ts";
import { closeUnpaid } from "../order/close.ts";
import { dueToClose, postponeClose, receiveDue } from "../order/store.ts";
import { consumeOnce, type Handler } from "../outbox/consume.ts";
import type { Consumer } from "../outbox/store.ts";
import { applyQuery } from "../payment/apply.ts";
import { attemptsToAsk } from "../payment/store.ts";
import { sweepBooks } from "../reconciliation/history.ts";
import { driveRefund } from "../refund/send.ts";
import { dueRefunds } from "../refund/store.ts";
import { statisticsHandler } from "../report/statistics.ts";
import type { Services } from "../services.ts";
import { deleteExpiredSessions } from "../session/sweep-store.ts";
import { stockHandler } from "../stock/handler.ts";
import { sweepPayouts } from "../withdrawal/drive.ts";
import { type Loop, startLoop } from "./loop.ts";

/** Commissions have a loop of their own: messages to WeChat, which the others send, must not hold them up. */
const POSTING = { posting: postingHandler } satisfies Partial<Record<Consumer, Handler>>;
const HANDLERS: Record<Exclude<Consumer, keyof typeof POSTING>, Handler> = {
  stock: stockHandler,
  notice: noticeHandler,
  statistics: statisticsHandler,
};
const SWEEP_LIMIT = 50;
/** An attempt that is asked about stays open, so a round must reach past those that nobody will pay. */
const ASK_LIMIT = 1_000;
const MAX_UNANSWERED = 5;

/** Each job by name, so that tests and the demo can run one at once. */
export interface Worker {
  jobs: Record<
    "outbox" | "posting" | "settle" | "refunds" | "payouts" | "close" | "receive" | "ask" | "books" | "sessions",
    Loop
  >;
  close(): Promise<void>;
}

export function startWorker(services: Services): Worker {
  const { log } = services;
  const jobs = {
    outbox: startLoop("outbox", 300, log, () => consumeOnce(services, HANDLERS)),
    posting: startLoop("posting", 100, log, () => consumeOnce(services, POSTING)),
    settle: startLoop("settle", 2_000, log, () => sweepSettle(services)),
    refunds: startLoop("refunds", 700, log, () => sweepRefunds(services)),
    payouts: startLoop("payouts", 700, log, () => sweepPayouts(services)),
    close: startLoop("close", 2_000, log, () => sweepClose(services)),
    receive: startLoop("receive", 5_000, log, async () => {
      const { aftersale_days } = await services.settings.get("order");
      return (await receiveDue(services.database.query, 500, aftersale_days)) === 500;
    }),
    ask: startLoop("ask", 20_000, log, () => sweepAsk(services)),
    books: startLoop("books", 600_000, log, () => sweepBooks(services)),
    sessions: startLoop("sessions", 3_600_000, log, async () => {
      await deleteExpiredSessions(services.database.query);
      return false;
    }),
  };
  return {
    jobs,
    close: async () => {
      await Promise.all(Object.values(jobs).map((job) => job.stop()));
    },
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
