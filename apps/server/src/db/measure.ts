/** What one request or job cost the database: counted per async context, logged per request and guarded by tests. */
import { AsyncLocalStorage } from "node:async_hooks";

export interface Cost {
  /** Statements sent, BEGIN/COMMIT/ROLLBACK not counted. */
  statements: number;
  /** Time spent waiting for them, ms. */
  databaseMs: number;
}

const current = new AsyncLocalStorage<Cost>();

/** Runs work with a fresh count and hands both back. */
export async function measured<T>(work: () => Promise<T>): Promise<{ value: T; cost: Cost }> {
  const cost: Cost = { statements: 0, databaseMs: 0 };
  const value = await current.run(cost, work);
  return { value, cost };
}

/** Counts into a cost object that the caller keeps, for code that is not one promise (a raw HTTP handler). */
export function measureInto<T>(cost: Cost, work: () => T): T {
  return current.run(cost, work);
}

/** Called by the pool after each statement. */
export function countStatement(text: string, ms: number): void {
  const cost = current.getStore();
  if (!cost || /^(begin|commit|rollback|savepoint|release|start transaction|set role)\b/i.test(text)) return;
  cost.statements += 1;
  cost.databaseMs += ms;
}
