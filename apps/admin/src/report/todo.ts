import type { Cockpit } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { useMay } from "../session/session.tsx";

const TODO_REFRESH_MS = 60_000;
export const COCKPIT_DAYS = 30;

/** What waits for somebody, for the navigation's badges: the cockpit's own numbers, asked again every minute. */
export function useTodo(): Cockpit["todo"] | undefined {
  const may = useMay();
  const cockpit = useQuery(
    api.console.report.cockpit.queryOptions({
      input: { days: COCKPIT_DAYS },
      enabled: may("report.read"),
      refetchInterval: TODO_REFRESH_MS,
      staleTime: TODO_REFRESH_MS / 2,
    }),
  );
  return cockpit.data?.todo;
}
