import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { useMay } from "../session/session.tsx";

const REFRESH_MS = 60_000;

export interface WithdrawalCounts {
  counts: Record<string, number>;
  reviewing_fen: number;
}

/** How many withdrawals stand in each state, asked again every minute; undefined for whoever may not read them. */
export function useWithdrawalCounts(): WithdrawalCounts | undefined {
  const may = useMay();
  const counts = useQuery(
    api.console.withdrawal.counts.queryOptions({
      enabled: may("withdrawal.read"),
      refetchInterval: REFRESH_MS,
      staleTime: REFRESH_MS / 2,
    }),
  );
  return counts.data;
}

/** Those that wait for a person of the shop: the first look and the second one. */
export function waitingOf({ counts }: WithdrawalCounts): number {
  return (counts.reviewing ?? 0) + (counts.checked ?? 0);
}
