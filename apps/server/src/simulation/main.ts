/**
 * The process of one simulation, started by the worker (drive.ts): of low priority, with a memory of its own that ends with it. Its task
 * comes over the channel to the worker, and it ends itself when that channel closes. Not of the lowest priority: on a machine whose cores
 * are all taken that is one part in seventy, and nobody would see it end.
 */
import { existsSync, readdirSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { openDatabase } from "../db/database.ts";
import { createLogger } from "../http/log.ts";
import { computeSimulation } from "./compute.ts";
import type { Task } from "./drive.ts";
import { finishSimulation } from "./store.ts";

stepBack();
process.on("disconnect", () => process.exit(1));
process.once("message", (message) => void run(message as Task));

/** On Linux a priority belongs to a thread, and those that collect garbage have begun before us. */
function stepBack(): void {
  const threads = existsSync("/proc/self/task") ? readdirSync("/proc/self/task").map(Number) : [0];
  for (const thread of threads) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // It has ended, or the system does not let us: then it runs as everybody else does.
    }
  }
}

async function run({ databaseUrl, id, attempt }: Task): Promise<void> {
  const database = openDatabase({ url: databaseUrl, maxConnections: 1 });
  const job = { id: BigInt(id), attempt };
  try {
    await computeSimulation(database.query, job);
  } catch (error) {
    createLogger((line) => process.stdout.write(line)).error("simulation", error, { id });
    await finishSimulation(database.query, job, { error: "试算没有完成，请重试；仍不成功请联系技术人员" });
  } finally {
    await database.close();
  }
  process.exit(0);
}
