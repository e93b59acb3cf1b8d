/** SQL of `media`: what is stored, by content. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";
import type { StoredFilm, StoredPicture } from "./media-files.ts";

/** The same picture again changes nothing. */
export async function insertMedia(query: Kysely<Tables>, pictures: readonly StoredPicture[]): Promise<void> {
  const rows = pictures.map(({ sha256, width, height, bytes }) => ({ sha256, width, height, bytes }));
  await sql`
    INSERT INTO media (sha256, width, height, bytes)
    SELECT DISTINCT sha256, width, height, bytes
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (sha256 text, width int, height int, bytes int)
    ON CONFLICT (sha256) DO NOTHING`.execute(query);
}

/** The same film again changes nothing. */
export async function insertVideo(query: Kysely<Tables>, film: StoredFilm): Promise<void> {
  await sql`
    INSERT INTO media (sha256, width, height, bytes, kind, seconds)
    VALUES (${film.sha256}, ${film.width}, ${film.height}, ${film.bytes}, 'video', ${film.seconds})
    ON CONFLICT (sha256) DO NOTHING`.execute(query);
}
