import type { Refusal } from "@/http/refusal.ts";

const OF_INVITE: ReadonlySet<string> = new Set([
  "invite_invalid",
  "own_share",
  "not_a_promoter",
  "share_expired",
]);

/** The sentence about an invite card that is no good; null where the refusal is about something else. */
export function inviteProblem(refusal: Pick<Refusal, "code" | "field" | "message"> | null): string | null {
  if (refusal === null) return null;
  return OF_INVITE.has(refusal.code) || refusal.field === "invite_code" ? refusal.message : null;
}
