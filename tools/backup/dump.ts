/** Reads every table as of one moment, without stopping anybody who writes. */
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Manifest, type SequenceEntry, type TableEntry, tableFile } from "./manifest.ts";

/** What a dump knows; the rest of the manifest comes from the data folder. */
export type Dump = Pick<Manifest, "migrations" | "tables" | "sequences">;

/** Job queues of graphile-worker are rebuilt by it and fed again from the outbox; the migration list is made by migrating. */
const NOT_OURS = "n.nspname NOT IN ('information_schema', 'graphile_worker') AND n.nspname !~ '^pg_'";

/** Writes one file per table into `folder`, all of the same snapshot. */
export async function dumpDatabase(url: string, folder: string): Promise<Dump> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const migrations = await client.query<{ name: string; sha256: string }>(
      "SELECT name, sha256 FROM migration ORDER BY name",
    );
    const tables: TableEntry[] = [];
    for (const table of await listTables(client)) tables.push(await dumpTable(client, table, folder));
    // Read last: sequences are outside the snapshot, and a value too high is harmless where one too low is not.
    const sequences = await listSequences(client);
    await client.query("COMMIT");
    return { migrations: migrations.rows, tables, sequences };
  } finally {
    await client.end();
  }
}

/** A table and the columns that can be written. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** All tables that hold rows of ours, except the list of migrations. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name,
            array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attname IS NOT NULL) AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relkind = 'r' AND ${NOT_OURS} AND (n.nspname, c.relname) <> ('public', 'migration')
      GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return rows;
}

async function listSequences(client: pg.Client): Promise<SequenceEntry[]> {
  const { rows } = await client.query<SequenceEntry>(
    `SELECT n.schemaname AS schema, n.sequencename AS name, n.last_value::text AS value
       FROM pg_sequences n WHERE ${NOT_OURS.replaceAll("nspname", "schemaname")} ORDER BY 1, 2`,
  );
  return rows;
}

async function dumpTable(client: pg.Client, table: Table, folder: string): Promise<TableEntry> {
  const source = client.query(copyTo(`COPY ${quoted(table)} (${columnList(table)}) TO STDOUT`));
  const hash = createHash("sha256");
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(source, meter, createWriteStream(join(folder, tableFile(table)), { mode: 0o600 }));
  return { ...table, rows: source.rowCount, sha256: hash.digest("hex") };
}

/** The table's name for SQL. */
export function quoted(table: { schema: string; name: string }): string {
  return `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`;
}

/** The table's columns for SQL. */
export function columnList(table: Pick<Table, "columns">): string {
  return table.columns.map((column) => pg.escapeIdentifier(column)).join(", ");
}
