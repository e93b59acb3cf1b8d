/** SQL of `media`: what is stored, by content. */
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";
import type { StoredFilm, StoredPicture } from "./media-files.ts";

/** The same picture again changes nothing, but that it is wanted. Waits where it is just being removed. */
export async function insertMedia(query: Kysely<Tables>, pictures: readonly StoredPicture[]): Promise<void> {
  const rows = pictures.map(({ sha256, width, height, bytes }) => ({ sha256, width, height, bytes }));
  await sql`
    INSERT INTO media (sha256, width, height, bytes)
    SELECT DISTINCT sha256, width, height, bytes
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (sha256 text, width int, height int, bytes int)
    ON CONFLICT (sha256) DO UPDATE SET forget_at = NULL WHERE media.forget_at IS NOT NULL`.execute(query);
}

const inList = (sha256s: readonly string[]) =>
  sql`(SELECT value FROM jsonb_array_elements_text(${JSON.stringify(sha256s)}::jsonb))`;

/** Somebody names them: they stay. Waits where one is just being removed. */
export async function keepWanted(query: Kysely<Tables>, sha256s: readonly string[]): Promise<void> {
  await sql`
    WITH those AS (SELECT sha256 FROM media WHERE sha256 IN ${inList(sha256s)} AND forget_at IS NOT NULL ORDER BY sha256 FOR UPDATE)
    UPDATE media SET forget_at = NULL WHERE sha256 IN (SELECT sha256 FROM those)`.execute(query);
}

/** To be looked at again in a day. */
export async function markLeft(query: Kysely<Tables>, sha256s: readonly string[]): Promise<void> {
  await sql`
    WITH those AS (
      SELECT sha256 FROM media WHERE sha256 IN ${inList(sha256s)} AND kind = 'picture' AND forget_at IS NULL ORDER BY sha256 FOR UPDATE)
    UPDATE media SET forget_at = now() + interval '1 day' WHERE sha256 IN (SELECT sha256 FROM those)`.execute(
    query,
  );
}

export async function selectLeft(query: Kysely<Tables>, limit: number): Promise<string[]> {
  const result = await sql<{ sha256: string }>`
    SELECT sha256 FROM media WHERE forget_at <= now() ORDER BY forget_at LIMIT ${limit}`.execute(query);
  return result.rows.map((row) => row.sha256);
}

/** Those of them that some row of the shop names. Reads every table in which addresses of pictures stand, each once. */
export async function selectNamed(query: Kysely<Tables>, sha256s: readonly string[]): Promise<string[]> {
  const result = await sql<{ sha256: string }>`
    WITH named AS (
      SELECT substr(address, 8, 64) AS sha256 FROM (
        SELECT avatar FROM customer_profile
        UNION ALL SELECT picture FROM order_line
        UNION ALL SELECT picture FROM sku
        UNION ALL SELECT icon FROM category
        UNION ALL SELECT picture FROM share) AS one (address)
      UNION ALL
      SELECT (regexp_matches(text, '/media/([0-9a-f]{64})', 'g'))[1] FROM (
        SELECT pictures::text FROM aftersale WHERE pictures <> '[]'
        UNION ALL SELECT pictures::text || appended_pictures::text FROM review WHERE pictures <> '[]' OR appended_pictures <> '[]'
        UNION ALL SELECT concat(gallery, detail, cases, video) FROM product
        UNION ALL SELECT draft::text FROM page
        UNION ALL SELECT content::text FROM page_edition
        UNION ALL SELECT concat(wanted, changes, cells) FROM sheet_product
        UNION ALL SELECT value::text FROM setting) AS several (text))
    SELECT DISTINCT sha256 FROM named WHERE sha256 IN ${inList(sha256s)}`.execute(query);
  return result.rows.map((row) => row.sha256);
}

/** Holds those of them that are still to be forgotten until this transaction ends: who wants one of them waits. */
export async function lockLeft(tx: Tx, sha256s: readonly string[]): Promise<string[]> {
  const result = await sql<{ sha256: string }>`
    SELECT sha256 FROM media WHERE sha256 IN ${inList(sha256s)} AND forget_at <= now() ORDER BY sha256 FOR UPDATE`.execute(
    tx,
  );
  return result.rows.map((row) => row.sha256);
}

/** Under lockLeft. */
export async function deleteMedia(tx: Tx, sha256s: readonly string[]): Promise<void> {
  await sql`DELETE FROM media WHERE sha256 IN ${inList(sha256s)}`.execute(tx);
}

/** The same film again changes nothing. */
export async function insertVideo(query: Kysely<Tables>, film: StoredFilm): Promise<void> {
  await sql`
    INSERT INTO media (sha256, width, height, bytes, kind, seconds)
    VALUES (${film.sha256}, ${film.width}, ${film.height}, ${film.bytes}, 'video', ${film.seconds})
    ON CONFLICT (sha256) DO NOTHING`.execute(query);
}
