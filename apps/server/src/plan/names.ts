/** What a plan names, found once and asked many times. */
import type { Plan, PlanFacts, PlanNames, PlanScope } from "@banyan/domain";
import type { NamedRow, PlanNamesRow } from "./names-store.ts";

/** @returns Chinese of ids, and what a new version may name */
export function namesOf(row: PlanNamesRow): { names: PlanNames; facts: PlanFacts } {
  const tiers = indexOf(row.tiers);
  const by: Record<Exclude<PlanScope, "all">, ReadonlyMap<string, NamedRow>> = {
    category: indexOf(row.categories),
    product: indexOf(row.products),
    sku: indexOf(row.skus),
  };
  return {
    names: {
      target: (scope, target) => by[scope].get(target)?.name ?? target,
      tier: (tier) => tiers.get(tier)?.name ?? tier,
    },
    facts: {
      tiers: new Set(row.tiers.flatMap(({ id, gone }) => (gone ? [] : [id]))),
      knowsTarget: (scope, target) => by[scope].get(target)?.gone === false,
    },
  };
}

function indexOf(rows: readonly NamedRow[]): ReadonlyMap<string, NamedRow> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** Product and SKU ids that the plan speaks of. What is no id is nobody's, and so unknown. */
export function namedIn(plan: Plan): { products: string[]; skus: string[] } {
  const of = (wanted: PlanScope) => [
    ...new Set(
      [...plan.rules, ...plan.exclude].flatMap(({ scope, target = "" }) =>
        scope === wanted && isId(target) ? [target] : [],
      ),
    ),
  ];
  return { products: of("product"), skus: of("sku") };
}

/** Whether it can be asked for as a row's id. */
export function isId(text: string): boolean {
  return /^[1-9][0-9]{0,17}$/.test(text);
}
