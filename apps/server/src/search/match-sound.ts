/** Compares characters with what was typed in pinyin. */
import { FIT, type Parse, parsePinyin, type Run, SYLLABLES } from "@banyan/domain";
import { cover, type Hits } from "./hits.ts";
import { readingsOf, syllableNumber } from "./pinyin.ts";
import { fieldsOf, IN_NAME, IN_SUBTITLE, type Posting, slotOf } from "./postings.ts";
import { type Shelf, syllablePair } from "./shelf.ts";

/** Two letters begin many names that have nothing to do with each other. */
const LEAST_INITIALS = 3;

/** Which syllables, by number, are meant. */
export interface Accept {
  readonly numbers: readonly number[];
  /** By number of the syllable: 1 when it is meant. */
  readonly marks: Uint8Array;
}

export function acceptThese(numbers: readonly number[]): Accept {
  const marks = new Uint8Array(SYLLABLES.length);
  for (const number of numbers) marks[number] = 1;
  return { numbers, marks };
}

/** Syllables that begin so. */
const beginning = new Map<string, Accept>();
function acceptBeginning(text: string): Accept {
  const known = beginning.get(text);
  if (known !== undefined) return known;
  const found = acceptThese(SYLLABLES.flatMap((syllable, at) => (syllable.startsWith(text) ? [at] : [])));
  if (found.numbers.length > 0) beginning.set(text, found);
  return found;
}

/** Where in the text characters stand that are read so; -1: nowhere. */
export function placeOfSounds(text: string, accepts: readonly Accept[]): number {
  for (let from = 0; from + accepts.length <= text.length; from += 1)
    if (soundsAt(text, from, accepts)) return from;
  return -1;
}

function soundsAt(text: string, from: number, accepts: readonly Accept[]): boolean {
  for (let at = 0; at < accepts.length; at += 1) {
    const accept = accepts[at];
    if (accept === undefined || !sounds(text.charCodeAt(from + at), accept)) return false;
  }
  return true;
}

function sounds(code: number, accept: Accept): boolean {
  for (const reading of readingsOf(code)) if (accept.marks[reading] === 1) return true;
  return false;
}

/** How letters can be read as pinyin; where syllables were told apart, only so. */
export function parsesOf({ text, syllables }: Run): Parse[] {
  if (syllables === undefined) return parsePinyin(text);
  return [syllables.map((syllable) => ({ text: syllable, whole: true }))];
}

/** Tells of a name whether what was typed is all of it, a part, or not there: as it stands or by its sound. */
export function holderOf(run: Run): (name: string) => "whole" | "part" | null {
  // The beginning of one syllable is the beginning of too much: "pe" is no 配件.
  const read = run.han ? [] : parsesOf(run).filter(([first, second]) => first?.whole === true || second);
  const parses = read.map(acceptsOf);
  const sounds = (name: string, wanted: (accepts: readonly Accept[]) => boolean) =>
    parses.some((accepts) => wanted(accepts) && placeOfSounds(name, accepts) >= 0);
  return (name) => {
    if (name === run.text || sounds(name, ({ length }) => length === name.length)) return "whole";
    return name.includes(run.text) || sounds(name, () => true) ? "part" : null;
  };
}

/** One character of a name as it was typed: itself, or by its sound. */
type Sign = string | Accept;

/** Characters and pinyin that were typed one after the other; null: something of it is neither. */
export function signsOf(runs: readonly Run[]): Sign[] | null {
  const signs: Sign[] = [];
  for (const run of runs) {
    const { han, text } = run;
    const [parse] = han ? [] : parsesOf(run);
    if (!han && parse === undefined) return null;
    if (han) signs.push(...text);
    else signs.push(...acceptsOf(parse ?? []));
  }
  return signs;
}

/** How well a name fits what was typed as one; 0: not as one. */
export function fitOfSigns(name: string, signs: readonly Sign[]): number {
  for (let from = 0; from + signs.length <= name.length; from += 1) {
    const fits = signs.every((sign, at) =>
      typeof sign === "string" ? name[from + at] === sign : sounds(name.charCodeAt(from + at), sign),
    );
    if (fits) return from > 0 ? FIT.part : name.length === signs.length ? FIT.exact : FIT.prefix;
  }
  return 0;
}

function acceptsOf(parse: Parse): Accept[] {
  const entire = parse.every(({ whole }) => whole);
  return parse.map(({ text, whole }) => {
    // Among first letters an "e" is one too: "pe" is 普洱.
    const number = whole && (entire || text.length > 1) ? syllableNumber(text) : undefined;
    return number === undefined ? acceptBeginning(text) : acceptThese([number]);
  });
}

/** Finds one reading of what was typed. First letters and beginnings count a little less than whole syllables. */
export function findSounds(shelf: Shelf, parse: Parse, hits: Hits, typo: boolean): void {
  const entire = parse.every(({ whole }) => whole);
  const accepts = acceptsOf(parse);
  const less = entire ? 0 : 1;
  const begun = !entire && isInitials(parse) ? FIT.spelt : FIT.prefix;
  const [first] = accepts;
  if (first === undefined) return;
  if (accepts.length === 1)
    return findOneSound(shelf, listsOfOne(shelf, parse, first), first, hits, { typo, less });
  const pairs = accepts
    .slice(1)
    .map((second, at) => pairLists(shelf, accepts[at] ?? first, second, parse, at));
  // First letters are in most names somewhere: they must stand together.
  cover(shelf.size, pairs, !entire || accepts.length < 4, (slot, inName) => {
    const fit = fitOfSounds(shelf, slot, accepts, { inName, scatters: entire, begun });
    if (fit === null && !entire) return;
    if (typo) hits.add(slot, (fit ?? 0) >= FIT.scattered ? FIT.typo : FIT.typoElsewhere);
    else hits.add(slot, (fit ?? FIT.anywhere) - less);
  });
}

/** One letter for each character, and enough of them to mean one thing. */
const isInitials = (parse: Parse): boolean =>
  parse.length >= LEAST_INITIALS && parse.every(({ text }) => text.length === 1);

function pairLists(shelf: Shelf, first: Accept, second: Accept, parse: Parse, at: number): Posting[] {
  const [one, two] = [parse[at]?.text ?? "", parse[at + 1]?.text ?? ""];
  if (one.length === 1 && two.length === 1) {
    const list = shelf.initialPair(one, two);
    return list === null ? [] : [list];
  }
  const lists: Posting[] = [];
  for (const a of first.numbers) {
    for (const b of second.numbers) {
      const list = shelf.soundPairs.get(syllablePair(a, b));
      if (list !== null) lists.push(list);
    }
  }
  return lists;
}

function fitOfSounds(
  shelf: Shelf,
  slot: number,
  accepts: readonly Accept[],
  // What it is worth that the name begins so.
  { inName, scatters, begun }: { inName: boolean; scatters: boolean; begun: number },
): number | null {
  const name = shelf.names[slot] ?? "";
  // A pair that stands in the name stands there together: only whether it begins the name is asked.
  const inPair = inName && accepts.length === 2;
  const at = inPair ? (soundsAt(name, 0, accepts) ? 0 : 1) : placeOfSounds(name, accepts);
  if (at === 0) return name.length === accepts.length ? FIT.exact : begun;
  if (at > 0) return FIT.part;
  if (inName && scatters) return FIT.scattered;
  if (placeOfSounds(shelf.subtitles[slot] ?? "", accepts) >= 0) return FIT.subtitle;
  return placeOfSounds(shelf.others[slot] ?? "", accepts) >= 0 ? FIT.other : null;
}

function listsOfOne(shelf: Shelf, [piece]: Parse, accept: Accept): Posting[] {
  const lists =
    piece?.text.length === 1 ? [shelf.heads(piece.text)] : accept.numbers.map((at) => shelf.sounds[at]);
  return lists.filter((list) => list !== undefined);
}

function findOneSound(
  shelf: Shelf,
  lists: readonly Posting[],
  accept: Accept,
  hits: Hits,
  { typo, less }: { typo: boolean; less: number },
): void {
  for (const list of lists) {
    for (let at = 0; at < list.length; at += 1) {
      const entry = list.entries[at] ?? 0;
      const slot = slotOf(entry);
      const fields = fieldsOf(entry);
      if (typo) hits.add(slot, (fields & IN_NAME) !== 0 ? FIT.typo : FIT.typoElsewhere);
      else if ((fields & IN_NAME) !== 0) {
        const name = shelf.names[slot] ?? "";
        const begins = sounds(name.charCodeAt(0), accept);
        hits.add(slot, (begins ? (name.length === 1 ? FIT.exact : FIT.prefix) : FIT.part) - less);
      } else hits.add(slot, ((fields & IN_SUBTITLE) !== 0 ? FIT.subtitle : FIT.other) - less);
    }
  }
}
