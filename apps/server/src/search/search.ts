/** Search of one process: the index of products, what is known about words, the counting of searches. */
import { createWordCounter, type WordCounter } from "./counter.ts";
import { type CurrentIndex, createCurrentIndex, type IndexSource } from "./current.ts";
import { createHints, type Hints } from "./hints.ts";

export interface Search {
  index: CurrentIndex;
  hints: { get(): Promise<Hints> };
  words: WordCounter;
}

export function createSearch(source: IndexSource): Search {
  const { database, versions, log } = source;
  return {
    index: createCurrentIndex(source),
    hints: createHints(database, versions),
    words: createWordCounter(database, log),
  };
}
