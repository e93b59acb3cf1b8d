/** Lists of products by term. An entry is the product's slot and, in its lowest three bits, the fields in which the term stands. */

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
  readonly lists = new Map<Key, number | Posting>();

  /** @returns whether the term is new */
  add(key: Key, slot: number, field: number): boolean {
    const known = this.lists.get(key);
    if (known === undefined) {
      this.lists.set(key, (slot << FIELD_BITS) | field);
      return true;
    }
    if (typeof known !== "number") known.add(slot, field);
    else if (slotOf(known) === slot) this.lists.set(key, known | field);
    else this.listOf(key).add(slot, field);
    return false;
  }

  /** As a list of its own, however short. */
  listOf(key: Key): Posting {
    const known = this.lists.get(key);
    if (known !== undefined && typeof known !== "number") return known;
    const list = new Posting();
    if (known !== undefined) list.add(slotOf(known), fieldsOf(known));
    this.lists.set(key, list);
    return list;
  }

  get(key: Key): Posting | null {
    const known = this.lists.get(key);
    if (known === undefined) return null;
    if (typeof known !== "number") return known;
    const one = new Posting(1);
    one.add(slotOf(known), fieldsOf(known));
    return one;
  }
}

/** Terms that are also found by their beginning. */
export class Vocabulary {
  readonly postings = new Postings<string>();
  private sorted: string[] | null = null;

  add(term: string, slot: number, field: number): void {
    if (!this.postings.add(term, slot, field) || this.sorted === null) return;
    this.sorted.splice(this.placeOf(term, this.sorted), 0, term);
  }

  has(term: string): boolean {
    return this.postings.lists.has(term);
  }

  /** The terms that begin so, at most `most`, the shortest way from the term itself. */
  startingWith(beginning: string, most: number): string[] {
    this.sorted ??= [...this.postings.lists.keys()].sort();
    const found: string[] = [];
    for (let at = this.placeOf(beginning, this.sorted); found.length < most; at += 1) {
      const term = this.sorted[at];
      if (!term?.startsWith(beginning)) break;
      found.push(term);
    }
    return found;
  }

  private placeOf(term: string, sorted: readonly string[]): number {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? "") < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
