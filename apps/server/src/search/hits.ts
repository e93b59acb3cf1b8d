/** Products that a word found, each with how well it fits. */
import { type Posting, slotOf } from "./postings.ts";

export class Hits {
  /** By slot; 0: not found. */
  readonly fits: Uint8Array;
  readonly slots: number[] = [];

  constructor(size: number) {
    this.fits = new Uint8Array(size);
  }

  /** The better of two ways to find the same counts. */
  add(slot: number, fit: number): void {
    const before = this.fits[slot] ?? 0;
    if (before === 0) this.slots.push(slot);
    if (fit > before) this.fits[slot] = fit;
  }
}

/**
 * Walks the products in whose text every one of a row of signs is covered by a pair of neighbours that stands there.
 * @param pairs for each pair of neighbours the lists that hold it
 * @param together whether every pair must be there; otherwise a place may break between two pairs
 * @param found inName: all of it in the name
 */
export function cover(
  size: number,
  pairs: readonly (readonly Posting[])[],
  together: boolean,
  found: (slot: number, inName: boolean) => void,
): void {
  const [first = [], last = []] = [pairs[0], pairs.at(-1)];
  const fewer = weightOf(first) <= weightOf(last) ? first : last;
  if (fewer.length === 0) return;
  const { any, inName } = scratchOf(size);
  const touched: number[] = [];
  const bitOf = pairs.indexOf(fewer);
  const mark = (lists: readonly Posting[], bit: number, begins: boolean) => {
    for (const list of lists) {
      for (let at = 0; at < list.length; at += 1) {
        const entry = list.entries[at] ?? 0;
        const slot = slotOf(entry);
        if (any[slot] === 0) {
          if (!begins) continue;
          touched.push(slot);
        }
        any[slot] = (any[slot] ?? 0) | bit;
        if ((entry & 1) === 1) inName[slot] = (inName[slot] ?? 0) | bit;
      }
    }
  };
  mark(fewer, 1 << bitOf, true);
  for (const [at, lists] of pairs.entries()) if (at !== bitOf) mark(lists, 1 << at, false);
  const all = (1 << pairs.length) - 1;
  const everySign = all * 2 + 1;
  const holds = (bits: number) =>
    together ? bits === all : ((bits | (bits << 1)) & everySign) === everySign;
  for (const slot of touched) {
    if (holds(any[slot] ?? 0)) found(slot, holds(inName[slot] ?? 0));
    any[slot] = 0;
    inName[slot] = 0;
  }
}

/** Two rows of zeros, used again and again: a search with a typo in it covers dozens of spellings. */
let scratch = { any: new Uint32Array(0), inName: new Uint32Array(0) };
function scratchOf(size: number): typeof scratch {
  if (scratch.any.length < size)
    scratch = { any: new Uint32Array(size + 4_096), inName: new Uint32Array(size + 4_096) };
  return scratch;
}

function weightOf(lists: readonly Posting[]): number {
  return lists.reduce((sum, list) => sum + list.length, 0);
}
