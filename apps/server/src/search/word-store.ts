/** SQL of `search_synonym`, `search_hot` and `search_day`: what the shop reads and counts. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "../db/database.ts";

type Query = Kysely<Tables>;

export interface SearchWords {
  synonyms: string[][];
  hot: { word: string; shown: boolean }[];
  /** Searched often in the last month and found, most first. */
  popular: { word: string; recent: boolean }[];
}

const POPULAR_DAYS = 30;
const RECENT_DAYS = 7;
const MOST_POPULAR = 1_000;
/** A word of one or two people is theirs, not the shop's. */
const LEAST_SEARCHES = 3;

/** One statement. */
export async function readWords(query: Query): Promise<SearchWords> {
  const result = await sql<SearchWords>`
    WITH today AS (SELECT business_date(business_now()) AS day), popular AS (
      SELECT word, sum(searches) AS searches, coalesce(sum(searches) FILTER (WHERE business_date > day - ${RECENT_DAYS}::int), 0) AS recently
      FROM search_day CROSS JOIN today WHERE business_date > day - ${POPULAR_DAYS}::int AND business_date <= day AND word <> ''
      GROUP BY word HAVING sum(searches) >= ${LEAST_SEARCHES} AND sum(searches) > sum(nothing)
      ORDER BY sum(searches) DESC, word LIMIT ${MOST_POPULAR})
    SELECT
      (SELECT coalesce(jsonb_agg(to_jsonb(words) ORDER BY id), '[]') FROM search_synonym WHERE enabled) AS synonyms,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('word', word, 'shown', shown) ORDER BY sort, word), '[]') FROM search_hot) AS hot,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('word', word, 'recent', recently >= ${LEAST_SEARCHES})
        ORDER BY recently DESC, searches DESC, word), '[]') FROM popular) AS popular`.execute(query);
  const [row] = result.rows;
  return row ?? { synonyms: [], hot: [], popular: [] };
}

export interface WordCount {
  word: string;
  searches: number;
  nothing: number;
  found: number;
}

/** So many different words of one day are named; the others are counted together, as ''. */
export const WORDS_PER_DAY = 5_000;

/** Adds what was searched since the last time, in one statement; rows in the order of words, so that two processes never wait in a ring. */
export async function addCounts(query: Query, counts: readonly WordCount[]): Promise<void> {
  await sql`
    WITH today AS (SELECT business_date(business_now()) AS day),
      room AS (SELECT ${WORDS_PER_DAY}::bigint - count(*) AS words FROM search_day WHERE business_date = (SELECT day FROM today)),
      added AS (SELECT c.word, c.searches, c.nothing, c.found,
          EXISTS (SELECT FROM search_day d WHERE d.business_date = (SELECT day FROM today) AND d.word = c.word) AS known
        FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) AS c (word text, searches int, nothing int, found int)),
      named AS (SELECT CASE WHEN known OR row_number() OVER (PARTITION BY known ORDER BY word) <= (SELECT words FROM room) THEN word ELSE '' END AS word,
          searches, nothing, found FROM added)
    INSERT INTO search_day AS d (business_date, word, searches, nothing, found)
    SELECT (SELECT day FROM today), word, sum(searches), sum(nothing), CASE WHEN word = '' THEN 0 ELSE max(found) END
    FROM named GROUP BY word ORDER BY word
    ON CONFLICT (business_date, word) DO UPDATE SET searches = d.searches + excluded.searches,
      nothing = d.nothing + excluded.nothing, found = excluded.found`.execute(query);
}

/** Counts of words are kept so many days. @returns how many rows went, at most the limit */
export async function deleteOldCounts(query: Query, days: number, limit: number): Promise<number> {
  const result = await sql`
    DELETE FROM search_day WHERE (business_date, word) IN (
      SELECT business_date, word FROM search_day WHERE business_date < business_date(business_now()) - ${days}::int LIMIT ${limit})`.execute(
    query,
  );
  return Number(result.numAffectedRows ?? 0n);
}
