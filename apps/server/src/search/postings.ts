/** Lists of products by term. An entry is the product's slot and, in its lowest three bits, the fields in which the term stands. */
import { type Packed, type PackedTerms, placeIn } from "./packed.ts";

export const IN_NAME = 1;
export const IN_SUBTITLE = 2;
export const IN_OTHER = 4;
const FIELD_BITS = 3;
const FIELDS = (1 << FIELD_BITS) - 1;

export const slotOf = (entry: number): number => entry >>> FIELD_BITS;
export const fieldsOf = (entry: number): number => entry & FIELDS;

/** Slots only grow, so every list is in their order. */
export class Posting {
  entries: Int32Array;
  length = 0;
  /** Lists that take in whatever this one does: those of the sounds of a pair of characters. */
  also: readonly Posting[] | null = null;

  constructor(room = 4) {
    this.entries = new Int32Array(room);
  }

  /** Of entries that are there: what is added goes into a copy. */
  static over(entries: Int32Array): Posting {
    const list = new Posting(0);
    list.entries = entries;
    list.length = entries.length;
    return list;
  }

  add(slot: number, field: number): void {
    const last = this.length - 1;
    const newest = this.entries[last] ?? -1;
    if (last >= 0 && slotOf(newest) === slot) {
      this.entries[last] = newest | field;
      return;
    }
    if (this.length === this.entries.length) {
      const wider = new Int32Array(this.length + (this.length >> 1) + 2);
      wider.set(this.entries);
      this.entries = wider;
    }
    this.entries[this.length] = (slot << FIELD_BITS) | field;
    this.length += 1;
  }
}

/** Most terms stand in one product only: those cost a number, not a list. */
export class Postings<Key> {
  /** Without those that are only packed. */
  readonly lists = new Map<Key, number | Posting>();
  /** What another thread wrote: a term that is written to here is unpacked first. */
  packed: Packed<Key> | null = null;

  has(key: Key): boolean {
    return this.lists.has(key) || this.isPacked(key);
  }

  isPacked(key: Key): boolean {
    return this.packed?.has(key) === true;
  }

  /** @returns whether the term is new */
  add(key: Key, slot: number, field: number): boolean {
    const known = this.lists.get(key);
    if (known === undefined && !this.isPacked(key)) {
      this.lists.set(key, (slot << FIELD_BITS) | field);
      return true;
    }
    if (typeof known === "object") known.add(slot, field);
    else if (known !== undefined && slotOf(known) === slot) this.lists.set(key, known | field);
    else this.listOf(key).add(slot, field);
    return false;
  }

  /** As a list of its own, however short. */
  listOf(key: Key): Posting {
    const known = this.lists.get(key);
    if (known !== undefined && typeof known !== "number") return known;
    const packed = known === undefined ? this.packed?.entriesOf(key) : undefined;
    const list = packed ? Posting.over(packed) : new Posting();
    if (known !== undefined) list.add(slotOf(known), fieldsOf(known));
    this.lists.set(key, list);
    return list;
  }

  get(key: Key): Posting | null {
    const known = this.lists.get(key);
    if (known === undefined) {
      const packed = this.packed?.entriesOf(key);
      return packed ? Posting.over(packed) : null;
    }
    if (typeof known !== "number") return known;
    const one = new Posting(1);
    one.add(slotOf(known), fieldsOf(known));
    return one;
  }
}

/** Terms that are also found by their beginning. */
export class Vocabulary {
  readonly postings = new Postings<string>();
  private packed: PackedTerms | null = null;
  /** Of those that are not packed. */
  private sorted: string[] | null = null;

  /** Takes over what another thread wrote; nothing was added before. */
  take(packed: PackedTerms): void {
    this.packed = packed;
    this.postings.packed = packed;
    this.sorted = [];
  }

  add(term: string, slot: number, field: number): void {
    if (!this.postings.add(term, slot, field) || this.sorted === null) return;
    this.sorted.splice(placeOf(term, this.sorted), 0, term);
  }

  has(term: string): boolean {
    return this.postings.has(term);
  }

  /** The terms that begin so, at most `most`, the shortest way from the term itself. */
  startingWith(beginning: string, most: number): string[] {
    this.sorted ??= [...this.postings.lists.keys()].sort();
    const found: string[] = [];
    for (let at = placeOf(beginning, this.sorted); found.length < most; at += 1) {
      const term = this.sorted[at];
      if (!term?.startsWith(beginning)) break;
      found.push(term);
    }
    if (this.packed === null) return found;
    return [...found, ...this.packed.startingWith(beginning, most)].sort().slice(0, most);
  }
}

function placeOf(term: string, sorted: readonly string[]): number {
  return placeIn(sorted.length, (at) => (sorted[at] ?? "") < term);
}
