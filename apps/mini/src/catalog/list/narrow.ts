import type { SORTS } from "@banyan/contract";

export type Sort = (typeof SORTS)[number];

/** What the list is narrowed down by; amounts in fen. */
export interface Narrow {
  category: string | null;
  leastFen: number | null;
  mostFen: number | null;
  inStock: boolean;
  fulfilment: "parcel" | "service" | null;
  tag: string | null;
}

export const NOT_NARROWED: Narrow = {
  category: null,
  leastFen: null,
  mostFen: null,
  inStock: false,
  fulfilment: null,
  tag: null,
};

/** As the API takes it. A least price above the most one is taken the other way round. */
export function asQuery(
  narrow: Narrow,
  place: { category: string; q: string },
): {
  category?: string;
  q?: string;
  least_fen?: number;
  most_fen?: number;
  in_stock?: boolean;
  fulfilment?: "parcel" | "service";
  tag?: string;
} {
  const [least, most] = inOrder(narrow.leastFen, narrow.mostFen);
  const category = narrow.category ?? place.category;
  return {
    ...(category === "" ? {} : { category }),
    ...(place.q === "" ? {} : { q: place.q }),
    ...(least === null ? {} : { least_fen: least }),
    ...(most === null ? {} : { most_fen: most }),
    ...(narrow.inStock ? { in_stock: true } : {}),
    ...(narrow.fulfilment === null ? {} : { fulfilment: narrow.fulfilment }),
    ...(narrow.tag === null ? {} : { tag: narrow.tag }),
  };
}

function inOrder(least: number | null, most: number | null): [number | null, number | null] {
  return least !== null && most !== null && least > most ? [most, least] : [least, most];
}

/** How many choices are made. */
export function countOf({ category, leastFen, mostFen, inStock, fulfilment, tag }: Narrow): number {
  const made = [
    category !== null,
    leastFen !== null || mostFen !== null,
    inStock,
    fulfilment !== null,
    tag !== null,
  ];
  return made.filter(Boolean).length;
}

/** The same product may come again on a later page after its place has changed; it is shown once. */
export function each<One extends { id: string }>(items: readonly One[]): One[] {
  const seen = new Set<string>();
  return items.filter(({ id }) => !seen.has(id) && seen.add(id));
}
