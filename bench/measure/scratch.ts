/** A throw-away PostgreSQL with a shop's schema for one bench; it is gone at the end, and when somebody interrupts. */
import { migrate } from "@banyan/schema";
import { Problem } from "@banyan/tools/launch/problem.ts";
import { startTestDatabase, type TestDatabase } from "@banyan/tools/test-run/database.ts";
import pg from "pg";

/** @param work gets the database and a connection as its owner @throws Problem when it was interrupted */
export async function withScratch<T>(
  work: (database: TestDatabase, owner: pg.Client) => Promise<T>,
): Promise<T> {
  const database = await startTestDatabase({ maxConnections: 100 });
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    // From here on connections break under the work, and nobody wants to hear of it.
    process.on("uncaughtException", () => undefined);
    void database.remove().finally(() => process.exit(130));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, interrupt);
  const owner = new pg.Client({ connectionString: database.url });
  try {
    await migrate(database.url);
    await owner.connect();
    return await work(database, owner);
  } catch (error) {
    throw interrupted ? new Problem("已中断") : error;
  } finally {
    await owner.end();
    await database.remove();
  }
}
