/** Finds letters and digits: as they stand, as a code, as pinyin, with one letter wrong. */
import { FIT, oneLetterOff, type Run, wholePinyin } from "@banyan/domain";
import type { Hits } from "./hits.ts";
import { findSounds, parsesOf } from "./match-sound.ts";
import { syllableNumber } from "./pinyin.ts";
import { fieldsOf, IN_NAME, IN_SUBTITLE, type Posting, slotOf } from "./postings.ts";
import { type Shelf, syllablePair } from "./shelf.ts";

/** Words and codes that begin with what was typed: enough to fill pages, few enough to be quick. */
const MOST_TERMS = 200;
const LEAST_BEGINNING = 2;
const LEAST_CODE = 3;
const MOST_TYPOS = 40;

export function findLatin(shelf: Shelf, run: Run, hits: Hits): void {
  const { text } = run;
  const terms = text.length >= LEAST_BEGINNING ? shelf.latin.startingWith(text, MOST_TERMS) : [text];
  for (const term of terms) findTerm(shelf, term, text, hits);
  findCodes(shelf, text, hits);
  for (const parse of parsesOf(run)) findSounds(shelf, parse, hits, false);
}

function findTerm(shelf: Shelf, term: string, text: string, hits: Hits): void {
  const less = term === text ? 0 : 1;
  each(shelf.latin.postings.get(term), (slot, fields) => {
    if ((fields & IN_NAME) !== 0) {
      const name = shelf.names[slot] ?? "";
      const fit = name === text ? FIT.exact : name.startsWith(text) ? FIT.prefix : FIT.part;
      hits.add(slot, fit - less);
    } else hits.add(slot, ((fields & IN_SUBTITLE) !== 0 ? FIT.subtitle : FIT.other) - less);
  });
}

/** @param text without the signs between its parts */
export function findCodes(shelf: Shelf, text: string, hits: Hits): void {
  each(shelf.codes.postings.get(text), (slot) => hits.add(slot, FIT.code));
  if (text.length < LEAST_CODE) return;
  for (const code of shelf.codes.startingWith(text, MOST_TERMS))
    each(shelf.codes.postings.get(code), (slot) => hits.add(slot, FIT.other));
}

/** Letters and digits in one: found as they stand, or each part for itself ("puer2019"). */
export function partsOf(text: string): string[] {
  return text.match(/[a-z]+|[0-9]+/g) ?? [];
}

/** One letter wrong. Digits are numbers of something else, not typos. */
export function findLatinTypos(shelf: Shelf, text: string, hits: Hits): void {
  if (!/^[a-z]+$/.test(text)) return;
  let tried = 0;
  for (const other of oneLetterOff(text)) {
    each(shelf.latin.postings.get(other), (slot, fields) =>
      hits.add(slot, (fields & IN_NAME) !== 0 ? FIT.typo : FIT.typoElsewhere),
    );
    const syllables = wholePinyin(other);
    if (syllables === null || tried === MOST_TYPOS || !isKnown(shelf, syllables)) continue;
    tried += 1;
    findSounds(
      shelf,
      syllables.map((syllable) => ({ text: syllable, whole: true })),
      hits,
      true,
    );
  }
}

/** Whether anything is called so, as far as pairs tell. */
function isKnown(shelf: Shelf, syllables: readonly string[]): boolean {
  const numbers = syllables.map((syllable) => syllableNumber(syllable) ?? 0);
  if (numbers.length === 1) return shelf.sounds[numbers[0] ?? 0] !== undefined;
  return numbers.slice(1).every((second, at) => shelf.soundPairs.has(syllablePair(numbers[at] ?? 0, second)));
}

function each(list: Posting | null, visit: (slot: number, fields: number) => void): void {
  if (list === null) return;
  for (let at = 0; at < list.length; at += 1) {
    const entry = list.entries[at] ?? 0;
    visit(slotOf(entry), fieldsOf(entry));
  }
}
