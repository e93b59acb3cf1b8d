/** The books are read by the worker every so often and whenever a person asks; every reading is kept, and a broken one is an alarm. */
import { HOUR_MS } from "@banyan/kernel";
import { raiseAlarm } from "../alarm/raise.ts";
import type { Services } from "../services.ts";
import { checkBooks } from "./check.ts";
import { insertRun, sinceLastRun } from "./history-store.ts";

/** Often enough to be noticed the same day, rare enough not to be felt. */
const READ_EVERY_MS = HOUR_MS;

/** Reads the books now and keeps the reading. @returns its id */
export async function runBooks(services: Services, staffId: bigint | null): Promise<bigint> {
  const began = performance.now();
  const results = await checkBooks(services.database.query);
  const tookMs = Math.round(performance.now() - began);
  const id = await insertRun(services.database.query, { staffId, tookMs, results });
  for (const { key, name, ok, count, sample } of results) {
    if (ok) continue;
    await raiseAlarm(services.database.query, {
      kind: "books_broken",
      ref: key,
      title: `账目检查不成立：${name}`,
      detail: { count, sample, run: String(id) },
    });
  }
  return id;
}

/** The worker's turn: reads when the last reading is old enough, in whichever process it was. */
export async function sweepBooks(services: Services): Promise<boolean> {
  const since = await sinceLastRun(services.database.query);
  if (since === null || since >= READ_EVERY_MS) await runBooks(services, null);
  return false;
}
