/** One side sells to some buyers from cart to paid; what that cost the side's own process and the database. */
import { setTimeout } from "node:timers/promises";
import type { Buyer } from "@banyan/tests/support/people.ts";
import type pg from "pg";
import { cpuOf, readCpu } from "../measure/cpu.ts";
import { buy } from "./buy.ts";
import type { Process } from "./processes.ts";
import { fillCarts, type Scene } from "./scene.ts";

/** Buyers at the same moment. */
export const AT_ONCE = 8;

export interface Side {
  readonly process: Process;
  readonly url: string;
  readonly log: Log;
}

/** After the last answer the process's last lines may take this long: it gathers them (http/log.ts). */
const LINES_MS = 100;

/** Per order. null where there is no /proc. */
export interface Slice {
  readonly orders: number;
  readonly statements: number;
  readonly server_ms: number | null;
  readonly database_ms: number | null;
  readonly cpu_ms: number | null;
}

/** What a side's process said of its requests. */
export class Log {
  readonly #requests = new Map<string, { requests: number; statements: number }>();

  readonly hear = (line: string): void => {
    const entry = JSON.parse(line) as { event: string; method: string; path: string; statements: number };
    if (entry.event !== "request") return;
    const path = entry.path.replace(/\/[A-Z]\d{6}[0-9A-Z]{11,24}/, "/{no}");
    const known = this.#requests.get(`${entry.method} ${path}`) ?? { requests: 0, statements: 0 };
    this.#requests.set(`${entry.method} ${path}`, {
      requests: known.requests + 1,
      statements: known.statements + entry.statements,
    });
  };

  get statements(): number {
    return [...this.#requests.values()].reduce((sum, { statements }) => sum + statements, 0);
  }

  /** Statements of each request, on average. */
  table(): { request: string; statements: number }[] {
    return [...this.#requests].map(([request, { requests, statements }]) => ({
      request,
      statements: statements / requests,
    }));
  }

  /** Forgets what was heard. */
  clear(): void {
    this.#requests.clear();
  }
}

/** Everybody's cart is filled first, by hand. Callbacks are waited for: an order counts when it is paid. */
export async function sell(
  side: Side,
  scene: Scene,
  p: { owner: pg.Client; postmaster: number; buyers: readonly Buyer[] },
): Promise<Slice> {
  await fillCarts(p.owner, scene, p.buyers);
  side.log.clear();
  const before = { database: readCpu(p.postmaster)?.database, server: cpuOf(side.process.pid) };
  const waiting = [...p.buyers];
  const shop = async () => {
    for (let buyer = waiting.pop(); buyer; buyer = waiting.pop()) await buy(side.url, buyer, scene.control);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, shop));
  await scene.control.pump();
  const after = { database: readCpu(p.postmaster)?.database, server: cpuOf(side.process.pid) };
  await setTimeout(LINES_MS);
  const orders = p.buyers.length;
  const per = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? null : (to - from) / orders;
  const known = before.database !== undefined;
  const server = known ? per(before.server, after.server) : null;
  const database = per(before.database, after.database);
  return {
    orders,
    statements: side.log.statements / orders,
    server_ms: server,
    database_ms: database,
    cpu_ms: server === null || database === null ? null : server + database,
  };
}
