/**
 * Our side: the product's own round of posting over outbox rows, with the lanes and batches that the worker gives it. The row itself is
 * written by the payment's transaction, so its insert is outside what is timed, as paying is on the yardstick's side.
 */
import { sweepPosting } from "@banyan/server/commission/post.ts";
import { openDatabase } from "@banyan/server/db/database.ts";
import { createLogger } from "@banyan/server/http/log.ts";
import type { Services } from "@banyan/server/services.ts";
import type pg from "pg";
import { orderNo } from "./orders.ts";

export interface Ours {
  /** What the poster works with; touching anything else of the shop is a mistake. */
  readonly services: Services;
  /** Tells the poster of the orders `from` to `to` (counted from 1), in the order they came. Not timed. */
  enqueue(from: number, to: number): Promise<void>;
  /** Posts until the outbox is empty. @returns how many orders were in it */
  drain(): Promise<number>;
  /** @throws Error with what the poster has logged: a bench in which something failed has no figures */
  failed(): void;
  close(): Promise<void>;
}

export function openOurs(url: string, owner: pg.Client): Ours {
  const database = openDatabase({ url });
  const failures: string[] = [];
  const services = { database, log: createLogger((line) => failures.push(line)) } as Services;
  let waiting = 0;
  const failed = () => {
    if (failures.length > 0) throw new Error(`the poster failed: ${failures.join("")}`);
  };
  return {
    services,
    enqueue: async (from, to) => {
      const added = await owner.query(
        `INSERT INTO outbox (owner_id, consumer, topic, ref, order_no, event_at)
         SELECT buyer_id, 'posting', 'order.paid', no, no, paid_at FROM orders WHERE no BETWEEN $1 AND $2 ORDER BY no`,
        [orderNo(from), orderNo(to)],
      );
      waiting += added.rowCount ?? 0;
    },
    drain: async () => {
      while (await sweepPosting(services)) failed();
      failed();
      const posted = waiting;
      waiting = 0;
      return posted;
    },
    failed,
    close: () => database.close(),
  };
}
