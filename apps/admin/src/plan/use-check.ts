import type { PlanBody } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { client } from "../api/client.ts";
import { type Draft, type Place, placeOfPath } from "./draft.ts";

/** A pause in typing after which the server is asked. */
const PAUSE_MS = 450;

export interface Problem {
  code: string;
  path: string;
  message: string;
}

export interface CheckResult {
  refusals: Problem[];
  warnings: Problem[];
  sentences: string[];
  acknowledgement: "none" | "legal_notice" | "owner";
}

export interface PlanCheck {
  result: CheckResult | undefined;
  /** The body that the result speaks of. */
  body: PlanBody | undefined;
  /** Whether the result is about what stands in the form now. */
  fresh: boolean;
  error: unknown;
  retry: () => void;
}

/** What the server would say to this plan, asked after a pause in typing; the last answer stays until the next one. */
export function usePlanCheck(body: PlanBody, finished: boolean): PlanCheck {
  const [asked, setAsked] = useState(body);
  useEffect(() => {
    if (!finished) return;
    const timer = setTimeout(() => setAsked(body), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [body, finished]);
  const check = useQuery({
    queryKey: ["plan-check", asked],
    queryFn: async () => ({ body: asked, result: await client.console.plan.check({ body: asked }) }),
    enabled: finished,
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
  return {
    result: check.data?.result,
    body: check.data?.body,
    fresh: finished && asked === body && check.isSuccess && !check.isPlaceholderData,
    error: check.isError ? check.error : null,
    retry: () => void check.refetch(),
  };
}

/** Sentences of refusals by the part of the form they belong to: "cap", "base 1", "extra rule-2", "plan". */
export type ProblemsByPlace = ReadonlyMap<string, string>;

export function placeKey(place: Place): string {
  if (place.at === "base") return `base ${place.key}`;
  return place.at === "extra" ? `extra ${place.id}` : place.at;
}

export function problemsByPlace(refusals: readonly Problem[], draft: Draft, body: PlanBody): ProblemsByPlace {
  const found = new Map<string, string>();
  for (const refusal of refusals) {
    const key = placeKey(placeOfPath(refusal.path, draft, body));
    const before = found.get(key);
    found.set(key, before ? `${before}；${refusal.message}` : refusal.message);
  }
  return found;
}
