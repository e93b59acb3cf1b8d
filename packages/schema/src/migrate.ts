/** Numbered forward-only migrations, each in one transaction with its own row in `migration`. Safe to run from any state and by two at once. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";

const FOLDER = new URL("../sql/", import.meta.url);

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS migration
  (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;

export interface Migration {
  name: string;
  text: string;
  sha256: string;
}

/** A migration that was applied has other text than ours. */
export class MigrationChanged extends Error {
  override readonly name = "MigrationChanged";
  /** Its file, e.g. "0007_commission.sql". */
  readonly migration: string;

  constructor(migration: string) {
    super(`migration ${migration} was changed after it was applied`);
    this.migration = migration;
  }
}

/** The migrations in order. */
export function migrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, FOLDER), "utf8");
      return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
    });
}

/**
 * Brings the database at `url` to this version, or only as far as the migration named `last`: what a backup of an
 * older version needs before its rows fit.
 * @throws MigrationChanged: history is not edited.
 */
export async function migrate(url: string, last?: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(CREATE_TABLE).catch((error: { code?: string }) => {
      // IF NOT EXISTS does not see a table that another starter is creating at this moment.
      if (error.code !== "23505" && error.code !== "42P07") throw error;
    });
    const applied: string[] = [];
    for (const migration of migrations()) {
      if (await applyOne(client, migration)) applied.push(migration.name);
      if (migration.name === last) break;
    }
    return { applied };
  } finally {
    await client.end();
  }
}

async function applyOne(client: pg.Client, migration: Migration): Promise<boolean> {
  await client.query("BEGIN");
  try {
    // Two starters at once: the second waits here, then finds the row.
    await client.query("LOCK TABLE migration IN EXCLUSIVE MODE");
    const known = await client.query<{ sha256: string }>("SELECT sha256 FROM migration WHERE name = $1", [
      migration.name,
    ]);
    const row = known.rows[0];
    if (row) {
      if (row.sha256 !== migration.sha256) throw new MigrationChanged(migration.name);
      await client.query("COMMIT");
      return false;
    }
    await client.query(migration.text);
    await client.query("INSERT INTO migration (name, sha256) VALUES ($1, $2)", [
      migration.name,
      migration.sha256,
    ]);
    await client.query("COMMIT");
    return true;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
