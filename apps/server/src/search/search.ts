/** Search of one process: the index of products, what is known about words, the counting of searches. */
import type { Database } from "../db/database.ts";
import type { Logger } from "../http/log.ts";
import type { Versions } from "../setting/versions.ts";
import { createWordCounter, type WordCounter } from "./counter.ts";
import { type CurrentIndex, createCurrentIndex } from "./current.ts";
import { createHints, type Hints } from "./hints.ts";

export interface Search {
  index: CurrentIndex;
  hints: { get(): Promise<Hints> };
  words: WordCounter;
}

export function createSearch(database: Database, versions: Versions, log: Logger): Search {
  return {
    index: createCurrentIndex(database, versions, log),
    hints: createHints(database, versions),
    words: createWordCounter(database, log),
  };
}
