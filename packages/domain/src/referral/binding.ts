import { DAY_MS, later } from "@banyan/kernel";

/**
 * first_touch: a standing relation stays. last_touch: the newest share wins. protected: stays for `protectDays`, then the newest
 * wins. Every relation ends by itself `validDays` after it began or was renewed.
 */
export interface BindingPolicy {
  policy: "first_touch" | "last_touch" | "protected";
  validDays: number;
  protectDays: number;
}

/** The relation (客户关系) that has not been ended; it may have run out. */
export interface StandingBinding {
  promoterId: bigint;
  boundAt: Date;
  expiresAt: Date;
}

/**
 * begin: a new relation, and `ends` says why the standing one ends for it. renew: the same promoter's, valid from now on anew.
 * keep: nothing changes.
 */
export type BindingDecision =
  | { kind: "begin"; ends: "expired" | "replaced" | null; expiresAt: Date }
  | { kind: "renew"; expiresAt: Date }
  | { kind: "keep" };

/** What a visit through a promoter's share does to the customer's relation. */
export function decideBinding(
  policy: BindingPolicy,
  standing: StandingBinding | null,
  p: { promoterId: bigint; now: Date },
): BindingDecision {
  const expiresAt = later(p.now, policy.validDays * DAY_MS);
  if (standing === null) return { kind: "begin", ends: null, expiresAt };
  if (standing.expiresAt <= p.now) return { kind: "begin", ends: "expired", expiresAt };
  if (staysWith(policy, standing, p.now)) return { kind: "keep" };
  if (standing.promoterId !== p.promoterId) return { kind: "begin", ends: "replaced", expiresAt };
  // Shortened validity takes nothing away from a relation that stands.
  return expiresAt > standing.expiresAt ? { kind: "renew", expiresAt } : { kind: "keep" };
}

function staysWith({ policy, protectDays }: BindingPolicy, standing: StandingBinding, now: Date): boolean {
  if (policy === "first_touch") return true;
  return policy === "protected" && now < later(standing.boundAt, protectDays * DAY_MS);
}
