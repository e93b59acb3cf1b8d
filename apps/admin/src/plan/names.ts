import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api/client.ts";
import { useCategoryFilter } from "../catalog/categories.ts";
import { useTiers } from "../promoter/names.ts";
import type { Names } from "./example.ts";

const SCOPE_TEXT = { all: "全部商品", category: "分类", product: "商品", sku: "规格" } as const;

/** Names of what rules speak of. Product names come as they are found; until then the number stands for it. */
export function usePlanNames(products: ReadonlyMap<string, string> = new Map()): Names {
  const categories = useCategoryFilter();
  const tiers = useTiers().data?.tiers;
  return useMemo(
    () => ({
      target: (scope, target) => {
        const known =
          scope === "category"
            ? categories.find((category) => category.value === target)?.label
            : products.get(target);
        return known ?? `${SCOPE_TEXT[scope]} ${target}`;
      },
      tier: (tier) => tiers?.find((candidate) => candidate.id === tier)?.name ?? `等级 ${tier}`,
    }),
    [categories, tiers, products],
  );
}

const FOUND_AT_ONCE = 20;

/** Products that fit the words, for a rule to name. */
export function useProductOptions(words: string) {
  const found = useQuery(
    api.console.catalog.list.queryOptions({
      input: { limit: FOUND_AT_ONCE, ...(words ? { q: words } : {}) },
      placeholderData: (before) => before,
    }),
  );
  return {
    loading: found.isFetching,
    options: (found.data?.items ?? []).map((row) => ({ value: row.id, label: row.name })),
  };
}

/** The name of one product by its number. */
export function useProductName(id: string | null): string | undefined {
  const product = useQuery(
    api.console.catalog.get.queryOptions({
      input: { product_id: id ?? "" },
      enabled: id !== null && /^[1-9][0-9]*$/.test(id),
      staleTime: 300_000,
    }),
  );
  return product.data?.name;
}
