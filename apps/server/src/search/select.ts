/** Which of the products found are shown: filters, order, a page, counts. All in memory; one pass over what was found. */
import { rankOf, relevanceKey } from "@banyan/domain";
import type { Indexed } from "./current.ts";
import type { Found } from "./match.ts";
import { type Posting, slotOf } from "./postings.ts";
import type { Shelf } from "./shelf.ts";

export type Order = "recommended" | "sales" | "price_up" | "price_down" | "newest";

export interface Filter {
  category: string | null;
  /** Fen, both included; of the least price of a product. */
  leastFen: number | null;
  mostFen: number | null;
  inStock: boolean;
  fulfilment: "parcel" | "service" | null;
  tag: string | null;
}

export interface Place {
  key: bigint;
  id: bigint;
}

export interface Picked {
  /** In order, at most the limit. */
  places: Place[];
  more: boolean;
  /** How many there are in all. */
  total: number;
}

/** A category with those below it; the products of all of them. */
export function slotsOfCategory({ shelf, categories }: Indexed, id: string): Posting[] {
  const ids = [id, ...categories.filter(({ parent_id }) => parent_id === id).map((child) => child.id)];
  return ids.flatMap((one) => shelf.categories.get(one) ?? []);
}

/** Tells of a slot whether it is offered and passes the filter. */
export function filterOf(indexed: Indexed, filter: Filter): (slot: number) => boolean {
  const { shelf } = indexed;
  const placed = filter.category === null ? null : marked(shelf, slotsOfCategory(indexed, filter.category));
  const tag = filter.tag === null ? null : shelf.tags.get(filter.tag);
  const tagged = filter.tag === null ? null : marked(shelf, tag === null ? [] : [tag]);
  const { leastFen, mostFen, inStock, fulfilment } = filter;
  return (slot) => {
    if (!shelf.isOffered(slot)) return false;
    if (placed !== null && placed[slot] === 0) return false;
    if (tagged !== null && tagged[slot] === 0) return false;
    if (inStock && shelf.soldOut[slot] === true) return false;
    if (fulfilment !== null && shelf.service[slot] !== (fulfilment === "service")) return false;
    const price = shelf.price[slot] ?? 0;
    return (leastFen === null || price >= leastFen) && (mostFen === null || price <= mostFen);
  };
}

function marked(shelf: Shelf, lists: readonly Posting[]): Uint8Array {
  const marks = new Uint8Array(shelf.size);
  for (const list of lists) {
    for (let at = 0; at < list.length; at += 1) marks[slotOf(list.entries[at] ?? 0)] = 1;
  }
  return marks;
}

/**
 * One page after a place. Every order is descending by a whole number and then by id, so one comparison pages all of them, and what is
 * added or changed meanwhile shows nothing twice.
 * @param found null: everything; a row of slots has no fits beside it
 */
export function pick(
  shelf: Shelf,
  found: Found | null,
  passes: (slot: number) => boolean,
  order: Order,
  after: Place | null,
  limit: number,
): Picked {
  const keyOf = keyFor(shelf, found, order);
  const best = new Best(shelf, limit + 1);
  const [key, id] = after === null ? [Number.POSITIVE_INFINITY, 0n] : [Number(after.key), after.id];
  // What was only nearly meant is shown in the order of how near it is, and not among what was found.
  const count =
    found === null
      ? shelf.size
      : order === "recommended" || found.direct === 0
        ? found.slots.length
        : found.direct;
  let total = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = found === null ? at : (found.slots[at] ?? 0);
    if (!passes(slot)) continue;
    total += 1;
    const own = keyOf(slot, at);
    if (own < key || (own === key && (shelf.ids[slot] ?? 0n) < id)) best.offer(slot, own);
  }
  const slots = best.sorted();
  const places = slots
    .slice(0, limit)
    .map(([slot, own]) => ({ key: BigInt(own), id: shelf.ids[slot] ?? 0n }));
  return { places, more: slots.length > limit, total };
}

function keyFor(shelf: Shelf, found: Found | null, order: Order): (slot: number, at: number) => number {
  switch (order) {
    case "newest":
      return (slot) => shelf.created[slot] ?? 0;
    case "sales":
      return (slot) => shelf.sales[slot] ?? 0;
    case "price_up":
      return (slot) => -(shelf.price[slot] ?? 0);
    case "price_down":
      return (slot) => shelf.price[slot] ?? 0;
    case "recommended":
      if (found === null) return (slot) => shelf.weight[slot] ?? 0;
      return (slot, at) =>
        relevanceKey(rankOf(found.fits[at] ?? 0, shelf.soldOut[slot] === true), shelf.sales[slot] ?? 0);
  }
}

/** The first few of many: a heap whose root is the last of them. */
class Best {
  private readonly slots: number[] = [];
  private readonly keys: number[] = [];
  private readonly shelf: Shelf;
  private readonly most: number;

  constructor(shelf: Shelf, most: number) {
    this.shelf = shelf;
    this.most = most;
  }

  offer(slot: number, key: number): void {
    if (this.slots.length < this.most) {
      this.slots.push(slot);
      this.keys.push(key);
      this.rise(this.slots.length - 1);
    } else if (this.isBehind(this.slots[0] ?? 0, this.keys[0] ?? 0, slot, key)) {
      this.slots[0] = slot;
      this.keys[0] = key;
      this.sink();
    }
  }

  sorted(): [slot: number, key: number][] {
    const all = this.slots.map((slot, at): [number, number] => [slot, this.keys[at] ?? 0]);
    return all.sort(([a, keyA], [b, keyB]) => (this.isBehind(a, keyA, b, keyB) ? 1 : -1));
  }

  private isBehind(a: number, keyA: number, b: number, keyB: number): boolean {
    return keyA < keyB || (keyA === keyB && (this.shelf.ids[a] ?? 0n) < (this.shelf.ids[b] ?? 0n));
  }

  private at(place: number): [number, number] {
    return [this.slots[place] ?? 0, this.keys[place] ?? 0];
  }

  private swap(a: number, b: number): void {
    const [slotA, keyA] = this.at(a);
    const [slotB, keyB] = this.at(b);
    this.slots[a] = slotB;
    this.keys[a] = keyB;
    this.slots[b] = slotA;
    this.keys[b] = keyA;
  }

  private rise(from: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.isBehind(...this.at(at), ...this.at(above))) return;
      this.swap(at, above);
      at = above;
    }
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      let last = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < this.slots.length && this.isBehind(...this.at(below), ...this.at(last))) last = below;
      }
      if (last === at) return;
      this.swap(at, last);
      at = last;
    }
  }
}
