/** What a search finds in the index: every word, in the name or elsewhere, as it stands or as it was meant. */
import {
  alternativesOf,
  FIT,
  fitInCategory,
  plainText,
  type Run,
  runsOf,
  type Word,
  wordsOf,
} from "@banyan/domain";
import { Hits } from "./hits.ts";
import { findHan, findHanTypos } from "./match-han.ts";
import { findCodes, findLatin, findLatinTypos, partsOf } from "./match-latin.ts";
import { fitOfSigns, holderOf, signsOf } from "./match-sound.ts";
import { simplify, spell } from "./pinyin.ts";
import type { Shelf } from "./shelf.ts";

/** With fewer than these, what was nearly meant follows. */
const ENOUGH = 10;

export interface Found {
  readonly slots: readonly number[];
  /** By place in `slots`: how well it fits, FIT. */
  readonly fits: readonly number[];
  /** How many were found as they were typed; the others are what may have been meant. */
  readonly direct: number;
}

export type Synonyms = readonly (readonly string[])[];

/**
 * @param wanted which slots count, such as those on the shelf
 * @returns null: there is nothing to search for in what was typed
 */
export function find(
  shelf: Shelf,
  q: string,
  synonyms: Synonyms,
  wanted: (slot: number) => boolean,
): Found | null {
  const words = wordsOf(q, simplify);
  if (words.length === 0) return null;
  const direct = together(shelf, words, synonyms, false, wanted);
  if (direct.slots.length >= ENOUGH) return { ...direct, direct: direct.slots.length };
  const near = together(shelf, words, synonyms, true, wanted);
  const known = new Set(direct.slots);
  const [slots, fits] = [[...direct.slots], [...direct.fits]];
  for (const [at, slot] of near.slots.entries()) {
    if (known.has(slot)) continue;
    slots.push(slot);
    fits.push(Math.min(near.fits[at] ?? 0, FIT.typo));
  }
  return { slots, fits, direct: direct.slots.length };
}

/** Products whose name holds what was typed as it stands: for a search of nothing but signs, such as "%". */
export function findSigns(shelf: Shelf, q: string, wanted: (slot: number) => boolean): Found {
  const signs = plainText(q, simplify).trim();
  const slots: number[] = [];
  for (let slot = 0; slot < shelf.size; slot += 1)
    if (wanted(slot) && holdsLiterally(shelf, slot, signs)) slots.push(slot);
  return { slots, fits: slots.map(() => FIT.part), direct: slots.length };
}

/** What holds some of the words, best first: for a search that found nothing. */
export function findSome(
  shelf: Shelf,
  q: string,
  synonyms: Synonyms,
  wanted: (slot: number) => boolean,
): Found {
  const points = new Map<number, number>();
  for (const word of wordsOf(q, simplify)) {
    for (const part of partsFor(word)) {
      const hits = wordHits(shelf, part, synonyms, true);
      const worth = Math.min(3, part.text.length);
      for (const slot of hits.slots)
        if (wanted(slot)) points.set(slot, (points.get(slot) ?? 0) + (hits.fits[slot] ?? 0) * worth);
    }
  }
  const slots = [...points.keys()].sort(
    (a, b) => (points.get(b) ?? 0) - (points.get(a) ?? 0) || (shelf.sales[b] ?? 0) - (shelf.sales[a] ?? 0),
  );
  return { slots, fits: slots.map(() => FIT.typoElsewhere), direct: 0 };
}

/** A long word also by its halves and thirds, since nothing holds the whole of it. */
function partsFor(word: Word): Word[] {
  const parts = word.runs.flatMap(({ han, text }) => {
    if (!han || text.length < 3) return [text];
    return Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));
  });
  return parts.map((text) => ({ text, runs: runsOf(text), literal: null }));
}

function together(
  shelf: Shelf,
  words: readonly Word[],
  synonyms: Synonyms,
  typos: boolean,
  wanted: (slot: number) => boolean,
): { slots: number[]; fits: number[] } {
  const each = words.map((word) => wordHits(shelf, word, synonyms, typos));
  const [first, ...others] = each.sort((a, b) => a.slots.length - b.slots.length);
  const [slots, fits]: [number[], number[]] = [[], []];
  const runs = words.flatMap((word) => word.runs);
  const asOne = oneOf(shelf, runs);
  const literals = words.flatMap(({ literal }) => literal ?? []);
  if (first !== undefined && others.length === 0 && literals.length === 0) {
    const kept = first.slots.filter(wanted);
    return { slots: kept, fits: kept.map((slot) => first.fits[slot] ?? 0) };
  }
  for (const slot of first?.slots ?? []) {
    if (!wanted(slot) || !others.every((hits) => hits.fits[slot] !== 0)) continue;
    if (!literals.every((literal) => holdsLiterally(shelf, slot, literal))) continue;
    const sum = each.reduce((all, hits) => all + (hits.fits[slot] ?? 0), 0);
    const mean = Math.floor(sum / each.length);
    slots.push(slot);
    fits.push(words.length > 1 ? Math.max(mean, asOne(slot)) : mean);
  }
  return { slots, fits };
}

/** Several words, or pieces of one, that stand together in the name as they were typed. */
function oneOf(shelf: Shelf, runs: readonly Run[]): (slot: number) => number {
  const text = runs.map((run) => run.text).join("");
  const signs = signsOf(runs);
  return (slot) => {
    const name = shelf.names[slot] ?? "";
    const fit = name.startsWith(text) ? (name.length === text.length ? FIT.exact : FIT.prefix) : 0;
    const together = fit || (name.includes(text) ? FIT.part : signs === null ? 0 : fitOfSigns(name, signs));
    // Whatever its category: that the pieces stand together says as much.
    return fitInCategory(together, "whole");
  };
}

function holdsLiterally(shelf: Shelf, slot: number, literal: string): boolean {
  return plainText(shelf.titles[slot] ?? "", simplify).includes(literal);
}

function wordHits(shelf: Shelf, word: Word, synonyms: Synonyms, typos: boolean): Hits {
  if (/[0-9]/.test(word.text) && shelf.codes.has(word.text)) {
    const exactly = new Hits(shelf.size);
    findCodes(shelf, word.text, exactly);
    return exactly;
  }
  const hits = runsHits(shelf, word.runs, typos);
  if (word.runs.length > 1 && word.runs.every(({ han }) => !han)) findCodes(shelf, word.text, hits);
  for (const other of alternativesOf(word.text, synonyms, spell)) {
    const meant = runsHits(shelf, runsOf(other), false);
    for (const slot of meant.slots) hits.add(slot, Math.max(1, (meant.fits[slot] ?? 0) - 1));
  }
  return hits;
}

function runsHits(shelf: Shelf, runs: readonly Run[], typos: boolean): Hits {
  const each: Hits[] = [];
  // Characters say more than letters: where they find nothing, the letters are not looked for.
  for (const run of [...runs].sort((a, b) => Number(b.han) - Number(a.han))) {
    const hits = runHits(shelf, run, typos);
    if (hits.slots.length === 0) return hits;
    each.push(hits);
  }
  const [first, ...others] = each.sort((a, b) => a.slots.length - b.slots.length);
  if (first === undefined || others.length === 0) return first ?? new Hits(shelf.size);
  const both = new Hits(shelf.size);
  const asOne = oneOf(shelf, runs);
  for (const slot of first.slots) {
    if (!others.every((hits) => hits.fits[slot] !== 0)) continue;
    const sum = each.reduce((all, hits) => all + (hits.fits[slot] ?? 0), 0);
    both.add(slot, Math.max(Math.floor(sum / each.length), asOne(slot)));
  }
  return both;
}

/** What stands in a category that is called so is what was meant, rather than what is made of it or comes from there. */
function raiseByKind(shelf: Shelf, run: Run, hits: Hits): void {
  const holds = holderOf(run);
  const held = shelf.kindNames.map(({ own, above }) => {
    const how = own.map(holds);
    if (how.includes("whole")) return "whole";
    if (above.some((name) => holds(name) === "whole")) return "above";
    return how.includes("part") ? "part" : null;
  });
  if (held.every((how) => how === null)) return;
  for (const slot of hits.slots) {
    const how = held[shelf.kinds[slot] ?? -1];
    if (how) hits.fits[slot] = fitInCategory(hits.fits[slot] ?? 0, how);
  }
}

function runHits(shelf: Shelf, run: Run, typos: boolean): Hits {
  const hits = new Hits(shelf.size);
  if (run.han) {
    findHan(shelf, run.text, hits);
    raiseByKind(shelf, run, hits);
    if (typos) findHanTypos(shelf, run.text, hits);
    return hits;
  }
  findLatin(shelf, run, hits);
  raiseByKind(shelf, run, hits);
  if (typos) findLatinTypos(shelf, run.text, hits);
  const parts = partsOf(run.text);
  if (hits.slots.length > 0 || parts.length < 2) return hits;
  return runsHits(
    shelf,
    parts.map((text) => ({ han: false, text })),
    typos,
  );
}
