/** Products that a search, a category or nothing at all asks for, one page of ids at a time, and what they can be narrowed down by. */
import type { Facets } from "@banyan/contract";
import type { Services } from "../services.ts";
import type { Indexed } from "./current.ts";
import { type Found, find, findSigns, findSome } from "./match.ts";
import { type Posting, slotOf } from "./postings.ts";
import {
  type Filter,
  filterOf,
  type Order,
  type Picked,
  type Place,
  pick,
  slotsOfCategory,
} from "./select.ts";

export interface ListFilter {
  category?: string | undefined;
  least_fen?: number | undefined;
  most_fen?: number | undefined;
  in_stock?: boolean | undefined;
  fulfilment?: "parcel" | "service" | undefined;
  tag?: string | undefined;
  q?: string | undefined;
}

/** A search is counted once: neither its further pages nor the same words sorted or narrowed down. */
export function isFirstLook(input: ListFilter & { sort: Order; cursor?: string | undefined }): boolean {
  const { category, least_fen, most_fen, in_stock, fulfilment, tag, cursor, sort } = input;
  const narrowed = [category, least_fen, most_fen, in_stock, fulfilment, tag, cursor];
  return sort === "recommended" && narrowed.every((one) => one === undefined);
}

const MOST_FACETS = 30;
const MOST_NEAR = 6;
const NOTHING: Found = { slots: [], fits: [], direct: 0 };

/** @returns near: nothing is called so, these may be meant @throws Refusal search_warming, of words only */
export async function pickProducts(
  { search }: Services,
  input: ListFilter & { sort: Order; limit: number },
  after: Place | null,
): Promise<Picked & { near: boolean }> {
  const indexed = await indexFor(search, input.q);
  const passes = filterOf(indexed, toFilter(input));
  const found = await findWords(search, indexed, input.q, (slot) => indexed.shelf.isOffered(slot));
  const picked = pick(indexed.shelf, found, passes, input.sort, after, input.limit);
  return { ...picked, near: found !== null && found.direct === 0 && picked.total > 0 };
}

export async function countFacets({ search }: Services, input: ListFilter): Promise<Facets> {
  const indexed = await indexFor(search, input.q);
  const { shelf, categories } = indexed;
  const { least_fen, most_fen, ...anyPrice } = input;
  const passes = filterOf(indexed, toFilter(anyPrice));
  const found = await findWords(search, indexed, input.q, (slot) => shelf.isOffered(slot));
  const shown = new Uint8Array(shelf.size);
  const sum = { total: 0, in_stock: 0, service: 0, least: Number.POSITIVE_INFINITY, most: 0 };
  const take = (slot: number) => {
    if (!passes(slot)) return;
    const price = shelf.price[slot] ?? 0;
    sum.least = Math.min(sum.least, price);
    sum.most = Math.max(sum.most, price);
    if (price < (least_fen ?? 0) || price > (most_fen ?? Number.POSITIVE_INFINITY)) return;
    shown[slot] = 1;
    sum.total += 1;
    if (shelf.soldOut[slot] !== true) sum.in_stock += 1;
    if (shelf.service[slot] === true) sum.service += 1;
  };
  if (found === null) for (let slot = 0; slot < shelf.size; slot += 1) take(slot);
  else for (const slot of found.slots) take(slot);
  // Lists of a category and those below it overlap: each round counts a product once.
  const counted = new Uint32Array(shelf.size);
  let round = 0;
  const countOf = (lists: readonly Posting[]) => {
    let count = 0;
    round += 1;
    for (const { entries, length } of lists) {
      for (let at = 0; at < length; at += 1) {
        const slot = slotOf(entries[at] ?? 0);
        if (shown[slot] !== 1 || counted[slot] === round) continue;
        counted[slot] = round;
        count += 1;
      }
    }
    return count;
  };
  const tags = [...shelf.tags.lists.keys()].map((tag) => {
    const list = shelf.tags.get(tag);
    return { tag, count: countOf(list === null ? [] : [list]) };
  });
  return {
    ...{ total: sum.total, in_stock: sum.in_stock, service: sum.service },
    categories: most(
      categories
        .filter(({ removed }) => !removed)
        .map(({ id, name }) => ({ id, name, count: countOf(slotsOfCategory(indexed, id)) })),
    ),
    tags: most(tags),
    price: sum.most === 0 ? null : { least_fen: sum.least, most_fen: sum.most },
  };
}

/** For a search that found nothing: what holds some of it, and what sells. Ids, best first. */
export async function pickNear({ search }: Services, q: string): Promise<{ near: bigint[]; hot: bigint[] }> {
  const { shelf } = await search.index.words();
  const { synonyms } = await search.hints.get();
  const sold = (slot: number) => shelf.isOffered(slot) && shelf.soldOut[slot] !== true;
  const some = findSome(shelf, q, synonyms, sold).slots.slice(0, MOST_NEAR);
  const { places } = pick(shelf, null, sold, "sales", null, MOST_NEAR);
  return { near: some.map((slot) => shelf.ids[slot] ?? 0n), hot: places.map(({ id }) => id) };
}

/** Ids of products in any state that the operator's words find; null: no words. */
export async function findForConsole({ search }: Services, q: string): Promise<bigint[] | null> {
  if (q.trim() === "") return null;
  const indexed = await search.index.words();
  const found = await findWords(search, indexed, q, () => true);
  const { slots, direct } = found ?? NOTHING;
  const shown = direct === 0 ? slots : slots.slice(0, direct);
  return shown.map((slot) => indexed.shelf.ids[slot] ?? 0n);
}

const saysNothing = (q: string | undefined): q is undefined => q === undefined || q.trim() === "";

const indexFor = ({ index }: Services["search"], q: string | undefined): Promise<Indexed> =>
  saysNothing(q) ? index.lists() : index.words();

async function findWords(
  search: Services["search"],
  { shelf }: Indexed,
  q: string | undefined,
  wanted: (slot: number) => boolean,
): Promise<Found | null> {
  if (saysNothing(q)) return null;
  const { synonyms } = await search.hints.get();
  const counts = (slot: number) => shelf.state[slot] !== 0 && wanted(slot);
  return find(shelf, q, synonyms, counts) ?? findSigns(shelf, q, counts);
}

function toFilter(input: ListFilter): Filter {
  return {
    category: input.category ?? null,
    leastFen: input.least_fen ?? null,
    mostFen: input.most_fen ?? null,
    inStock: input.in_stock === true,
    fulfilment: input.fulfilment ?? null,
    tag: input.tag === undefined || input.tag === "" ? null : input.tag,
  };
}

function most<One extends { count: number }>(all: One[]): One[] {
  return all
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_FACETS);
}
