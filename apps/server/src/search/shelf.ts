/**
 * The index of products in this process's memory: columns by slot, and lists of slots by term. A product that changes gets a new slot and
 * its old one is dead, so that every list only grows; an index with many dead slots is built anew.
 */
import { plainText, runsOf, SYLLABLES, squeeze } from "@banyan/domain";
import { readingsOf, simplify } from "./pinyin.ts";
import { IN_NAME, IN_OTHER, IN_SUBTITLE, Posting, Postings, Vocabulary } from "./postings.ts";

export interface ShelfProduct {
  id: bigint;
  state: "listed" | "unlisted" | "recycled";
  name: string;
  subtitle: string;
  /** Names of the categories it stands in, and of those above them; they are among the others too. */
  kinds: string[];
  above: string[];
  /** Origin, names of categories, tags, values of specs. */
  others: string[];
  codes: string[];
  /** The main category and display categories. */
  categories: string[];
  tags: string[];
  service: boolean;
  weight: number;
  /** µs since 1970. */
  created: number;
  /** µs since 1970: a row that was read before is known by it. */
  updated: number;
  /** The least of its SKUs in fen; null: nothing of it is offered. */
  price: number | null;
  sales: number;
  soldOut: boolean;
}

export const DEAD = 0;
export const LISTED = 1;
export const UNLISTED = 2;
export const RECYCLED = 3;
const STATES = { listed: LISTED, unlisted: UNLISTED, recycled: RECYCLED };
/** Readings of a pair: more of them than this are noise. */
const PAIR_READINGS = 2;
const SYLLABLE_BITS = 9;
const FIRST_HAN = 0x3400;
const INITIALS = 26;

/** Fits a small integer, which a Map finds quicker. */
export const charPair = (first: number, second: number): number =>
  ((first - FIRST_HAN) << 15) | (second - FIRST_HAN);
export const syllablePair = (first: number, second: number): number => (first << SYLLABLE_BITS) | second;
const INITIAL = Uint8Array.from(SYLLABLES, (syllable) => syllable.charCodeAt(0) - 97);
const initialOf = (syllable: number): number => INITIAL[syllable] ?? 0;

interface Prose {
  /** Squeezed. */
  readonly text: string;
  readonly latin: readonly string[];
}
const MOST_PROSES = 20_000;

/** Grows like an array, holds numbers as they are. */
class Column {
  values: Float64Array<ArrayBuffer> = new Float64Array(1024);
  set(at: number, value: number): void {
    if (at >= this.values.length) {
      const wider = new Float64Array(at + (at >> 1) + 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[at] = value;
  }
}

export class Shelf {
  size = 0;
  dead = 0;
  readonly ids: bigint[] = [];
  readonly titles: string[] = [];
  /** Squeezed, for the last word on what fits. */
  readonly names: string[] = [];
  readonly subtitles: string[] = [];
  /** Squeezed, with a line's end between them. */
  readonly others: string[] = [];
  /** Which of `kindNames`: many products stand in the same few categories. */
  readonly kinds: number[] = [];
  /** Squeezed. */
  readonly kindNames: { own: readonly string[]; above: readonly string[] }[] = [];
  readonly kindOf = new Map<string, number>();
  readonly state: number[] = [];
  readonly service: boolean[] = [];
  readonly soldOut: boolean[] = [];
  readonly columns = {
    weight: new Column(),
    created: new Column(),
    updated: new Column(),
    price: new Column(),
    sales: new Column(),
  };
  readonly slots = new Map<bigint, number>();
  private readonly proses = new Map<string, Prose>();

  readonly chars = new Postings<number>();
  readonly pairs = new Postings<number>();
  readonly sounds: (Posting | undefined)[] = [];
  readonly soundPairs = new Postings<number>();
  readonly initials: (Posting | undefined)[] = [];
  readonly firstLetters: (Posting | undefined)[] = [];
  readonly latin = new Vocabulary();
  readonly codes = new Vocabulary();
  readonly categories = new Postings<string>();
  readonly tags = new Postings<string>();

  get weight(): Float64Array {
    return this.columns.weight.values;
  }
  get created(): Float64Array {
    return this.columns.created.values;
  }
  get updated(): Float64Array {
    return this.columns.updated.values;
  }
  get price(): Float64Array {
    return this.columns.price.values;
  }
  get sales(): Float64Array {
    return this.columns.sales.values;
  }

  /** Adds a product, or replaces what is known of it. A row that was read before changes nothing, unless `again` says so. */
  put(product: ShelfProduct, again = false): void {
    const before = this.slots.get(product.id);
    if (before !== undefined) {
      if (!again && this.updated[before] === product.updated) return;
      this.bury(before);
    }
    const slot = this.size;
    this.size += 1;
    this.slots.set(product.id, slot);
    this.ids.push(product.id);
    this.titles.push(product.name);
    this.state.push(STATES[product.state]);
    this.service.push(product.service);
    this.soldOut.push(product.soldOut);
    for (const key of ["weight", "created", "updated", "sales"] as const)
      this.columns[key].set(slot, product[key]);
    this.columns.price.set(slot, product.price ?? 0);
    this.write(slot, product);
  }

  /** Whether it is known as it was stamped then. */
  has(id: bigint, updated: number): boolean {
    const slot = this.slots.get(id);
    return slot !== undefined && this.updated[slot] === updated;
  }

  drop(id: bigint): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    this.bury(slot);
    this.slots.delete(id);
  }

  setFigures(id: bigint, sales: number, soldOut: boolean): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    this.columns.sales.set(slot, sales);
    this.soldOut[slot] = soldOut;
  }

  /** On the shelf with something that has a price. */
  isOffered(slot: number): boolean {
    return this.state[slot] === LISTED && (this.price[slot] ?? 0) > 0;
  }

  private bury(slot: number): void {
    this.state[slot] = DEAD;
    this.dead += 1;
  }

  private write(slot: number, product: ShelfProduct): void {
    const name = plainText(product.name, simplify);
    const subtitle = plainText(product.subtitle, simplify);
    this.names.push(squeeze(name));
    this.subtitles.push(squeeze(subtitle));
    const others = product.others.map((text) => this.proseOf(text));
    this.others.push(others.map(({ text }) => text).join("\n"));
    this.kinds.push(this.kindNumber(product));
    this.writeProse(slot, proseOf(name), IN_NAME);
    this.writeProse(slot, proseOf(subtitle), IN_SUBTITLE);
    for (const other of others) this.writeProse(slot, other, IN_OTHER);
    for (const code of product.codes) this.writeCode(slot, plainText(code, simplify));
    for (const category of product.categories) this.categories.add(category, slot, IN_OTHER);
    for (const tag of product.tags) this.tags.add(tag, slot, IN_OTHER);
  }

  private kindNumber({ kinds, above }: ShelfProduct): number {
    const key = [...kinds, "", ...above].join("\n");
    const known = this.kindOf.get(key);
    if (known !== undefined) return known;
    const plain = (names: readonly string[]) => names.map((name) => squeeze(plainText(name, simplify)));
    this.kindOf.set(key, this.kindNames.length);
    return this.kindNames.push({ own: plain(kinds), above: plain(above) }) - 1;
  }

  private writeCode(slot: number, code: string): void {
    const whole = squeeze(code);
    if (whole !== "") this.codes.add(whole, slot, IN_OTHER);
    for (const { text } of runsOf(code)) if (text !== whole) this.codes.add(text, slot, IN_OTHER);
  }

  /** Tags, origins, categories and specs: the same few thousand texts stand with all products. */
  private proseOf(text: string): Prose {
    const known = this.proses.get(text);
    if (known !== undefined) return known;
    const prose = proseOf(plainText(text, simplify));
    if (this.proses.size < MOST_PROSES) this.proses.set(text, prose);
    return prose;
  }

  private writeProse(slot: number, { text, latin }: Prose, field: number): void {
    for (const term of latin) this.latin.add(term, slot, field);
    let before = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < FIRST_HAN) {
        before = 0;
        continue;
      }
      if (before === 0) for (const list of this.listsOfOne(code)) list.add(slot, field);
      else this.writePair(slot, field, before, code);
      before = code;
    }
  }

  /** A pair is met again and again: what it is written to is looked up once. */
  private writePair(slot: number, field: number, before: number, code: number): void {
    const key = charPair(before, code);
    const pair = this.pairs.lists.get(key);
    if (pair === undefined && !this.pairs.isPacked(key)) {
      this.pairs.add(key, slot, field);
      for (const list of this.listsOfPair(before, code)) list.add(slot, field);
      return;
    }
    const list = typeof pair === "object" ? pair : this.pairs.listOf(key);
    list.also ??= this.listsOfPair(before, code);
    list.add(slot, field);
    for (const other of list.also) other.add(slot, field);
  }

  /** The character itself and what it may be read as. */
  private listsOfOne(code: number): Posting[] {
    const lists = [this.chars.listOf(code)];
    for (const sound of readingsOf(code))
      lists.push(listOf(this.sounds, sound), listOf(this.firstLetters, initialOf(sound)));
    return lists;
  }

  /** Those of the second character, and the pairs of sounds. */
  private listsOfPair(before: number, code: number): Posting[] {
    const lists = new Set(this.listsOfOne(code));
    for (const one of readingsOf(before).slice(0, PAIR_READINGS)) {
      for (const two of readingsOf(code).slice(0, PAIR_READINGS)) {
        lists.add(this.soundPairs.listOf(syllablePair(one, two)));
        lists.add(listOf(this.initials, initialOf(one) * INITIALS + initialOf(two)));
      }
    }
    return [...lists];
  }

  /** One character's reading begins with this letter. */
  heads(letter: string): Posting | undefined {
    return this.firstLetters[letter.charCodeAt(0) - 97];
  }

  /** Both begin with these letters. */
  initialPair(first: string, second: string): Posting | null {
    return this.initials[(first.charCodeAt(0) - 97) * INITIALS + second.charCodeAt(0) - 97] ?? null;
  }
}

/** Signs and spaces part nothing: "古树·滇红" is found as 古树滇红. */
function proseOf(plain: string): Prose {
  return { text: squeeze(plain), latin: runsOf(plain).flatMap(({ han, text }) => (han ? [] : [text])) };
}

function listOf(lists: (Posting | undefined)[], at: number): Posting {
  lists[at] ??= new Posting();
  return lists[at];
}
