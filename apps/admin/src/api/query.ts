import { QueryClient } from "@tanstack/react-query";
import { failureOf } from "./failure.ts";

const RETRIES = 2;

/** Refusals are answers and never asked again; only silence and a busy server are. */
function shouldRetry(count: number, error: unknown): boolean {
  const { status } = failureOf(error);
  return count < RETRIES && (status === 0 || status >= 502);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: shouldRetry,
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      refetchOnReconnect: true,
      networkMode: "always",
    },
    // Without a network a write fails at once: one that waited would happen minutes later, when nobody expects it any more.
    mutations: { retry: false, networkMode: "always" },
  },
});
