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
/** Rows of one look: far more than arrive while one is unseen. */
const MOST_SEEN = 20_000;

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
  /** On this process's clock, before the commit began. */
  readonly at: number;
  /** The commission's event_at, as text to the microsecond. */
  eventAt?: string;
}

class Watch {
  readonly #pool: pg.Pool;
  readonly #unseen = new Map<string, Told>();
  readonly #latencies: number[] = [];

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async tell({ buyerId, no }: BenchOrder): Promise<void> {
    const told: Told = { at: performance.now() };
    this.#unseen.set(no, told);
    const written = await this.#pool.query<{ event_at: string }>({
      name: "tell",
      text: `INSERT INTO outbox (owner_id, consumer, topic, ref, order_no, event_at)
        VALUES ($1, 'posting', 'order.paid', $2, $2, now()) RETURNING event_at::text`,
      values: [buyerId, no],
    });
    told.eventAt = written.rows[0]?.event_at ?? "";
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

  /** Everything that nobody has seen yet is younger than the oldest of it. */
  async #look(): Promise<void> {
    const known = [...this.#unseen.values()].flatMap(({ eventAt }) => eventAt ?? []).sort();
    if (known[0] === undefined) return;
    // Planned each time, and by the index whatever is known of a table that has just grown: a look must not cost what it measures.
    const seen = await this.#pool.query<{ order_no: string }>(
      `SELECT order_no FROM commission WHERE event_at >= $1::timestamptz ORDER BY event_at DESC LIMIT ${MOST_SEEN}`,
      [known[0]],
    );
    const now = performance.now();
    for (const { order_no } of seen.rows) {
      const told = this.#unseen.get(order_no);
      if (told === undefined) continue;
      this.#latencies.push(now - told.at);
      this.#unseen.delete(order_no);
    }
  }
}
