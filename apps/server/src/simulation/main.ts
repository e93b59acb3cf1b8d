/**
 * The process of one simulation, started by the worker (drive.ts): of lowest priority, with a memory of its own that ends with it. Its
 * task comes over the channel to the worker, and it ends itself when that channel closes.
 */
import { constants, setPriority } from "node:os";
import { openDatabase } from "../db/database.ts";
import { computeSimulation } from "./compute.ts";
import type { Task } from "./drive.ts";
import { finishSimulation } from "./store.ts";

try {
  setPriority(constants.priority.PRIORITY_LOW);
} catch {
  // Where a system does not let it, it runs as everybody else does.
}
process.on("disconnect", () => process.exit(1));
process.once("message", (message) => void run(message as Task));

async function run({ databaseUrl, id, attempt }: Task): Promise<void> {
  const database = openDatabase({ url: databaseUrl, maxConnections: 1 });
  const job = { id: BigInt(id), attempt };
  try {
    await computeSimulation(database.query, job);
  } catch (error) {
    await finishSimulation(database.query, job, { error: "试算没有完成，请重试；仍不成功请联系技术人员" });
    throw error;
  } finally {
    await database.close();
  }
  process.exit(0);
}
