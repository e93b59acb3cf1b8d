/** So many requests over kept connections, from a process of their own (client.ts). */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Problem } from "@banyan/tools/launch/problem.ts";

export interface Load {
  readonly perSecond: number;
  /** Microseconds of this process's CPU a request. */
  readonly cpuUs: number;
}

const CLIENT = fileURLToPath(new URL("./client.ts", import.meta.url));

/** @param bytes length of every right answer @throws Problem when an answer was another */
export async function load(url: string, amount: number, bytes: number): Promise<Load> {
  const before = process.cpuUsage();
  const child = spawn(process.execPath, [CLIENT, url, String(amount), String(bytes)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await text(child.stdout);
  const { user, system } = process.cpuUsage(before);
  const found = JSON.parse(said || "{}") as { right?: number; ms?: number };
  if (found.right !== amount || found.ms === undefined)
    throw new Problem(`${url}：${amount} 次请求只有 ${found.right ?? 0} 次答对`);
  return { perSecond: (amount / found.ms) * 1000, cpuUs: (user + system) / amount };
}
