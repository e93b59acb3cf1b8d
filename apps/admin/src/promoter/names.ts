import type { ConsolePromoterRow } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { useMay } from "../session/session.tsx";

/** The nickname of a promoter whose id stands in the address; undefined while unknown, and for whoever may not read promoters. */
export function usePromoterName(id: string | null): string | undefined {
  const may = useMay();
  const promoter = useQuery(
    api.console.promoter.get.queryOptions({
      input: { customer_id: id ?? "" },
      enabled: id !== null && /^[1-9][0-9]*$/.test(id) && may("promoter.read"),
      staleTime: 60_000,
    }),
  );
  return promoter.data?.customer.nickname || undefined;
}

export function useTiers() {
  const may = useMay();
  return useQuery(
    api.console.promoter.tiers.queryOptions({ enabled: may("promoter.read"), staleTime: 60_000 }),
  );
}

/** The customer as a promoter: null for whoever is none, undefined while that is not known. */
export function usePromoterOf(customerId: string): ConsolePromoterRow | null | undefined {
  const may = useMay();
  const found = useQuery(
    api.console.promoter.list.queryOptions({
      input: { customer_id: customerId, limit: 1 },
      enabled: may("promoter.read"),
    }),
  );
  return found.data && (found.data.items[0] ?? null);
}
