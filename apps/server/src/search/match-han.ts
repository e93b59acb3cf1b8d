/** Finds a stretch of Chinese characters: as it stands, in pieces, by its sound, with one character wrong. */
import { FIT } from "@banyan/domain";
import { cover, type Hits } from "./hits.ts";
import { acceptThese, placeOfSounds } from "./match-sound.ts";
import { readingsOf } from "./pinyin.ts";
import { fieldsOf, IN_NAME, IN_SUBTITLE, type Posting, slotOf } from "./postings.ts";
import { charPair, type Shelf, syllablePair } from "./shelf.ts";

/** Longer stretches are sentences: there a wrong character costs only what stands around it. */
const MAX_TYPO = 12;

export function findHan(shelf: Shelf, text: string, hits: Hits): void {
  if (text.length === 1) return findOne(shelf, text, hits);
  const pairs: Posting[][] = [];
  for (let at = 1; at < text.length; at += 1) {
    const list = shelf.pairs.get(charPair(text.charCodeAt(at - 1), text.charCodeAt(at)));
    pairs.push(list === null ? [] : [list]);
  }
  cover(shelf.size, pairs, text.length < 4, (slot, inName) =>
    hits.add(slot, fitOfText(shelf, slot, text, inName)),
  );
}

function findOne(shelf: Shelf, text: string, hits: Hits): void {
  const list = shelf.chars.get(text.charCodeAt(0));
  if (list === null) return;
  for (let at = 0; at < list.length; at += 1) {
    const entry = list.entries[at] ?? 0;
    const slot = slotOf(entry);
    const fields = fieldsOf(entry);
    if ((fields & IN_NAME) !== 0) {
      const name = shelf.names[slot] ?? "";
      hits.add(slot, name === text ? FIT.exact : name.startsWith(text) ? FIT.prefix : FIT.part);
    } else hits.add(slot, (fields & IN_SUBTITLE) !== 0 ? FIT.subtitle : FIT.other);
  }
}

/** @param inName whether all of it stands in the name, maybe in several places */
export function fitOfText(shelf: Shelf, slot: number, text: string, inName: boolean): number {
  const name = shelf.names[slot] ?? "";
  const at = name.indexOf(text);
  if (at === 0) return name.length === text.length ? FIT.exact : FIT.prefix;
  if (at > 0) return FIT.part;
  if (inName) return FIT.scattered;
  if (shelf.subtitles[slot]?.includes(text) === true) return FIT.subtitle;
  return shelf.others[slot]?.includes(text) === true ? FIT.other : FIT.anywhere;
}

/** What was meant when it was typed by its sound, or with a character wrong, missing, too many or in the wrong place. */
export function findHanTypos(shelf: Shelf, text: string, hits: Hits): void {
  if (text.length < 2 || text.length > MAX_TYPO) return;
  findBySound(shelf, text, hits);
  findOneOff(shelf, text, hits);
}

function findBySound(shelf: Shelf, text: string, hits: Hits): void {
  const readings = [...text].map((char) => readingsOf(char.charCodeAt(0)));
  const pairs: Posting[][] = [];
  for (let at = 1; at < text.length; at += 1) {
    const lists: Posting[] = [];
    for (const first of readings[at - 1] ?? []) {
      for (const second of readings[at] ?? []) {
        const list = shelf.soundPairs.get(syllablePair(first, second));
        if (list !== null) lists.push(list);
      }
    }
    pairs.push(lists);
  }
  const accepts = readings.map(acceptThese);
  cover(shelf.size, pairs, text.length < 4, (slot, inName) => {
    const together = placeOfSounds(shelf.names[slot] ?? "", accepts) >= 0;
    hits.add(slot, together || inName ? FIT.typo : FIT.typoElsewhere);
  });
}

function findOneOff(shelf: Shelf, text: string, hits: Hits): void {
  const need = Math.max(2, text.length - 1);
  const counts = new Uint8Array(shelf.size);
  const enough: number[] = [];
  for (const char of new Set(text)) {
    const list = shelf.chars.get(char.charCodeAt(0));
    if (list === null) continue;
    for (let at = 0; at < list.length; at += 1) {
      const entry = list.entries[at] ?? 0;
      if ((entry & IN_NAME) === 0) continue;
      const slot = slotOf(entry);
      counts[slot] = (counts[slot] ?? 0) + 1;
      if (counts[slot] === need) enough.push(slot);
    }
  }
  for (const slot of enough) {
    if (isNearby(shelf.names[slot] ?? "", text, need)) hits.add(slot, FIT.typo);
    else if (text.length > 3) hits.add(slot, FIT.typoElsewhere);
  }
}

/** Whether a stretch of the name, one longer than the text, holds at least `need` of its characters. */
export function isNearby(name: string, text: string, need: number): boolean {
  for (let from = 0; from < Math.max(1, name.length - text.length); from += 1) {
    let left = name.slice(from, from + text.length + 1);
    let held = 0;
    for (const char of text) {
      const at = left.indexOf(char);
      if (at < 0) continue;
      held += 1;
      left = left.slice(0, at) + left.slice(at + 1);
    }
    if (held >= need) return true;
  }
  return false;
}
