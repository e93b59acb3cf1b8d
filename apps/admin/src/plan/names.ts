import type { ConsolePlanNames } from "@banyan/contract";
import type { PlanFacts, PlanNames, PlanScope } from "@banyan/domain";
import { SCOPE_WORDS } from "@banyan/domain";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";

export type NamedThing = ConsolePlanNames["tiers"][number];
type Kind = keyof ConsolePlanNames;
const KIND: Record<Exclude<PlanScope, "all">, Kind> = {
  category: "categories",
  product: "products",
  sku: "skus",
};

/** What the rules of the page speak of: names for ids, and whether they are still there. */
export interface Known extends PlanNames, PlanFacts {
  all: ConsolePlanNames;
}

export function knownOf(all: ConsolePlanNames): Known {
  const index = {
    tiers: indexOf(all.tiers),
    categories: indexOf(all.categories),
    products: indexOf(all.products),
    skus: indexOf(all.skus),
  };
  return {
    all,
    target: (scope, target) => index[KIND[scope]].get(target)?.name ?? `${SCOPE_WORDS[scope]} ${target}`,
    tier: (tier) => index.tiers.get(tier)?.name ?? `等级 ${tier}`,
    tiers: new Set(all.tiers.flatMap(({ id, gone }) => (gone ? [] : [id]))),
    knowsTarget: (scope, target) => index[KIND[scope]].get(target)?.gone === false,
  };
}

function indexOf(rows: readonly NamedThing[]): ReadonlyMap<string, NamedThing> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** The names of both; where both name the same thing, the later knows better. */
export function withNames(before: ConsolePlanNames, more: Partial<ConsolePlanNames>): ConsolePlanNames {
  const merged = (kind: Kind) => [
    ...new Map([...before[kind], ...(more[kind] ?? [])].map((row) => [row.id, row])).values(),
  ];
  return {
    tiers: merged("tiers"),
    categories: merged("categories"),
    products: merged("products"),
    skus: merged("skus"),
  };
}

/** Products or SKUs that fit the words, for a rule to name. */
export function useTargets(scope: "product" | "sku", words: string, open: boolean) {
  return useQuery(
    api.console.plan.targets.queryOptions({
      input: { scope, q: words },
      enabled: open,
      placeholderData: (before) => before,
      staleTime: 30_000,
    }),
  );
}
