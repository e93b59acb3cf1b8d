/** Bulk writing for the seed: one statement a table, columns typed by the table itself. */
import type pg from "pg";

export type Row = Record<string, unknown>;

/** Inserts rows whose keys are column names. Amounts are bigint or number, bytes are Buffer, JSON columns plain values. */
export async function insertRows(client: pg.ClientBase, table: string, rows: readonly Row[]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first).join(", ");
  const text = JSON.stringify(rows, (_key, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    const bytes = value as { type?: string; data?: number[] } | null;
    return bytes?.type === "Buffer" && bytes.data ? `\\x${Buffer.from(bytes.data).toString("hex")}` : value;
  });
  await client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [text],
  );
}

/** Fresh ids of a table's sequence. */
export async function freshIds(client: pg.ClientBase, table: string, count: number): Promise<bigint[]> {
  const result = await client.query<{ id: string }>(
    `SELECT nextval(pg_get_serial_sequence($1, 'id'))::text AS id FROM generate_series(1, $2::int)`,
    [table, count],
  );
  return result.rows.map((row) => BigInt(row.id));
}

/** Rows with ids of the table's sequence, in their order. */
export async function withIds(client: pg.ClientBase, table: string, rows: readonly Row[]): Promise<Row[]> {
  const ids = await freshIds(client, table, rows.length);
  return rows.map((row, at) => ({ id: ids[at], ...row }));
}
