import type { ConsoleOrder } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client.ts";

/** Every order write answers with the order as it now stands: show it at once, and let lists and numbers follow. */
export function useOrderChanged(): (order: ConsoleOrder) => void {
  const queries = useQueryClient();
  return (order) => {
    queries.setQueryData(api.console.order.get.queryKey({ input: { no: order.no } }), order);
    void queries.invalidateQueries({ queryKey: api.console.order.key() });
    void queries.invalidateQueries({ queryKey: api.console.aftersale.key() });
    void queries.invalidateQueries({ queryKey: api.console.report.key() });
  };
}
