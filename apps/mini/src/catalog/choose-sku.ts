import type { ProductDetail, ProductLive } from "@banyan/contract";
import { payable } from "./shown-price.ts";

type Sku = ProductDetail["skus"][number];

/** One value per spec, in the product's order; null where none is chosen yet. */
export type Choice = readonly (string | null)[];
/** How a value may be shown: takes part, nothing left of it, or no such combination. */
export type ValueState = "open" | "sold_out" | "missing";

/** Pieces left by SKU id; null until the live call has answered. */
export type Stock = ReadonlyMap<string, number> | null;

export function stockOf(live: ProductLive | null): Stock {
  return live === null ? null : new Map(live.skus.map(({ id, available }) => [id, available]));
}

/** What is left of a SKU. Unknown counts as there: the cart and the quote have the last word. */
export function available(stock: Stock, skuId: string): number {
  return stock === null ? Number.POSITIVE_INFINITY : (stock.get(skuId) ?? 0);
}

/** The SKU that a full choice names. */
export function skuOf(skus: readonly Sku[], choice: Choice): Sku | null {
  return skus.find(({ spec }) => spec.every((value, at) => choice[at] === value)) ?? null;
}

/** The state of `value` for spec number `at`, given what is chosen for the others. */
export function valueState(
  skus: readonly Sku[],
  stock: Stock,
  choice: Choice,
  at: number,
  value: string,
): ValueState {
  const fitting = skus.filter(({ spec }) =>
    spec.every((own, spot) => (spot === at ? own === value : choice[spot] == null || choice[spot] === own)),
  );
  if (fitting.length === 0) return "missing";
  return fitting.some(({ id }) => available(stock, id) > 0) ? "open" : "sold_out";
}

/**
 * The first spec whose values each have one picture of their own (colours mostly do), with them; null where no spec is told apart by
 * pictures.
 */
export function picturedSpec(
  specs: ProductDetail["specs"],
  skus: readonly Sku[],
): { at: number; pictures: ReadonlyMap<string, string> } | null {
  for (const [at, { values }] of specs.entries()) {
    const pictures = new Map<string, string>();
    const clear = values.every((value) => {
      const own = new Set(
        skus.flatMap(({ spec, picture }) => (spec[at] === value && picture !== null ? [picture] : [])),
      );
      const [only] = own;
      if (only !== undefined) pictures.set(value, only);
      return own.size <= 1;
    });
    if (clear && new Set(pictures.values()).size > 1) return { at, pictures };
  }
  return null;
}

/** What is chosen when the sheet opens: the SKU asked for, else the only or cheapest one that is there. */
export function firstChoice(
  specs: ProductDetail["specs"],
  skus: readonly Sku[],
  stock: Stock,
  skuId: string | null,
): Choice {
  const asked = skus.find(({ id }) => id === skuId);
  if (asked !== undefined) return asked.spec;
  const there = skus.filter(({ id }) => available(stock, id) > 0);
  const cheapest = [...there].sort((a, b) => payable(a) - payable(b))[0];
  return cheapest?.spec ?? specs.map(() => null);
}

/** Puts `value` for spec number `at`, letting go of others that do not go with it; the same value again lets go of it. */
export function choose(skus: readonly Sku[], choice: Choice, at: number, value: string): Choice {
  if (choice[at] === value) return choice.map((own, spot) => (spot === at ? null : own));
  const next = choice.map((own, spot) => (spot === at ? value : own));
  const fits = (tried: Choice) =>
    skus.some(({ spec }) => spec.every((own, spot) => tried[spot] == null || tried[spot] === own));
  if (fits(next)) return next;
  return next.map((own, spot) => (spot === at ? own : null));
}
