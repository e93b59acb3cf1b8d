/** Our side: the worker's own driver, which lets a process of its own compute what waits. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Plan } from "@banyan/domain";
import { openDatabase } from "@banyan/server/db/database.ts";
import { createLogger } from "@banyan/server/http/log.ts";
import type { Services } from "@banyan/server/services.ts";
import { driveSimulations } from "@banyan/server/simulation/drive.ts";
import { Problem } from "@banyan/tools/launch/problem.ts";
import type { TestDatabase } from "@banyan/tools/test-run/database.ts";
import type pg from "pg";
import { cpuBetween, cpuOf, readCpu } from "../measure/cpu.ts";

export interface Simulated {
  readonly seconds: number;
  /** The most memory that the computing process held; null where there is no /proc. */
  readonly peakMb: number | null;
  /** Seconds of CPU of the computing process, and of the database with what visitors took of it; null where there is no /proc. */
  readonly cpu: { readonly process: number; readonly database: number } | null;
  readonly lines: number;
  readonly orders: number;
  /** What each plan gives away, and what was really given, in fen. */
  readonly totals: readonly number[];
  readonly granted: number;
}

const SAMPLE_MS = 50;

/** Asks for one simulation over all orders and computes it. @throws Problem when it fails */
export async function simulate(
  { url, pid }: TestDatabase,
  owner: pg.Client,
  plans: readonly { version: number | null; name: string; body: Plan }[],
): Promise<Simulated> {
  const database = openDatabase({ url });
  const failures: string[] = [];
  // Driving touches no other services than these.
  const services = {
    database,
    log: createLogger((line) => failures.push(line)),
    config: { databaseUrl: url },
  } as unknown as Services;
  let peakMb: number | null = null;
  let processCpu = 0;
  const sampler = setInterval(() => {
    for (const { peakKb, cpuMs } of computing()) {
      peakMb = Math.max(peakMb ?? 0, Math.round(peakKb / 1024));
      processCpu = Math.max(processCpu, cpuMs);
    }
  }, SAMPLE_MS);
  try {
    const id = await ask(owner, plans);
    const before = readCpu(pid);
    const began = performance.now();
    await driveSimulations(services);
    const seconds = (performance.now() - began) / 1000;
    const used = cpuBetween(before, readCpu(pid));
    const cpu = used ? { process: processCpu / 1000, database: used.database / 1000 } : null;
    return { seconds, peakMb, cpu, ...(await resultOf(owner, id, failures)) };
  } finally {
    clearInterval(sampler);
    await database.close();
  }
}

async function ask(
  owner: pg.Client,
  plans: readonly { version: number | null; name: string; body: Plan }[],
): Promise<string> {
  const stored = plans.map((plan) => ({ ...plan, sentences: plan.body.rules.map(({ id }) => id) }));
  const result = await owner.query<{ id: string }>(
    `WITH asker AS (INSERT INTO staff (name, role) VALUES ('bench', 'owner')
       ON CONFLICT (name) DO UPDATE SET role = excluded.role RETURNING id)
     INSERT INTO simulation (staff_id, request_key, from_date, to_date, plans, created_at)
     SELECT id, gen_random_uuid(), current_date - 365, current_date + 1, $1, now() FROM asker RETURNING id`,
    [JSON.stringify(stored)],
  );
  return result.rows[0]?.id ?? "";
}

async function resultOf(owner: pg.Client, id: string, failures: readonly string[]) {
  const result = await owner.query<{
    state: string;
    result: {
      orders: number;
      lines: number;
      granted: { total: { fen: number } };
      plans: { total: { fen: number } }[];
    };
  }>("SELECT state, result FROM simulation WHERE id = $1", [id]);
  const [row] = result.rows;
  if (row?.state !== "done") throw new Problem(`试算没有完成（${row?.state}）：${failures.join("")}`);
  const { orders, lines, granted, plans } = row.result;
  return { orders, lines, granted: granted.total.fen, totals: plans.map(({ total }) => total.fen) };
}

interface Computing {
  readonly peakKb: number;
  readonly cpuMs: number;
}

/** What the processes hold and have used that we let compute, read from /proc. */
function computing(): Computing[] {
  if (!existsSync("/proc/self/status")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        if (!readFileSync(`/proc/${name}/cmdline`, "utf8").includes("/simulation/main.ts")) return [];
        const status = readFileSync(`/proc/${name}/status`, "utf8");
        const figure = (field: string) =>
          Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
        if (figure("PPid") !== process.pid) return [];
        return [{ peakKb: figure("VmHWM"), cpuMs: cpuOf(Number(name)) }];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}
