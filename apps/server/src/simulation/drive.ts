/**
 * The worker's part: takes the oldest simulation that waits and lets a process of its own compute it. One at a time in the whole shop. A
 * process that ends without a result fails it; a worker that ends puts it back; one that was killed is found silent and started again.
 */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { violates } from "../db/database.ts";
import type { Services } from "../services.ts";
import {
  claimSimulation,
  finishSimulation,
  type Job,
  keepSimulation,
  requeueSimulation,
  reviveSilent,
} from "./store.ts";

/** What the process is told. */
export interface Task {
  databaseUrl: string;
  id: string;
  attempt: number;
}

const ENTRY = fileURLToPath(new URL("./main.ts", import.meta.url));
/** As long as the worker lives and waits for the process, it says so; a busy machine may keep the process itself from speaking. */
const ALIVE_MS = 3_000;
const SILENT_MS = 20_000;
const MOST_ATTEMPTS = 3;
/**
 * MB. A heap that begins small is cleaned 185 times on the way through a million lines, since each chunk brings large texts: that took
 * 5.6 of 14.6 s of CPU. With what Node itself takes the process stays under 500.
 */
const HEAP = ["--initial-heap-size=256", "--max-old-space-size=320", "--max-semi-space-size=32"];
const BROKEN = "试算进程意外结束，请重试";

interface Driver {
  child: ChildProcess | null;
  stopped: boolean;
}
const drivers = new WeakMap<Services, Driver>();

function driverOf(services: Services): Driver {
  const known = drivers.get(services) ?? { child: null, stopped: false };
  drivers.set(services, known);
  return known;
}

/** One run of the worker's loop: computes at most one. @returns whether another may wait */
export async function driveSimulations(services: Services): Promise<boolean> {
  const { query } = services.database;
  await reviveSilent(query, SILENT_MS, MOST_ATTEMPTS, BROKEN);
  const job = await claim(services);
  if (job === null) return false;
  const driver = driverOf(services);
  const code = driver.stopped ? "stopped" : await runChild(services, driver, job);
  if (driver.stopped) await requeueSimulation(query, job);
  else if (code !== 0) {
    services.log.error("simulation", new Error(`the process ended with ${code}`), { id: String(job.id) });
    await finishSimulation(query, job, { error: BROKEN });
  }
  return !driver.stopped;
}

/** Of two workers who see different queues and take different rows at once, the second finds that one runs. */
async function claim({ database }: Services): Promise<Job | null> {
  try {
    return await claimSimulation(database.query);
  } catch (error) {
    if (violates(error, "simulation_one_runs")) return null;
    throw error;
  }
}

/** The worker ends: so does what it computes, and that waits again. */
export function endSimulations(services: Services): void {
  const driver = driverOf(services);
  driver.stopped = true;
  driver.child?.kill("SIGKILL");
}

function runChild(services: Services, driver: Driver, job: Job): Promise<number | string | null> {
  return new Promise((resolve) => {
    const child = fork(ENTRY, [], { execArgv: HEAP });
    driver.child = child;
    const alive = setInterval(() => {
      keepSimulation(services.database.query, job).catch((error) => services.log.error("simulation", error));
    }, ALIVE_MS);
    const end = (how: number | string | null) => {
      clearInterval(alive);
      driver.child = null;
      resolve(how);
    };
    child.once("error", (error) => end(String(error)));
    child.once("exit", (code, signal) => end(code ?? signal));
    const task: Task = { databaseUrl: services.config.databaseUrl, id: String(job.id), attempt: job.attempt };
    child.send(task, (error) => {
      // It has ended before it could listen; "exit" tells.
      if (error) child.kill("SIGKILL");
    });
  });
}
