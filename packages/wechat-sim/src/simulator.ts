import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createScheduler } from "./callback/scheduler.ts";
import { openClock } from "./clock.ts";
import { answerControl } from "./connect-control.ts";
import { createControl, type SimulatorControl } from "./control.ts";
import { readPlatformKeys, type SimulatorCredentials } from "./credentials.ts";
import { openDatabase } from "./database.ts";
import { openFaults } from "./fault.ts";
import { type Answer, BodyTooLarge, type Exchange, readExchange, writeAnswer } from "./http.ts";
import { seedUsers } from "./identity/store.ts";
import { PayRefusal } from "./merchant/refusal.ts";
import { answerMerchant, refusalAnswer, systemError } from "./merchant/surface.ts";
import { seedTemplates } from "./notice/store.ts";
import { answerPage } from "./pages/surface.ts";
import type { Platform } from "./platform.ts";
import { seedAccount } from "./transfer/account.ts";
import { answerWeixin, isWeixinPath } from "./weixin/surface.ts";

export interface SimulatorOptions {
  /** Where credentials and the store live; created when missing. One simulator per directory. */
  dataDir: string;
  /** 0 = any free port. */
  port?: number;
  /** 127.0.0.1 unless told. */
  host?: string;
  /** Divides the waits of callback retries, refunds and transfers; 1 is real. */
  timeScale?: number;
  log?: (line: string) => void;
}

export interface Simulator {
  url: string;
  port: number;
  credentials: SimulatorCredentials;
  close(): Promise<void>;
  control: SimulatorControl;
}

function openPlatform(options: SimulatorOptions): Platform {
  const database = openDatabase(options.dataDir);
  const scheduler = createScheduler(() => platform);
  const platform: Platform = {
    database,
    clock: openClock(database),
    faults: openFaults(database),
    keys: readPlatformKeys(options.dataDir),
    scheduler,
    timeScale: options.timeScale ?? 1,
    log: options.log ?? (() => undefined),
  };
  database.transaction(() => {
    seedUsers(database);
    seedTemplates(database);
    seedAccount(platform);
  });
  return platform;
}

async function answer(platform: Platform, control: SimulatorControl, exchange: Exchange): Promise<Answer> {
  if (exchange.path.startsWith("/v3/")) return answerMerchant(platform, exchange);
  if (isWeixinPath(exchange.path)) return answerWeixin(platform, exchange);
  if (exchange.path.startsWith("/__sim/")) return answerControl(control, exchange);
  return answerPage(platform, exchange);
}

function failure(platform: Platform, request: string, error: unknown): Answer {
  if (error instanceof BodyTooLarge) return refusalAnswer(new PayRefusal(413, "PARAM_ERROR", "请求体过大"));
  platform.log(`${request} failed: ${String(error)}`);
  return refusalAnswer(systemError());
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/**
 * Starts a simulator: the api.mch.weixin.qq.com and api.weixin.qq.com surfaces, the pages under /__wechat and
 * the control under /__sim on one port. What was pending when the last one stopped goes on.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const platform = openPlatform(options);
  const control = createControl(platform);
  const host = options.host ?? "127.0.0.1";
  const server = createServer(async (request, response) => {
    try {
      writeAnswer(response, await answer(platform, control, await readExchange(request)));
    } catch (error) {
      response.setHeader("Connection", "close");
      writeAnswer(response, failure(platform, `${request.method} ${request.url}`, error));
    }
  });
  const port = await listen(server, options.port ?? 0, host);
  platform.scheduler.wake();
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    credentials: platform.keys.credentials,
    control,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, platform.scheduler.stop()]);
      platform.database.close();
    },
  };
}
