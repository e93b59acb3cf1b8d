/**
 * The cluster that database tests work in. `npm test` starts one and names it in BANYAN_TEST_PG; whoever runs Vitest by
 * hand without that variable gets a throw-away one for the run.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "../launch/identity.ts";
import { type PostgresSettings, startPostgres, stopPostgresIn } from "../pg/postgres.ts";

/** A cluster that vanishes at the end of the run. */
export interface TestDatabase {
  readonly url: string;
  /** Of the postmaster. */
  readonly pid: number;
  remove(): Promise<void>;
}

const PREFIX = "banyan-test-";

/** Starts a throw-away cluster, without fsync unless told, after clearing what killed runs have left. */
export async function startTestDatabase(
  settings: PostgresSettings = { fsync: false, maxConnections: 300 },
): Promise<TestDatabase> {
  await removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // Where root has to step down to another uid, that one must be able to pass through.
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ dataDir: join(folder, "postgres"), settings });
  const remove = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: postgres.url, pid: postgres.pid, remove };
}

/** Vitest's global setup; what it returns is called at the end. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.BANYAN_TEST_PG) return undefined;
  const database = await startTestDatabase();
  process.env.BANYAN_TEST_PG = database.url;
  return database.remove;
}

async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!(pid > 0) || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    await stopPostgresIn(join(folder, "postgres"));
    rmSync(folder, { recursive: true, force: true });
  }
}
