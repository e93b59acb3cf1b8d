/** What the operator and the searches of others say about words: synonyms, hot words, what is often searched. Read again when it changes. */
import { parsePinyin, plainText, SYLLABLES, squeeze } from "@banyan/domain";
import type { Database } from "../db/database.ts";
import { measured } from "../db/measure.ts";
import type { Versions } from "../setting/versions.ts";
import type { Synonyms } from "./match.ts";
import { readingsOf, simplify, spell } from "./pinyin.ts";
import { readWords, type SearchWords } from "./word-store.ts";

/** Counts move by themselves. */
const MAX_AGE_MS = 60_000;
const MOST_HOT = 10;

/** A word with everything it is found by. */
export interface Term {
  text: string;
  plain: string;
  spelt: string;
  initials: string;
}

export interface Hints {
  readonly synonyms: Synonyms;
  readonly hot: readonly { word: string; set: boolean }[];
  /** Hot words and popular ones, most wanted first. */
  readonly terms: readonly Term[];
}

export function termOf(text: string): Term {
  const plain = squeeze(plainText(text, simplify));
  const initials = [...plain].map((char) => SYLLABLES[readingsOf(char.charCodeAt(0))[0] ?? -1]?.[0] ?? char);
  return { text, plain, spelt: spell(plain), initials: initials.join("") };
}

export function createHints(database: Database, versions: Versions): { get(): Promise<Hints> } {
  let hints: Hints | null = null;
  let readAt = 0;
  let reading: Promise<Hints> | null = null;
  versions.onChange("search", () => {
    hints = null;
    reading = null;
  });
  const read = (): Promise<Hints> => {
    const own = measured(() => readWords(database.query)).then(({ value }) => {
      const made = hintsOf(value);
      // What was asked for before a change is no answer after it.
      if (reading === own) {
        hints = made;
        readAt = performance.now();
        reading = null;
      }
      return made;
    });
    own.catch(() => {
      if (reading === own) reading = null;
    });
    return own;
  };
  return {
    async get() {
      if (hints !== null && performance.now() - readAt < MAX_AGE_MS) return hints;
      reading ??= read();
      return reading;
    },
  };
}

function hintsOf({ synonyms, hot, popular }: SearchWords): Hints {
  const hidden = new Set(hot.filter(({ shown }) => !shown).map(({ word }) => plainText(word, simplify)));
  const set = hot.filter(({ shown }) => shown).map(({ word }) => ({ word, set: true }));
  const known = new Set(set.map(({ word }) => plainText(word, simplify)));
  const free = popular.filter(({ word }) => !hidden.has(word) && !known.has(word));
  // Pinyin finds as well as characters do, but nobody wants to read it.
  const readable = free.filter(({ recent, word }) => recent && parsePinyin(word).length === 0);
  const searched = readable.map(({ word }) => ({ word, set: false }));
  return {
    synonyms: synonyms.map((words) => words.map((word) => squeeze(plainText(word, simplify)))),
    hot: [...set, ...searched].slice(0, MOST_HOT),
    terms: [...set, ...free].map(({ word }) => termOf(word)),
  };
}
