/** Lists of slots as few flat arrays, which pass from one thread to another without a copy and are searched where they lie. */
import type { Posting } from "./postings.ts";

/** List after list: the one at `at` lies in `entries` from `starts[at]` to `starts[at + 1]`. */
export interface PackedLists {
  readonly starts: Int32Array<ArrayBuffer>;
  readonly entries: Int32Array<ArrayBuffer>;
}

/** What a term is found in, besides what was added since. */
export interface Packed<Key> {
  has(key: Key): boolean;
  /** A view of its entries, never to be written to; null: the term is not there. */
  entriesOf(key: Key): Int32Array | null;
}

/** @param lists a number is the only entry of its list; undefined: an empty list */
export function packLists(lists: readonly (number | Posting | undefined)[]): PackedLists {
  const lengthOf = (list: number | Posting | undefined) =>
    typeof list === "number" ? 1 : (list?.length ?? 0);
  const starts = new Int32Array(lists.length + 1);
  for (const [at, list] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + lengthOf(list);
  const entries = new Int32Array(starts[lists.length] ?? 0);
  for (const [at, list] of lists.entries()) {
    if (typeof list === "number") entries[starts[at] ?? 0] = list;
    else if (list !== undefined) entries.set(list.entries.subarray(0, list.length), starts[at]);
  }
  return { starts, entries };
}

export const entriesAt = ({ starts, entries }: PackedLists, at: number): Int32Array =>
  entries.subarray(starts[at], starts[at + 1]);

export interface NumbersPart extends PackedLists {
  /** Ascending. */
  readonly keys: Int32Array<ArrayBuffer>;
}

export function packNumbers(lists: ReadonlyMap<number, number | Posting>): NumbersPart {
  const keys = Int32Array.from(lists.keys()).sort();
  return { keys, ...packLists(Array.from(keys, (key) => lists.get(key))) };
}

/** Lists by a number. */
export class PackedNumbers implements Packed<number> {
  private readonly part: NumbersPart;

  constructor(part: NumbersPart) {
    this.part = part;
  }

  has(key: number): boolean {
    return this.part.keys[this.placeOf(key)] === key;
  }

  entriesOf(key: number): Int32Array | null {
    const at = this.placeOf(key);
    return this.part.keys[at] === key ? entriesAt(this.part, at) : null;
  }

  private placeOf(key: number): number {
    const { keys } = this.part;
    return placeIn(keys.length, (at) => (keys[at] ?? 0) < key);
  }
}

export interface TermsPart extends PackedLists {
  /** The terms one behind the other, in their order, as UTF-16. */
  readonly text: Uint16Array<ArrayBuffer>;
  /** Where in `text` each of them ends. */
  readonly ends: Int32Array<ArrayBuffer>;
}

export function packTerms(lists: ReadonlyMap<string, number | Posting>): TermsPart {
  const terms = [...lists.keys()].sort();
  const text = new Uint16Array(terms.reduce((sum, { length }) => sum + length, 0));
  const ends = new Int32Array(terms.length);
  let end = 0;
  for (const [at, term] of terms.entries()) {
    for (let i = 0; i < term.length; i += 1) text[end + i] = term.charCodeAt(i);
    end += term.length;
    ends[at] = end;
  }
  return { text, ends, ...packLists(terms.map((term) => lists.get(term))) };
}

/** Lists by a word, which are also found by its beginning. */
export class PackedTerms implements Packed<string> {
  private readonly part: TermsPart;

  constructor(part: TermsPart) {
    this.part = part;
  }

  has(term: string): boolean {
    return this.compare(this.placeOf(term), term) === 0;
  }

  entriesOf(term: string): Int32Array | null {
    const at = this.placeOf(term);
    return this.compare(at, term) === 0 ? entriesAt(this.part, at) : null;
  }

  /** The terms that begin so, in their order, at most `most`. */
  startingWith(beginning: string, most: number): string[] {
    const found: string[] = [];
    for (let at = this.placeOf(beginning); at < this.part.ends.length && found.length < most; at += 1) {
      const term = this.termAt(at);
      if (!term.startsWith(beginning)) break;
      found.push(term);
    }
    return found;
  }

  private placeOf(term: string): number {
    return placeIn(this.part.ends.length, (at) => this.compare(at, term) < 0);
  }

  /** Below 0: the one at `at` comes before the term; 0: it is the term. */
  private compare(at: number, term: string): number {
    const { text, ends } = this.part;
    const from = ends[at - 1] ?? 0;
    const length = (ends[at] ?? from) - from;
    for (let i = 0; i < length && i < term.length; i += 1) {
      const apart = (text[from + i] ?? 0) - term.charCodeAt(i);
      if (apart !== 0) return apart;
    }
    return length - term.length;
  }

  private termAt(at: number): string {
    const { text, ends } = this.part;
    return String.fromCharCode(...text.subarray(ends[at - 1] ?? 0, ends[at]));
  }
}

/** The first place that does not come before what is looked for. */
export function placeIn(length: number, isBefore: (at: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
