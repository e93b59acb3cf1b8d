/** An index from the thread that wrote it to the one that asks it, in parts of which none takes long to send or to take. */
import {
  entriesAt,
  type NumbersPart,
  type PackedLists,
  PackedNumbers,
  PackedTerms,
  packLists,
  packNumbers,
  packTerms,
  type TermsPart,
} from "./packed.ts";
import { Posting, type Postings } from "./postings.ts";
import { DEAD, type Shelf } from "./shelf.ts";

const BY_NUMBER = ["chars", "pairs", "soundPairs"] as const;
const BY_TERM = ["latin", "codes"] as const;
const BY_NAME = ["categories", "tags"] as const;
const BY_PLACE = ["sounds", "initials", "firstLetters"] as const;
const TEXTS = ["titles", "names", "subtitles", "others"] as const;
const COLUMNS = ["weight", "created", "updated", "price", "sales"] as const;
/** A few milliseconds to take. */
const PRODUCTS = 1_000;
/** PostgreSQL holds no text with it. */
const BETWEEN = "\0";

/** Products of neighbouring slots. */
interface ProductsPart {
  readonly kind: "products";
  readonly ids: BigInt64Array<ArrayBuffer>;
  readonly state: Uint8Array<ArrayBuffer>;
  readonly service: Uint8Array<ArrayBuffer>;
  readonly soldOut: Uint8Array<ArrayBuffer>;
  readonly kinds: Int32Array<ArrayBuffer>;
  /** Each as one text: tens of thousands of small ones would be what the collector copies. */
  readonly texts: Record<(typeof TEXTS)[number], string>;
}

export type Part =
  | ({ readonly kind: "numbers"; readonly of: (typeof BY_NUMBER)[number] } & NumbersPart)
  | ({ readonly kind: "terms"; readonly of: (typeof BY_TERM)[number] } & TermsPart)
  | ({ readonly kind: "names"; readonly of: (typeof BY_NAME)[number]; keys: string[] } & PackedLists)
  | ({ readonly kind: "places"; readonly of: (typeof BY_PLACE)[number] } & PackedLists)
  | { readonly kind: "column"; readonly of: (typeof COLUMNS)[number]; values: Float64Array<ArrayBuffer> }
  | { readonly kind: "kinds"; readonly of: ReadonlyMap<string, number>; readonly names: Shelf["kindNames"] }
  | ProductsPart;

/** Everything that stands in a new index. What was handed over is gone from it: two copies of all would be twice the memory. */
export function* partsOf(shelf: Shelf): Generator<Part> {
  for (const of of BY_NUMBER) {
    yield { kind: "numbers", of, ...packNumbers(shelf[of].lists) };
    shelf[of].lists.clear();
  }
  for (const of of BY_TERM) {
    yield { kind: "terms", of, ...packTerms(shelf[of].postings.lists) };
    shelf[of].postings.lists.clear();
  }
  for (const of of BY_NAME) {
    const { lists } = shelf[of];
    yield { kind: "names", of, keys: [...lists.keys()], ...packLists([...lists.values()]) };
  }
  for (const of of BY_PLACE) yield { kind: "places", of, ...packLists(Array.from(shelf[of])) };
  for (const of of COLUMNS) yield { kind: "column", of, values: shelf[of].slice(0, shelf.size) };
  yield { kind: "kinds", of: shelf.kindOf, names: shelf.kindNames };
  for (let from = 0; from < shelf.size; from += PRODUCTS) yield productsFrom(shelf, from, from + PRODUCTS);
}

function productsFrom(shelf: Shelf, from: number, to: number): ProductsPart {
  const textOf = (of: (typeof TEXTS)[number]) => shelf[of].slice(from, to).join(BETWEEN);
  return {
    kind: "products",
    ids: BigInt64Array.from(shelf.ids.slice(from, to)),
    state: Uint8Array.from(shelf.state.slice(from, to)),
    service: Uint8Array.from(shelf.service.slice(from, to), Number),
    soldOut: Uint8Array.from(shelf.soldOut.slice(from, to), Number),
    kinds: Int32Array.from(shelf.kinds.slice(from, to)),
    texts: {
      titles: textOf("titles"),
      names: textOf("names"),
      subtitles: textOf("subtitles"),
      others: textOf("others"),
    },
  };
}

/** What of a part passes to the other thread without a copy. */
export function buffersOf(part: Part): ArrayBuffer[] {
  return Object.values(part).flatMap((value) =>
    ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [],
  );
}

/** @param shelf takes one part after the other, in their order, and nothing else until the last */
export function takePart(shelf: Shelf, part: Part): void {
  switch (part.kind) {
    case "numbers":
      shelf[part.of].packed = new PackedNumbers(part);
      break;
    case "terms":
      shelf[part.of].take(new PackedTerms(part));
      break;
    case "names":
      takeNames(shelf[part.of], part);
      break;
    case "places":
      for (const at of part.starts.subarray(1).keys()) {
        const entries = entriesAt(part, at);
        if (entries.length > 0) shelf[part.of][at] = Posting.over(entries);
      }
      break;
    case "column":
      shelf.columns[part.of].values = part.values;
      break;
    case "kinds":
      for (const [kind, number] of part.of) shelf.kindOf.set(kind, number);
      shelf.kindNames.push(...part.names);
      break;
    case "products":
      takeProducts(shelf, part);
  }
}

function takeNames(postings: Postings<string>, part: PackedLists & { keys: string[] }): void {
  for (const [at, key] of part.keys.entries()) postings.lists.set(key, Posting.over(entriesAt(part, at)));
}

function takeProducts(shelf: Shelf, part: ProductsPart): void {
  for (const [at, id] of part.ids.entries()) {
    if (part.state[at] === DEAD) shelf.dead += 1;
    else shelf.slots.set(id, shelf.size);
    shelf.size += 1;
    shelf.ids.push(id);
    shelf.state.push(part.state[at] ?? DEAD);
    shelf.service.push(part.service[at] === 1);
    shelf.soldOut.push(part.soldOut[at] === 1);
    shelf.kinds.push(part.kinds[at] ?? 0);
  }
  for (const of of TEXTS) shelf[of].push(...part.texts[of].split(BETWEEN));
}
