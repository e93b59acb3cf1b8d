import type { Cockpit } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { useMay } from "../session/session.tsx";

const TODO_REFRESH_MS = 60_000;
export const COCKPIT_DAYS = 30;

/**
 * What waits for somebody, for the navigation's badges: the cockpit's own numbers, asked again every minute. Who does not see the cockpit
 * is told of the reviews they look after.
 */
export function useTodo(): Partial<Cockpit["todo"]> | undefined {
  const may = useMay();
  const cockpit = useQuery(
    api.console.report.cockpit.queryOptions({
      input: { days: COCKPIT_DAYS },
      enabled: may("report.read"),
      refetchInterval: TODO_REFRESH_MS,
      staleTime: TODO_REFRESH_MS / 2,
    }),
  );
  const reviews = useQuery(
    api.console.review.counts.queryOptions({
      enabled: may("review.read") && !may("report.read"),
      refetchInterval: TODO_REFRESH_MS,
      staleTime: TODO_REFRESH_MS / 2,
    }),
  );
  return cockpit.data?.todo ?? (reviews.data && { reviews: reviews.data.waiting });
}
