/** Whether anything at all changed in a shop's database. */
import type { Shop } from "./shop.ts";

/** What a request may leave behind without having done anything: its session, the worker's own notes. */
const NOISE = new Set(["session", "staff_session", "outbox_lease"]);

/** Table → rows and a hash of them all. `except` names tables that are looked at otherwise. */
export async function fingerprint(
  shop: Shop,
  except: readonly string[] = [],
): Promise<Record<string, string>> {
  const tables = await shop.sql<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const watched = tables.map(({ name }) => name).filter((name) => !NOISE.has(name) && !except.includes(name));
  const parts = watched.map(
    (name) => `SELECT '${name}' AS name, count(*)::text AS rows,
      coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS hash FROM "${name}" t`,
  );
  const rows = await shop.sql<{ name: string; rows: string; hash: string }>(parts.join(" UNION ALL "));
  return Object.fromEntries(rows.map(({ name, rows: count, hash }) => [name, `${count} ${hash}`]));
}
