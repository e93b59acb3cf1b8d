/** Puts dumped rows into a database that has just been migrated: all of them or none. */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Problem } from "../launch/problem.ts";
import { columnList, listTables, quoted, type Table } from "./dump.ts";
import { type Manifest, type TableEntry, tableFile } from "./manifest.ts";

/** Runs work on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** True when the database holds no table of ours. */
export function isEmpty(url: string): Promise<boolean> {
  return withClient(url, async (client) => (await listTables(client)).length === 0);
}

/** Removes everything in the database: asked for by name, never by default. */
export function wipe(url: string): Promise<void> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'",
    );
    await client.query("BEGIN");
    for (const { name } of rows) await client.query(`DROP SCHEMA ${pg.escapeIdentifier(name)} CASCADE`);
    await client.query("CREATE SCHEMA public");
    await client.query("GRANT USAGE ON SCHEMA public TO PUBLIC");
    await client.query("COMMIT");
  });
}

/** Loads every table in one transaction, counts what arrived, and sets the sequences. */
export function loadDatabase(url: string, folder: string, manifest: Manifest): Promise<void> {
  return withClient(url, async (client) => {
    const present = await listTables(client);
    compareTables(present, manifest.tables);
    await client.query("BEGIN");
    // Rows that migrations bring along are in the dump as well, as the shop last had them.
    if (present.length > 0) await client.query(`TRUNCATE ${present.map(quoted).join(", ")}`);
    for (const table of await inReferenceOrder(client, manifest.tables))
      await loadTable(client, table, folder);
    for (const { schema, name, value } of manifest.sequences) {
      if (value !== null)
        await client.query("SELECT setval($1::regclass, $2::bigint, true)", [
          quoted({ schema, name }),
          value,
        ]);
    }
    await client.query("COMMIT");
    await client.query("ANALYZE");
  });
}

function compareTables(present: readonly Table[], dumped: readonly TableEntry[]): void {
  const names = (tables: readonly Table[]) => tables.map((table) => `${quoted(table)}(${columnList(table)})`);
  const [here, there] = [names(present), names(dumped)];
  const missing = here.filter((name) => !there.includes(name)).map((name) => `备份里没有 ${name}`);
  const unknown = there.filter((name) => !here.includes(name)).map((name) => `本版本没有 ${name}`);
  const differing = [...missing, ...unknown];
  if (differing.length > 0) throw new Problem(`备份与本版本的数据表不一致：\n  ${differing.join("\n  ")}`);
}

async function loadTable(client: pg.Client, table: TableEntry, folder: string): Promise<void> {
  const target = client.query(copyFrom(`COPY ${quoted(table)} (${columnList(table)}) FROM STDIN`));
  await pipeline(createReadStream(join(folder, "tables", tableFile(table))), target);
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${quoted(table)}`);
  if (rows[0]?.count !== String(table.rows)) {
    throw new Problem(`${quoted(table)} 应有 ${table.rows} 行，恢复后是 ${rows[0]?.count} 行。`);
  }
}

/** Referenced tables before those that refer to them, so that no right above the owner's is needed. */
async function inReferenceOrder(client: pg.Client, tables: readonly TableEntry[]): Promise<TableEntry[]> {
  const { rows } = await client.query<{ from_table: string; to_table: string }>(
    `SELECT DISTINCT quote_ident(a.nspname) || '.' || quote_ident(f.relname) AS from_table,
                     quote_ident(b.nspname) || '.' || quote_ident(t.relname) AS to_table
       FROM pg_constraint k
       JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace a ON a.oid = f.relnamespace
       JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace b ON b.oid = t.relnamespace
      WHERE k.contype = 'f' AND k.conrelid <> k.confrelid`,
  );
  const bare = (name: string) => name.replaceAll('"', "");
  const waiting = new Map(tables.map((table) => [bare(quoted(table)), table]));
  const ordered: TableEntry[] = [];
  while (waiting.size > 0) {
    const blocked = new Set(
      rows.filter((row) => waiting.has(bare(row.to_table))).map((row) => bare(row.from_table)),
    );
    const free = [...waiting].filter(([name]) => !blocked.has(name));
    if (free.length === 0)
      throw new Problem(`数据表互相引用，无法确定恢复顺序：${[...waiting.keys()].join("、")}`);
    for (const [name, table] of free) {
      ordered.push(table);
      waiting.delete(name);
    }
  }
  return ordered;
}
