/**
 * The demo shop as `npm start` brings it up, once for all browser tests: its own database and data folder, the simulator,
 * the goods and thirty days of history, HTTP with the demo's routes and the built front ends, and the worker.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Composed, compose } from "@banyan/server/compose.ts";
import { readMasterKey } from "@banyan/server/config.ts";
import { createLogger, type Logger } from "@banyan/server/http/log.ts";
import { startHttp } from "@banyan/server/http/server.ts";
import type { ServerConfig } from "@banyan/server/services.ts";
import { startWorker } from "@banyan/server/worker/worker.ts";
import { createTestDatabase } from "@banyan/testkit";
import { demoRoutes } from "@banyan/tools/demo/routes.ts";
import { seedDemo } from "@banyan/tools/demo/seed.ts";
import { ensureMasterKey } from "@banyan/tools/launch/master-key.ts";
import { ownerLink } from "@banyan/tools/launch/owner-link.ts";
import { freePort } from "@banyan/tools/launch/port.ts";
import { startSimulator } from "@banyan/wechat-sim";

/** Where a running demo is found; plain values, so that Vitest can hand them to test files. */
export interface DemoAddress {
  url: string;
  databaseUrl: string;
  simulatorUrl: string;
  /** The one-time link that a shop without people prints for its first owner. */
  ownerLink: string;
}

export interface Demo extends DemoAddress {
  /** What the server logged as errors: a run in which something broke unseen is no proof. */
  errors: readonly string[];
  close(): Promise<void>;
}

/** WeChat's waits shortened: a refund takes 0.2 s instead of one. */
const TIME_SCALE = 5;

export async function openDemo(): Promise<Demo> {
  const dataDir = mkdtempSync(join(tmpdir(), "banyan-browser-"));
  ensureMasterKey(dataDir);
  const [database, simulator, port] = await Promise.all([
    createTestDatabase("browser"),
    startSimulator({ dataDir: join(dataDir, "wechat-sim"), timeScale: TIME_SCALE }),
    freePort(),
  ]);
  const url = `http://127.0.0.1:${port}`;
  const link = await ownerLink(database.url, url);
  if (link === null) throw new Error("a shop without people has an owner");
  await seedDemo({
    databaseUrl: database.url,
    dataDir,
    simulatorUrl: simulator.url,
    publicUrl: url,
    log: () => undefined,
  });
  const errors: string[] = [];
  const log = createLogger((line) => {
    if (line.includes('"level":"error"')) errors.push(line);
  });
  const process = (role: ServerConfig["role"]) =>
    open({ role, port, url, dataDir, databaseUrl: database.url, simulatorUrl: simulator.url, log });
  const [front, back] = [process("http"), process("worker")];
  const http = await startHttp(front.services, [demoRoutes(simulator.url)]);
  const worker = startWorker(back.services);
  return {
    url,
    databaseUrl: database.url,
    simulatorUrl: simulator.url,
    ownerLink: link,
    errors,
    close: async () => {
      await worker.close();
      await http.close();
      await Promise.all([front.close(), back.close(), simulator.close()]);
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

interface ProcessPlan {
  role: ServerConfig["role"];
  port: number;
  url: string;
  dataDir: string;
  databaseUrl: string;
  simulatorUrl: string;
  log: Logger;
}

function open(plan: ProcessPlan): Composed {
  const { role, port, url, dataDir, databaseUrl, simulatorUrl } = plan;
  const demo = { simulatorUrl };
  const config = { role, host: "127.0.0.1", port, publicUrl: url, dataDir, databaseUrl, demo };
  return compose(config, readMasterKey(dataDir), plan.log);
}
