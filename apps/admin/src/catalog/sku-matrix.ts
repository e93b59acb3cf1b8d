import { emptySku, type SkuDraft, type SpecDraft } from "./draft.ts";

/** Every combination of values, the first spec slowest: ["大","红"], ["大","绿"], ["小","红"], … */
export function combinations(specs: readonly SpecDraft[]): string[][] {
  const used = specs
    .map((spec) => spec.values.filter((value) => value.trim() !== ""))
    .filter((values) => values.length > 0);
  return used.reduce<string[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

function sameSpec(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/**
 * Rows for the present specs. A combination that stood before keeps its row (id, price, stock); when a spec is added or
 * removed, the first rows that begin alike lend their prices, but only one row may keep an id.
 */
export function matrix(specs: readonly SpecDraft[], before: readonly SkuDraft[]): SkuDraft[] {
  const taken = new Set<SkuDraft>();
  return combinations(specs).map((spec) => {
    const exact = before.find((row) => sameSpec(row.spec, spec));
    if (exact) {
      taken.add(exact);
      return exact;
    }
    const alike = before.find((row) => {
      const shared = Math.min(row.spec.length, spec.length);
      return row.spec.length !== spec.length && sameSpec(row.spec.slice(0, shared), spec.slice(0, shared));
    });
    if (!alike) return emptySku(spec);
    if (!taken.has(alike)) {
      taken.add(alike);
      return { ...alike, spec };
    }
    const { id: _id, ...lent } = alike;
    return { ...lent, spec, code: "", stock: "0" };
  });
}

/** Renames one value of one spec; its rows keep everything else. */
export function renameValue(
  skus: readonly SkuDraft[],
  specIndex: number,
  from: string,
  to: string,
): SkuDraft[] {
  return skus.map((sku) =>
    sku.spec[specIndex] === from
      ? { ...sku, spec: sku.spec.map((value, index) => (index === specIndex ? to : value)) }
      : sku,
  );
}
