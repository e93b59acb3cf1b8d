/** SQL of `setting`, `page_version` and `business_clock`. */

import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

export interface SettingRow {
  key: string;
  value: unknown;
  sealed: Buffer | null;
  version: number;
}

export async function readSettings(query: Kysely<Tables>): Promise<SettingRow[]> {
  const result = await sql<SettingRow>`SELECT key, value, sealed, version FROM setting`.execute(query);
  return result.rows;
}

export async function readSetting(query: Kysely<Tables>, key: string): Promise<SettingRow | null> {
  const result =
    await sql<SettingRow>`SELECT key, value, sealed, version FROM setting WHERE key = ${key}`.execute(query);
  return result.rows[0] ?? null;
}

/**
 * Writes a setting when `version` is still the one that was read (0 = not there yet), and tells every cache.
 * @returns false when somebody else wrote first
 */
export async function writeSetting(
  tx: Tx,
  row: { key: string; value: unknown; sealed: Buffer | null; version: number },
): Promise<boolean> {
  const result = await sql`
    INSERT INTO setting (key, value, sealed, version) VALUES (${row.key}, ${JSON.stringify(row.value)}, ${row.sealed}, 1)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, sealed = coalesce(excluded.sealed, setting.sealed),
      version = setting.version + 1, updated_at = now()
    WHERE setting.version = ${row.version}`.execute(tx);
  if (result.numAffectedRows !== 1n) return false;
  await bumpVersion(tx, "setting");
  return true;
}

/** promoter: somebody's state, tier or agreement. */
export type PageTopic =
  | "catalog"
  | "setting"
  | "coupon"
  | "plan"
  | "promoter"
  | "freight"
  | "page"
  | "search";

/** Drops what every process keeps of a topic within one poll. */
export async function bumpVersion(tx: Tx, topic: PageTopic): Promise<void> {
  await bumped(topic).execute(tx);
}

/** The same as a part of the statement that makes the change. */
export const bumped = (topic: PageTopic) => sql`
  INSERT INTO page_version AS v (topic) VALUES (${topic}) ON CONFLICT (topic) DO UPDATE SET version = v.version + 1`;

/** Versions of all topics, and how far business time runs ahead of real time, in one statement. */
export async function readVersions(
  query: Kysely<Tables>,
): Promise<{ topic: PageTopic; version: bigint; offset_ms: bigint }[]> {
  const result = await sql<{ topic: PageTopic; version: bigint; offset_ms: bigint }>`
    SELECT topic, version, (SELECT offset_ms FROM business_clock) AS offset_ms FROM page_version`.execute(
    query,
  );
  return result.rows;
}
