import { isActivePromoter, type PromoterFacts } from "./standing.ts";

export interface ApplicationFacts {
  /** Whether the shop takes applications. */
  open: boolean;
  /** The applicant's own row, if there is one. */
  promoter: PromoterFacts | null;
  /** Whether an application of theirs waits for its decision. */
  waiting: boolean;
  /** The agreement as it is now, and as the applicant agreed to it. */
  currentVersion: number;
  agreedVersion: number;
  /** The invite card: none was used, no such card, or whose it is and until when. */
  invite: "none" | "unknown" | { ownerId: bigint; expiresAt: Date; owner: PromoterFacts | null };
}

export type ApplicationRefusal =
  | "application_closed"
  | "already_promoter"
  | "already_applied"
  | "agreement_outdated"
  | "invite_invalid"
  | "own_share";

export type ApplicationAnswer =
  | { kind: "ok"; inviterId: bigint | null }
  | { kind: "refused"; refusal: ApplicationRefusal };

/**
 * Whether somebody may apply, and whose invite card brought them.
 * Refusals, first to last: application_closed, already_promoter (active or frozen), already_applied, agreement_outdated (another
 * version than today's), invite_invalid (unknown, expired, its owner earns nothing now), own_share. Whoever was closed comes back under
 * the inviter they had, whatever card they hold.
 */
export function decideApplication(
  facts: ApplicationFacts,
  p: { applicantId: bigint; now: Date },
): ApplicationAnswer {
  if (!facts.open) return { kind: "refused", refusal: "application_closed" };
  const former = facts.promoter?.state === "closed";
  if (facts.promoter !== null && !former) return { kind: "refused", refusal: "already_promoter" };
  if (facts.waiting) return { kind: "refused", refusal: "already_applied" };
  if (facts.agreedVersion !== facts.currentVersion) return { kind: "refused", refusal: "agreement_outdated" };
  const { invite } = facts;
  if (invite === "none" || former) return { kind: "ok", inviterId: null };
  if (invite === "unknown") return { kind: "refused", refusal: "invite_invalid" };
  if (invite.expiresAt <= p.now || !isActivePromoter(invite.owner, facts.currentVersion))
    return { kind: "refused", refusal: "invite_invalid" };
  if (invite.ownerId === p.applicantId) return { kind: "refused", refusal: "own_share" };
  return { kind: "ok", inviterId: invite.ownerId };
}

/** Somebody who may stand above the applicant. */
export interface Candidate {
  id: bigint;
  facts: PromoterFacts | null;
  /** Inviter first, up to the top. */
  path: readonly bigint[];
}

/**
 * The path a new promoter gets (inviter first): the invite card's owner if still active, else the promoter of the valid binding if
 * active, else nobody. Nobody can be below somebody who is no promoter yet, so no path ever closes into a ring.
 */
export function pathAtApproval(p: {
  invite: Candidate | null;
  /** Of the binding valid at approval. */
  binding: Candidate | null;
  currentVersion: number;
}): bigint[] {
  for (const candidate of [p.invite, p.binding]) {
    if (candidate !== null && isActivePromoter(candidate.facts, p.currentVersion))
      return [candidate.id, ...candidate.path];
  }
  return [];
}
