/** Compares characters with what was typed in pinyin. */
import { FIT, type Parse, SYLLABLES } from "@banyan/domain";
import { cover, type Hits } from "./hits.ts";
import { readingsOf, syllableNumber } from "./pinyin.ts";
import { fieldsOf, IN_NAME, IN_SUBTITLE, type Posting, slotOf } from "./postings.ts";
import { type Shelf, syllablePair } from "./shelf.ts";

/** Which syllables, by number, are meant. */
type Accept = readonly number[];

export const acceptReadings = (readings: readonly number[]): Accept => readings;

/** Syllables that begin so. */
const beginning = new Map<string, Accept>();
export function acceptBeginning(text: string): Accept {
  const known = beginning.get(text);
  if (known !== undefined) return known;
  const found = SYLLABLES.flatMap((syllable, at) => (syllable.startsWith(text) ? [at] : []));
  if (found.length > 0) beginning.set(text, found);
  return found;
}

/** Where in the text characters stand that are read so; -1: nowhere. */
export function placeOfSounds(text: string, accepts: readonly Accept[]): number {
  for (let from = 0; from + accepts.length <= text.length; from += 1) {
    let at = 0;
    while (at < accepts.length && sounds(text.charCodeAt(from + at), accepts[at] ?? [])) at += 1;
    if (at === accepts.length) return from;
  }
  return -1;
}

function sounds(code: number, accept: Accept): boolean {
  for (const reading of readingsOf(code)) if (accept.includes(reading)) return true;
  return false;
}

/** Finds one reading of what was typed. First letters and beginnings count a little less than whole syllables. */
export function findSounds(shelf: Shelf, parse: Parse, hits: Hits, typo: boolean): void {
  const entire = parse.every(({ whole }) => whole);
  const accepts = parse.map(({ text, whole }) => {
    const number = whole ? syllableNumber(text) : undefined;
    return number === undefined ? acceptBeginning(text) : [number];
  });
  const less = entire ? 0 : 1;
  if (accepts.length === 1) return findOneSound(shelf, accepts[0] ?? [], hits, typo ? FIT.typo : null, less);
  const pairs = accepts.slice(1).map((second, at) => pairLists(shelf, accepts[at] ?? [], second, parse, at));
  // First letters are in most names somewhere: they must stand together.
  cover(shelf.size, pairs, !entire || accepts.length < 4, (slot, inName) => {
    const fit = fitOfSounds(shelf, slot, accepts, inName && entire);
    if (fit === null && !entire) return;
    if (typo) hits.add(slot, (fit ?? 0) >= FIT.scattered ? FIT.typo : FIT.typoElsewhere);
    else hits.add(slot, (fit ?? FIT.anywhere) - less);
  });
}

function pairLists(shelf: Shelf, first: Accept, second: Accept, parse: Parse, at: number): Posting[] {
  const [one, two] = [parse[at]?.text ?? "", parse[at + 1]?.text ?? ""];
  if (one.length === 1 && two.length === 1) {
    const list = shelf.initialPair(one, two);
    return list === null ? [] : [list];
  }
  const lists: Posting[] = [];
  for (const a of first) {
    for (const b of second) {
      const list = shelf.soundPairs.get(syllablePair(a, b));
      if (list !== null) lists.push(list);
    }
  }
  return lists;
}

function fitOfSounds(shelf: Shelf, slot: number, accepts: readonly Accept[], inName: boolean): number | null {
  const name = shelf.names[slot] ?? "";
  const at = placeOfSounds(name, accepts);
  if (at === 0) return name.length === accepts.length ? FIT.exact : FIT.prefix;
  if (at > 0) return FIT.part;
  if (inName) return FIT.scattered;
  if (placeOfSounds(shelf.subtitles[slot] ?? "", accepts) >= 0) return FIT.subtitle;
  return placeOfSounds(shelf.others[slot] ?? "", accepts) >= 0 ? FIT.other : null;
}

function findOneSound(shelf: Shelf, accept: Accept, hits: Hits, typo: number | null, less: number): void {
  for (const syllable of accept) {
    const list = shelf.sounds[syllable];
    if (list === undefined) continue;
    for (let at = 0; at < list.length; at += 1) {
      const entry = list.entries[at] ?? 0;
      const slot = slotOf(entry);
      const fields = fieldsOf(entry);
      if (typo !== null) hits.add(slot, (fields & IN_NAME) !== 0 ? typo : typo - 1);
      else if ((fields & IN_NAME) !== 0) {
        const name = shelf.names[slot] ?? "";
        const begins = sounds(name.charCodeAt(0), accept);
        hits.add(slot, (begins ? (name.length === 1 ? FIT.exact : FIT.prefix) : FIT.part) - less);
      } else hits.add(slot, ((fields & IN_SUBTITLE) !== 0 ? FIT.subtitle : FIT.other) - less);
    }
  }
}
