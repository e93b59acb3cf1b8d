import { emptySku, freshKey, type SkuDraft, type SpecDraft, type ValueDraft } from "./draft.ts";

/** More than this the shop does not take; far above it the page would stand still. */
export const MOST_SKUS = 100;
const MOST_ROWS = 400;

export function emptyValue(text = ""): ValueDraft {
  return { key: freshKey(), text };
}

/** Every combination of value keys, the first spec slowest. A spec without values takes no part. */
export function combinations(specs: readonly SpecDraft[]): string[][] {
  return specs
    .filter((spec) => spec.values.length > 0)
    .reduce<string[][]>(
      (rows, spec) => rows.flatMap((row) => spec.values.map(({ key }) => [...row, key])).slice(0, MOST_ROWS),
      [[]],
    );
}

/** In any order: a spec that is moved takes its values along. */
function sameCells(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key) => b.includes(key));
}

/**
 * Rows for the present specs, in their order. A combination that stood before keeps its row (id, price, stock), however its values
 * were renamed or moved. When a spec is added or removed, rows that have the same remaining values lend what was typed, but only one
 * row may keep an id.
 */
export function matrix(specs: readonly SpecDraft[], before: readonly SkuDraft[]): SkuDraft[] {
  const taken = new Set<SkuDraft>();
  return combinations(specs).map((cells) => {
    const exact = before.find((row) => sameCells(row.cells, cells));
    if (exact) {
      taken.add(exact);
      return exact.cells.join() === cells.join() ? exact : { ...exact, cells };
    }
    const alike = before.filter((row) => row.cells.length !== cells.length && shares(row.cells, cells));
    const free = alike.find((row) => !taken.has(row));
    const lender = free ?? alike[0];
    if (!lender) return emptySku(cells);
    if (free) {
      taken.add(free);
      return { ...free, cells };
    }
    const { id: _id, ...lent } = lender;
    return { ...lent, cells, code: "", stock: "0" };
  });
}

/** Whether the shorter of two rows has no value that the longer one lacks. */
function shares(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((key) => long.includes(key));
}

/** Names of a row's values; "" where one is not typed yet. */
export function valuesOf(specs: readonly SpecDraft[], sku: SkuDraft): string[] {
  const texts = new Map(specs.flatMap((spec) => spec.values.map(({ key, text }) => [key, text] as const)));
  return sku.cells.map((key) => texts.get(key)?.trim() ?? "");
}

/** Rows of values that are being typed are not shown yet, unless the spec has no other value. */
export function shownRows(specs: readonly SpecDraft[], skus: readonly SkuDraft[]): SkuDraft[] {
  const blank = new Set(
    specs
      .filter((spec) => spec.values.some(({ text }) => text.trim() !== ""))
      .flatMap((spec) => spec.values.filter(({ text }) => text.trim() === "").map(({ key }) => key)),
  );
  return skus.filter((sku) => !sku.cells.some((key) => blank.has(key)));
}

/** What goes to the server: rows that are for sale. */
export function soldRows(specs: readonly SpecDraft[], skus: readonly SkuDraft[]): SkuDraft[] {
  return shownRows(specs, skus).filter((sku) => !sku.off);
}
