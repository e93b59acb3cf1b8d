/** One simulation from its task to its result: reads chunk after chunk, says how far it is, and stops when it is no longer wanted. */
import { preparePlan, Simulation } from "@banyan/domain";
import type { Database } from "../db/database.ts";
import { countPaidOrders, linesAfter, type Place } from "./line-facts-store.ts";
import { LineReader } from "./lines.ts";
import { storedResult } from "./result.ts";
import { beatSimulation, finishSimulation, type Job, readTask } from "./store.ts";
import { worstLines } from "./worst.ts";

/** Orders in one statement: some 10 ms of the database and as much here, so a cancel is seen and the shop is let in soon. */
const CHUNK = 1_000;
/** Between two words to whoever watches. */
const BEAT_MS = 500;

/** @returns what became of it; "gone" when somebody cancelled it or started it anew */
export async function computeSimulation(query: Database["query"], job: Job): Promise<"done" | "gone"> {
  const task = await readTask(query, job);
  if (task === null) return "gone";
  const total = await countPaidOrders(query, task.from, task.to);
  const simulation = new Simulation(task.plans.map(({ body }) => preparePlan(body)));
  const reader = new LineReader();
  let after: Place | null = null;
  let done = 0;
  let beatAt = 0;
  for (;;) {
    if (performance.now() - beatAt >= BEAT_MS) {
      // Orders that were paid since it began are read too.
      if (!(await beatSimulation(query, job, done, Math.max(done, total)))) return "gone";
      beatAt = performance.now();
    }
    const columns = await linesAfter(query, task, after, CHUNK);
    if (columns === null) break;
    for (const past of reader.read(columns)) simulation.add(past);
    done += columns.orders;
    after = { paidDate: columns.last_date, buyerId: columns.last_buyer, no: columns.last_no };
  }
  if (!(await beatSimulation(query, job, done, done))) return "gone";
  const worst = await worstLines(query, simulation, task.plans);
  await finishSimulation(query, job, { result: storedResult(simulation, worst) });
  return "done";
}
