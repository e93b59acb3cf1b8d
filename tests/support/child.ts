/** A worker in a process of its own, to be killed without warning. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { inRoot } from "@banyan/tools/launch/paths.ts";
import { onTestFinished } from "vitest";
import type { Shop } from "./shop.ts";

export interface ChildWorker {
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  isRunning(): boolean;
}

/** Starts the demo's worker on this shop's database and simulator; resolves when it says that it runs. */
export async function spawnWorker(shop: Shop): Promise<ChildWorker> {
  const child = spawn(process.execPath, [inRoot("tools", "demo", "main.ts"), "--role", "worker"], {
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: shop.databaseUrl,
      BANYAN_DATA_DIR: shop.dataDir,
      BANYAN_PUBLIC_URL: shop.url,
      BANYAN_SIMULATOR_URL: shop.simulator.url,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await started(child);
  return {
    kill: async () => {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
    isRunning: () => child.exitCode === null && child.signalCode === null,
  };
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk.toString("utf8");
      if (said.includes('"event":"started"')) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code}: ${said}`)));
  });
}

/** Looks until it is so; @throws after `patienceMs` with what was waited for. */
export async function until(what: string, isSo: () => Promise<boolean>, patienceMs = 15_000): Promise<void> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > patienceMs) throw new Error(`waited ${patienceMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
