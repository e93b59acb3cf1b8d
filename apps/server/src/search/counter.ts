/**
 * Counts what is searched, in memory; every few seconds one statement writes it down. Who searched is not kept: it is remembered for some
 * minutes, in this process only, so that one person who searches again and again counts once.
 */
import { createHash } from "node:crypto";
import { looksPrivate, plainText } from "@banyan/domain";
import type { Database } from "../db/database.ts";
import type { Logger } from "../http/log.ts";
import { simplify } from "./pinyin.ts";
import { addCounts, type WordCount } from "./word-store.ts";

const FLUSH_MS = 5_000;
const SAME_PERSON_MS = 10 * 60_000;
const MOST_WORDS = 2_000;
const MOST_PEOPLE = 50_000;
const MOST_LETTERS = 40;

export interface WordCounter {
  /** @param found how many products @param who an address or id; only a hash of it is held, for minutes */
  count(q: string, found: number, who: string): void;
  /** Writes down what was counted so far. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export function createWordCounter(database: Database, log: Logger): WordCounter {
  let counts = new Map<string, WordCount>();
  const people = new Set<string>();
  let forgotAt = performance.now();
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const taken = counts;
    if (taken.size === 0) return;
    counts = new Map();
    // Statistics: what could not be written is told and forgotten, rather than gathered without end.
    await addCounts(database.query, [...taken.values()]).catch((error: unknown) =>
      log.error("search counts", error),
    );
  };
  const flush = (): Promise<void> => {
    writing = writing.then(write);
    return writing;
  };
  const timer = setInterval(() => void flush(), FLUSH_MS).unref();
  return {
    count(q, found, who) {
      const word = plainText(q, simplify).trim().replaceAll(/\s+/gu, " ").slice(0, MOST_LETTERS);
      if (word === "" || looksPrivate(word)) return;
      if (performance.now() - forgotAt > SAME_PERSON_MS || people.size >= MOST_PEOPLE) {
        people.clear();
        forgotAt = performance.now();
      }
      const once = createHash("sha256").update(`${who}\n${word}`).digest("base64").slice(0, 16);
      if (people.has(once)) return;
      people.add(once);
      const known = counts.get(word);
      if (known === undefined && counts.size >= MOST_WORDS) return;
      counts.set(word, {
        word,
        searches: (known?.searches ?? 0) + 1,
        nothing: (known?.nothing ?? 0) + (found === 0 ? 1 : 0),
        found,
      });
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
