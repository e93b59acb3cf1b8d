import type { CategoryNode } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";

export interface CategoryOption {
  value: string;
  label: string;
}

/** Second-level categories as "茶叶 / 普洱"; first-level ones without children stand alone. */
function optionsOf(categories: readonly CategoryNode[]): CategoryOption[] {
  return categories.flatMap((parent) =>
    parent.children.length === 0
      ? [{ value: parent.id, label: parent.name }]
      : parent.children.map((child) => ({ value: child.id, label: `${parent.name} / ${child.name}` })),
  );
}

export function useCategories() {
  return useQuery(api.console.catalog.categories.queryOptions({ staleTime: 60_000 }));
}

/** Where a product can stand. */
export function useCategoryOptions(): CategoryOption[] {
  return optionsOf(useCategories().data?.categories ?? []);
}

/** What a list can be narrowed to: parents, too. */
export function useCategoryFilter(): CategoryOption[] {
  const categories = useCategories().data?.categories ?? [];
  return categories.flatMap((parent) => [
    { value: parent.id, label: parent.name },
    ...parent.children.map((child) => ({ value: child.id, label: `${parent.name} / ${child.name}` })),
  ]);
}
