import type { consoleReferralRoutes } from "@banyan/contract";
import type { InferContractRouterOutputs } from "@orpc/contract";

export type Binding = InferContractRouterOutputs<typeof consoleReferralRoutes>["history"]["bindings"][number];

/** The binding that counts for an order submitted now: not ended and not past its day; null without one. */
export function standing(bindings: readonly Binding[], nowMs: number): Binding | null {
  return (
    bindings.find((binding) => binding.ended_at === null && Date.parse(binding.expires_at) > nowMs) ?? null
  );
}
