/**
 * From paid to visible: orders arrive evenly beside a running posting loop, each by a commit of its own, and somebody else's connection
 * looks for their commissions as a promoter's phone would.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { sweepPosting } from "@banyan/server/commission/post.ts";
import { startLoop } from "@banyan/server/worker/loop.ts";
import pg from "pg";
import type { BenchOrder } from "./orders.ts";
import type { Ours } from "./ours.ts";

/** The pause of the worker's posting loop. */
const PAUSE_MS = 100;
/** Payments that may commit at the same moment. */
const PAYERS = 8;
/** Between two looks; what is seen may have been visible for that long. */
const LOOK_MS = 5;
/** Orders of one look, oldest first: more than arrive while one is unseen. */
const MOST_SEEN = 1_000;

/** @returns milliseconds from the beginning of the payment's commit to when its commission was seen */
export async function arrive(
  url: string,
  ours: Ours,
  orders: readonly BenchOrder[],
  perSecond: number,
): Promise<number[]> {
  const pool = new pg.Pool({ connectionString: url, max: PAYERS + 1 });
  const loop = startLoop("posting", PAUSE_MS, ours.services.log, () => sweepPosting(ours.services));
  try {
    const watch = new Watch(pool);
    const looking = watch.until(orders.length, ours);
    const began = performance.now();
    for (let next = 0; next < orders.length; ) {
      const due = Math.min(orders.length, Math.floor(((performance.now() - began) * perSecond) / 1000));
      await Promise.all(orders.slice(next, due).map((order) => watch.tell(order)));
      next = Math.max(next, due);
      await sleep(1);
    }
    return await looking;
  } finally {
    await loop.stop();
    await pool.end();
  }
}

interface Told {
  readonly order: BenchOrder;
  /** On this process's clock, before the commit began. */
  readonly at: number;
  committed: boolean;
}

class Watch {
  readonly #pool: pg.Pool;
  readonly #unseen = new Map<string, Told>();
  readonly #latencies: number[] = [];

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async tell(order: BenchOrder): Promise<void> {
    const told: Told = { order, at: performance.now(), committed: false };
    this.#unseen.set(order.no, told);
    await this.#pool.query({
      name: "tell",
      text: `INSERT INTO outbox (owner_id, consumer, topic, ref, order_no, event_at)
        VALUES ($1, 'posting', 'order.paid', $2, $2, now())`,
      values: [order.buyerId, order.no],
    });
    told.committed = true;
  }

  /** Looks until so many were seen. */
  async until(count: number, ours: Ours): Promise<number[]> {
    while (this.#latencies.length < count) {
      await sleep(LOOK_MS);
      ours.failed();
      await this.#look();
    }
    return this.#latencies;
  }

  /** By the commission's key, as a promoter's page finds it: the order's first share, which comes with all others. */
  async #look(): Promise<void> {
    const known = [...this.#unseen.values()].filter((told) => told.committed).slice(0, MOST_SEEN);
    if (known.length === 0) return;
    const shares = known.map(({ order }) => order.lines[0]?.shares[0]?.promoter ?? 0);
    const seen = await this.#pool.query<{ order_no: string }>({
      name: "look",
      text: `SELECT k.no AS order_no FROM unnest($1::bigint[], $2::text[]) AS k (promoter, no)
        WHERE EXISTS (SELECT FROM commission c WHERE c.owner_id = k.promoter AND c.order_no = k.no)`,
      values: [shares, known.map(({ order }) => order.no)],
    });
    const now = performance.now();
    for (const { order_no } of seen.rows) {
      const told = this.#unseen.get(order_no);
      if (told === undefined) continue;
      this.#latencies.push(now - told.at);
      this.#unseen.delete(order_no);
    }
  }
}
