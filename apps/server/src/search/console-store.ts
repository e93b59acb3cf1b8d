/** SQL of the console's side of `search_synonym`, `search_hot` and `search_day`. */
import type { HotWord, SearchedWord } from "@banyan/contract";
import { type Kysely, sql } from "kysely";
import type { Tables, Tx } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface SynonymRow {
  id: bigint;
  words: string[];
  enabled: boolean;
  version: number;
  updated_at: Date;
}

const COLUMNS = sql`id, words, enabled, version, updated_at`;

export async function selectSynonyms(query: Query): Promise<SynonymRow[]> {
  const result = await sql<SynonymRow>`SELECT ${COLUMNS} FROM search_synonym ORDER BY id DESC`.execute(query);
  return result.rows;
}

export async function lockSynonym(tx: Tx, id: bigint): Promise<SynonymRow | null> {
  const result = await sql<SynonymRow>`
    SELECT ${COLUMNS} FROM search_synonym WHERE id = ${id} FOR UPDATE`.execute(tx);
  return result.rows[0] ?? null;
}

export async function insertSynonym(tx: Tx, words: readonly string[], enabled: boolean): Promise<bigint> {
  const result = await sql<{ id: bigint }>`
    INSERT INTO search_synonym (words, enabled) VALUES (${[...words]}::text[], ${enabled}) RETURNING id`.execute(
    tx,
  );
  const [made] = result.rows;
  if (!made) throw new Error("the synonyms were not written");
  return made.id;
}

export async function updateSynonym(
  tx: Tx,
  id: bigint,
  words: readonly string[],
  enabled: boolean,
): Promise<void> {
  await sql`
    UPDATE search_synonym SET words = ${[...words]}::text[], enabled = ${enabled}, version = version + 1, updated_at = now()
    WHERE id = ${id}`.execute(tx);
}

export async function deleteSynonym(tx: Tx, id: bigint): Promise<void> {
  await sql`DELETE FROM search_synonym WHERE id = ${id}`.execute(tx);
}

export async function countSynonyms(tx: Tx): Promise<number> {
  const result = await sql<{ count: bigint }>`SELECT count(*) AS count FROM search_synonym`.execute(tx);
  return Number(result.rows[0]?.count ?? 0);
}

export async function selectHotWords(query: Query): Promise<HotWord[]> {
  const result = await sql<HotWord>`
    SELECT word, shown, sort FROM search_hot ORDER BY shown DESC, sort, word`.execute(query);
  return result.rows;
}

/** These and no others, in this order. */
export async function replaceHotWords(
  tx: Tx,
  words: readonly { word: string; shown: boolean }[],
): Promise<void> {
  await sql`DELETE FROM search_hot WHERE word <> ALL (${words.map(({ word }) => word)}::text[])`.execute(tx);
  await sql`
    INSERT INTO search_hot (word, shown, sort)
    SELECT w.word, w.shown, w.place FROM ROWS FROM (
      jsonb_to_recordset(${JSON.stringify(words)}::jsonb) AS (word text, shown boolean)) WITH ORDINALITY AS w (word, shown, place)
    ORDER BY w.word
    ON CONFLICT (word) DO UPDATE SET shown = excluded.shown, sort = excluded.sort, updated_at = now()`.execute(
    tx,
  );
}

/** Half of a cursor is a number that stands for the word: words are equally often searched by the hundred. */
const WORD_NUMBER = sql`(hashtextextended(word, 0) & 4503599627370495)`;

export interface SearchedRow extends SearchedWord {
  word_number: bigint;
}

/** What was searched in these days, both included, most first; one more than the limit. */
export async function selectSearched(
  query: Query,
  p: {
    from: string;
    to: string;
    nothing: boolean;
    pattern: string | null;
    after: { searches: bigint; word: bigint } | null;
    limit: number;
  },
): Promise<SearchedRow[]> {
  const holding = p.pattern === null ? sql`` : sql`AND word ILIKE ${p.pattern}`;
  const after = p.after
    ? sql`AND (sum(searches), -${WORD_NUMBER}) < (${p.after.searches}::bigint, -${p.after.word}::bigint)`
    : sql``;
  const result = await sql<SearchedRow>`
    SELECT word, sum(searches)::int AS searches, sum(nothing)::int AS nothing, max(business_date)::text AS last_day,
      (array_agg(found ORDER BY business_date DESC))[1] AS found, ${WORD_NUMBER} AS word_number
    FROM search_day WHERE business_date BETWEEN ${p.from}::date AND ${p.to}::date ${holding}
    GROUP BY word
    HAVING (NOT ${p.nothing} OR (word <> '' AND (array_agg(found ORDER BY business_date DESC))[1] = 0)) ${after}
    ORDER BY sum(searches) DESC, word_number LIMIT ${p.limit + 1}`.execute(query);
  return result.rows;
}

export async function selectSearchedDays(
  query: Query,
  { from, to }: { from: string; to: string },
): Promise<{ day: string; searches: number; nothing: number }[]> {
  const result = await sql<{ day: string; searches: number; nothing: number }>`
    SELECT business_date::text AS day, sum(searches)::int AS searches, sum(nothing)::int AS nothing
    FROM search_day WHERE business_date BETWEEN ${from}::date AND ${to}::date
    GROUP BY business_date ORDER BY business_date`.execute(query);
  return result.rows;
}
