import type { ConsoleLadder } from "@banyan/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client.ts";

export function useLadder() {
  return useQuery(api.console.tier.ladder.queryOptions());
}

/** What a write to the ladder makes stale; the answer itself is the new ladder. */
export function useLadderChanged(): (ladder: ConsoleLadder) => void {
  const queries = useQueryClient();
  return (ladder) => {
    queries.setQueryData(api.console.tier.ladder.queryKey(), ladder);
    void queries.invalidateQueries({ queryKey: api.console.promoter.key() });
    void queries.invalidateQueries({ queryKey: api.console.tier.progress.key() });
    void queries.invalidateQueries({ queryKey: api.console.tier.changes.key() });
  };
}
