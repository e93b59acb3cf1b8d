/**
 * A database of its own for every test file, at the price of a file copy: the schema is migrated once per cluster into
 * a template, and each call clones it.
 */
import { createHash, randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { migrate, migrations } from "@banyan/schema";
import pg from "pg";

export interface TestDatabase {
  /** Connects as the owner of the schema; tables are empty but for what migrations write. */
  url: string;
  /** Drops the database, whoever is still connected after a moment. */
  drop(): Promise<void>;
}

/**
 * A fresh database with the current schema in the cluster that BANYAN_TEST_PG names.
 * @param name a word for whoever looks into the cluster; made safe and unique here
 */
export async function createTestDatabase(name = "case"): Promise<TestDatabase> {
  const cluster = process.env.BANYAN_TEST_PG;
  if (!cluster)
    throw new Error("BANYAN_TEST_PG is not set: run tests with `npm test` or from the root Vitest config");
  const word = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, 30);
  const database = `test_${word}_${randomBytes(6).toString("hex")}`;
  await maintain(cluster, async (client) => {
    const template = await prepareTemplate(client, cluster);
    await client.query(`CREATE DATABASE ${database} TEMPLATE ${template}`);
  });
  return {
    url: urlOf(cluster, database),
    drop: () =>
      maintain(cluster, async (client) => {
        await emptied(client, database);
        await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      }),
  };
}

const LEAVING_MS = 1_000;

/**
 * Waits until nobody is connected any more: a pool says it has ended before its connections are gone, and one that is cut off then ends
 * the whole test run with its error. Who stays longer is cut off.
 */
async function emptied(client: pg.Client, database: string): Promise<void> {
  const until = performance.now() + LEAVING_MS;
  while (performance.now() < until) {
    const { rows } = await client.query("SELECT FROM pg_stat_activity WHERE datname = $1 LIMIT 1", [
      database,
    ]);
    if (rows.length === 0) return;
    await setTimeout(5);
  }
}

/** The template's name carries the hash of the schema's text, so a changed migration makes a new one. */
function templateName(): string {
  const hash = createHash("sha256");
  for (const migration of migrations()) hash.update(`${migration.name}\n${migration.sha256}\n`);
  return `banyan_template_${hash.digest("hex").slice(0, 16)}`;
}

/**
 * Makes the template unless it stands. Test workers are processes, so they wait for each other at an advisory lock of the
 * cluster. It is built under another name and renamed when complete: a killed worker leaves no half template behind.
 */
async function prepareTemplate(client: pg.Client, cluster: string): Promise<string> {
  const template = templateName();
  if (await exists(client, template)) return template;
  await client.query("SELECT pg_advisory_lock(hashtext($1))", [template]);
  try {
    if (await exists(client, template)) return template;
    const building = `${template}_building`;
    await client.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${building}`);
    await migrate(urlOf(cluster, building));
    // A session in the template would make every clone fail; so none is let in.
    await client.query(`ALTER DATABASE ${building} WITH ALLOW_CONNECTIONS false`);
    await client.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
    return template;
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext($1))", [template]);
  }
}

async function exists(client: pg.Client, database: string): Promise<boolean> {
  const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
  return found.rowCount === 1;
}

/** One short session on the maintenance database that BANYAN_TEST_PG names. */
async function maintain<T>(cluster: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: cluster });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(cluster: string, database: string): string {
  const url = new URL(cluster);
  url.pathname = `/${database}`;
  return url.href;
}
