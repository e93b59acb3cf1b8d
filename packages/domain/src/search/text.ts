/** What a person types and what a product says, brought to one form, so that both are compared letter by letter. */
import { wholePinyin } from "./syllable.ts";

/** Words that count at most; longer ones are cut. A search box takes 40 characters. */
const MAX_WORDS = 6;
const MAX_RUNS = 8;
/** Pairs of a run are bits of one number. */
export const MAX_RUN = 30;

/** Puts simplified characters in the place of traditional ones. */
export type Simplify = (text: string) => string;

/** A stretch of one script: Chinese characters, or letters and digits. */
export interface Run {
  readonly han: boolean;
  readonly text: string;
  /** Pinyin whose syllables were told apart ("xi'an"): only these are meant. */
  readonly syllables?: readonly string[];
}

/** What stands between two spaces. */
export interface Word {
  /** Its letters, digits and Chinese characters without anything between them. */
  readonly text: string;
  readonly runs: readonly Run[];
  /** With a sign inside that belongs to it ("50%纯"); null: without. */
  readonly literal: string | null;
}

/** Nothing to bring to another form but letters to lower case. */
const PLAIN = /^[\u4e00-\u9fff\x20-\x7e]*$/;
const RUN = /[\u3400-\u9fff]+|[a-z0-9]+/g;
const NOT_LETTER = /[^\u3400-\u9fffa-z0-9]+/g;
const APART = /^[a-z]+(?:['’‘`´][a-z]+)+$/;
const SIGN_INSIDE = /[\u3400-\u9fffa-z0-9][%_]+[\u3400-\u9fffa-z0-9]/;

/** Half width, lower case, without accents, simplified. "ü" is v, as people type it. */
export function plainText(text: string, simplify: Simplify): string {
  const plain = PLAIN.test(text)
    ? text
    : text
        .normalize("NFKD")
        .replaceAll(/u\u0308/gi, "v")
        .replaceAll(/\p{M}+/gu, "");
  return simplify(plain.toLowerCase());
}

/** Only what can be searched for: no spaces, no signs. */
export function squeeze(plain: string): string {
  return plain.replaceAll(NOT_LETTER, "");
}

export function runsOf(plain: string): Run[] {
  return (plain.match(RUN) ?? []).map((text) => ({
    han: text.charCodeAt(0) >= 0x3400,
    text: text.slice(0, MAX_RUN),
  }));
}

/** "pu'er" → pu, er; null: it is no pinyin. */
function syllablesApart(part: string): string[] | null {
  const read = part.split(/[^a-z]/).map(wholePinyin);
  return read.every((syllables) => syllables !== null) ? read.flat() : null;
}

/** The words of a search. Without a letter, digit or Chinese character there are none. */
export function wordsOf(q: string, simplify: Simplify): Word[] {
  const words: Word[] = [];
  let runs = 0;
  for (const part of plainText(q, simplify).split(/\s+/u)) {
    const text = squeeze(part);
    const syllables = APART.test(part) ? syllablesApart(part) : null;
    const own = syllables === null ? runsOf(part) : [{ han: false, text, syllables }];
    const word = { text, runs: own, literal: SIGN_INSIDE.test(part) ? part : null };
    runs += word.runs.length;
    if (word.runs.length === 0 || words.length === MAX_WORDS || runs > MAX_RUNS) continue;
    words.push(word);
  }
  return words;
}
