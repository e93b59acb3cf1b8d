import {
  type BindingDecision,
  type BindingPolicy,
  decideBinding,
  type StandingBinding,
} from "../referral/binding.ts";

export interface TouchFacts {
  /** null: no such code. `active`: the sharer earns now. */
  share: { ownerId: bigint; expiresAt: Date; active: boolean } | null;
  /** null: not signed in. */
  visitor: { id: bigint; isPromoter: boolean; standing: StandingBinding | null } | null;
}

/** `counts`: whether the visit is one of the share's visitors. */
export type TouchAnswer =
  | { result: "unknown" | "expired" | "own" | "promoter" | "inactive" | "noted" | "kept"; counts: boolean }
  | { result: "bound" | "kept"; counts: true; change: Exclude<BindingDecision, { kind: "keep" }> };

/**
 * What a visit through a share comes to, first to last: unknown, expired; for a visitor who is signed in own, promoter (they are
 * nobody's customers); inactive; noted (not signed in); then what the policy says: bound or kept.
 */
export function decideTouch(facts: TouchFacts, p: { policy: BindingPolicy; now: Date }): TouchAnswer {
  const { share, visitor } = facts;
  if (share === null) return { result: "unknown", counts: false };
  if (share.expiresAt <= p.now) return { result: "expired", counts: false };
  if (visitor?.id === share.ownerId) return { result: "own", counts: false };
  if (visitor?.isPromoter) return { result: "promoter", counts: true };
  if (!share.active) return { result: "inactive", counts: true };
  if (visitor === null) return { result: "noted", counts: true };
  const change = decideBinding(p.policy, visitor.standing, { promoterId: share.ownerId, now: p.now });
  if (change.kind === "keep") return { result: "kept", counts: true };
  return { result: change.kind === "begin" ? "bound" : "kept", counts: true, change };
}
