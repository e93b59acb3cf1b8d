/** The processes of a shop, each apart from the others and from the people who buy, so that each one's CPU can be told. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { inRoot } from "@banyan/tools/launch/paths.ts";

export interface Process {
  readonly pid: number;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/** @param hear gets every line of its standard output @param isReady whether a line says that it works */
async function start(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  hear: (line: string) => void,
  isReady: (line: string) => boolean,
): Promise<Process> {
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await ready(child, hear, isReady);
  return {
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

function ready(
  child: ChildProcess,
  hear: (line: string) => void,
  isReady: (line: string) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`a process of the bench ended with ${code}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      hear(line);
      if (isReady(line)) resolve();
    });
  });
}

/** WeChat's side, waits divided by 1000. */
export async function startWechat(dataDir: string): Promise<Process & { url: string }> {
  let url = "";
  const main = inRoot("packages", "wechat-sim", "src", "main.ts");
  const simulator = await start(
    [main, "--data", dataDir, "--time-scale", "1000"],
    {},
    (line) => {
      const said = JSON.parse(line) as { ready?: boolean; port?: number };
      if (said.ready) url = `http://127.0.0.1:${said.port}`;
    },
    () => url !== "",
  );
  return { ...simulator, url };
}

/** What both sides work on. */
export interface Place {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly simulatorUrl: string;
}

const envOf = (place: Place, port: number) => ({
  DATABASE_URL: place.databaseUrl,
  BANYAN_DATA_DIR: place.dataDir,
  BANYAN_PORT: String(port),
  BANYAN_PUBLIC_URL: `http://127.0.0.1:${port}`,
  BANYAN_SIMULATOR_URL: place.simulatorUrl,
});
const isStarted = (line: string) => line.includes('"event":"started"');

/** The product's own HTTP process. @param hear gets every line of its log */
export function startShop(place: Place, port: number, hear: (line: string) => void): Promise<Process> {
  const main = inRoot("tools", "demo", "main.ts");
  return start([main, "--role", "http"], envOf(place, port), hear, isStarted);
}

/** The yardstick's (naive.ts). @param hear gets every line of its log */
export function startNaive(place: Place, port: number, hear: (line: string) => void): Promise<Process> {
  return start([inRoot("bench", "checkout", "naive.ts")], envOf(place, port), hear, isStarted);
}
