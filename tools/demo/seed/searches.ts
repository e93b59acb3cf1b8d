/** What was searched in the demo shop's last thirty days, words that mean the same, and what the operator puts forward. */
import type pg from "pg";
import { createDice } from "./random.ts";

const SEED = 20_261_130;
const SYNONYMS = [
  ["洋芋", "土豆", "马铃薯"],
  ["野生菌", "菌子", "蘑菇"],
  ["鲜花饼", "玫瑰饼"],
  ["滇红", "云南红茶"],
  ["普洱茶", "普洱", "茶饼"],
];
const HOT: readonly [word: string, shown: boolean][] = [
  ["鲜花饼", true],
  ["古树滇红", true],
  ["代购", false],
];
/** Searches of an ordinary day, and how many products they find; 0: nothing. */
const WORDS: readonly [word: string, daily: number, found: number][] = [
  ["普洱", 14, 17],
  ["鲜花饼", 12, 4],
  ["咖啡", 9, 7],
  ["滇红", 8, 5],
  ["火腿", 7, 5],
  ["蜂蜜", 6, 4],
  ["松茸", 5, 3],
  ["puer", 4, 17],
  ["菌子", 4, 6],
  ["茶山研学", 2, 1],
  ["洋芋", 2, 0],
  ["牦牛肉", 2, 0],
  ["米线", 3, 9],
  ["代购", 1, 0],
];

export async function seedSearches(client: pg.Client, now: Date): Promise<void> {
  // Dice of its own: the rest of the past does not move when words are added.
  const dice = createDice(SEED);
  for (const words of SYNONYMS) await client.query("INSERT INTO search_synonym (words) VALUES ($1)", [words]);
  for (const [at, [word, shown]] of HOT.entries())
    await client.query("INSERT INTO search_hot (word, shown, sort) VALUES ($1, $2, $3)", [
      word,
      shown,
      at + 1,
    ]);
  const rows = Array.from({ length: 30 }, (_, ago) =>
    WORDS.flatMap(([word, daily, found]) => {
      const searches = dice.below(daily * 2 + 1);
      return searches === 0 ? [] : [{ ago, word, searches, nothing: found === 0 ? searches : 0, found }];
    }),
  ).flat();
  await client.query(
    `INSERT INTO search_day (business_date, word, searches, nothing, found)
     SELECT business_date($1) - ago, word, searches, nothing, found
     FROM jsonb_to_recordset($2::jsonb) AS r (ago int, word text, searches int, nothing int, found int)`,
    [now, JSON.stringify(rows)],
  );
}
