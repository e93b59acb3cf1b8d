/**
 * Our side: the product's own consumer and poster over outbox rows, one transaction at a time on one connection, as the worker runs them.
 * The row itself is written by the payment's transaction, so its insert is outside what is timed, as paying is on the yardstick's side.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { postingHandler } from "@banyan/server/commission/post.ts";
import { openDatabase } from "@banyan/server/db/database.ts";
import { createLogger } from "@banyan/server/http/log.ts";
import { consumeOnce, type Handler } from "@banyan/server/outbox/consume.ts";
import type { Services } from "@banyan/server/services.ts";
import { startLoop } from "@banyan/server/worker/loop.ts";
import pg from "pg";
import { type BenchOrder, orderNo } from "./orders.ts";

/** The pause of the worker's posting loop. */
const PAUSE_MS = 100;
/** Payments that may commit at the same moment. */
const PAYERS = 8;

export interface Ours {
  /** Tells the poster of the orders `from` to `to` (counted from 1), in the order they came. Not timed. */
  enqueue(from: number, to: number): Promise<void>;
  /** Posts until the outbox is empty. @returns how many orders; milliseconds of each batch's transaction */
  drain(): Promise<{ orders: number; batchMs: number[] }>;
  /** Lets these orders arrive, evenly, `perSecond` in a second, beside a running posting loop. @returns milliseconds from arrival to visible */
  arrive(orders: readonly BenchOrder[], perSecond: number): Promise<number[]>;
  close(): Promise<void>;
}

export function openOurs(url: string, owner: pg.Client): Ours {
  const database = openDatabase({ url });
  const failures: string[] = [];
  const log = createLogger((line) => failures.push(line));
  // Consuming touches no other service than these two.
  const services = { database, log } as Services;
  /** @param onPosted called after the commit of a batch with the orders that everybody can now see */
  const consume = (onPosted: (nos: string[]) => void) => {
    const posting: Handler = async (tx, rows, given) => {
      await postingHandler(tx, rows, given);
      return async () => onPosted(rows.map((row) => row.ref));
    };
    return async () => {
      const more = await consumeOnce(services, { posting });
      if (failures.length > 0) throw new Error(`the poster failed: ${failures.join("")}`);
      return more;
    };
  };
  return {
    enqueue: async (from, to) => {
      await owner.query(
        `INSERT INTO outbox (owner_id, consumer, topic, ref, order_no, event_at)
         SELECT buyer_id, 'posting', 'order.paid', no, no, paid_at FROM orders WHERE no BETWEEN $1 AND $2 ORDER BY no`,
        [orderNo(from), orderNo(to)],
      );
    },
    drain: async () => {
      let orders = 0;
      const batchMs: number[] = [];
      let began = performance.now();
      const once = consume((nos) => {
        orders += nos.length;
        batchMs.push(performance.now() - began);
        began = performance.now();
      });
      while (await once());
      return { orders, batchMs };
    },
    arrive: async (orders, perSecond) => {
      const payers = new pg.Pool({ connectionString: url, max: PAYERS });
      try {
        return await arrive(payers, orders, perSecond, log, consume);
      } finally {
        await payers.end();
      }
    },
    close: () => database.close(),
  };
}

async function arrive(
  payers: pg.Pool,
  orders: readonly BenchOrder[],
  perSecond: number,
  log: Services["log"],
  consume: (onPosted: (nos: string[]) => void) => () => Promise<boolean>,
): Promise<number[]> {
  const arrivedAt = new Map<string, number>();
  const latencies: number[] = [];
  const once = consume((nos) => {
    const now = performance.now();
    for (const no of nos) latencies.push(now - (arrivedAt.get(no) ?? Number.NaN));
  });
  let failure: unknown;
  const loop = startLoop("posting", PAUSE_MS, log, () =>
    once().catch((error: unknown) => {
      failure = error;
      return false;
    }),
  );
  const began = performance.now();
  try {
    // Each arrival is a commit of its own; the clock of an order starts before it.
    for (let next = 0; next < orders.length; ) {
      const due = Math.min(orders.length, Math.floor(((performance.now() - began) * perSecond) / 1000));
      const some = orders.slice(next, due);
      next = Math.max(next, due);
      const now = performance.now();
      for (const order of some) arrivedAt.set(order.no, now);
      await Promise.all(some.map((order) => tell(payers, order)));
      await sleep(1);
    }
    while (failure === undefined && latencies.length < orders.length) await sleep(5);
  } finally {
    await loop.stop();
  }
  if (failure !== undefined) throw failure;
  return latencies;
}

async function tell(payers: pg.Pool, { buyerId, no }: BenchOrder): Promise<void> {
  await payers.query({
    name: "tell",
    text: "INSERT INTO outbox (owner_id, consumer, topic, ref, order_no, event_at) VALUES ($1, 'posting', 'order.paid', $2, $2, now())",
    values: [buyerId, no],
  });
}
