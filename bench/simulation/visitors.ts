/** The shop beside it: somebody looks at an order with its lines, every few milliseconds; how long they wait. */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Key } from "./naive.ts";

const EVERY_MS = 10;

export interface Visitors {
  /** Ends the visits. @returns milliseconds of each */
  stop(): Promise<number[]>;
}

export async function startVisitors(url: string, keys: readonly Key[]): Promise<Visitors> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const waited: number[] = [];
  let stopped = false;
  const visiting = (async () => {
    for (let visit = 0; !stopped; visit += 1) {
      const key = keys[visit % keys.length];
      const began = performance.now();
      await client.query({
        name: "visit",
        text: `SELECT o.no, o.state, o.payable_fen, l.name, l.price_fen, l.quantity, l.net_fen
               FROM orders o JOIN order_line l ON l.buyer_id = o.buyer_id AND l.order_no = o.no
               WHERE o.buyer_id = $1 ORDER BY o.created_at DESC, o.no DESC LIMIT 20`,
        values: [key?.buyer_id],
      });
      waited.push(performance.now() - began);
      await sleep(EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await visiting;
      await client.end();
      return waited;
    },
  };
}
