/** Approves or refuses an application. Approval makes the promoter, whole, in the same transaction. */
import { type Candidate, pathAtApproval } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { enqueue } from "../outbox/store.ts";
import { endForPromoter, lockRelation } from "../referral/relation.ts";
import { act } from "../staff/act.ts";
import { assignTier } from "../tier/assign.ts";
import { chooseTier } from "../tier/tiers.ts";
import { type CandidateRow, selectEntryFacts } from "./facts-store.ts";
import { applicationExists, decideRequested, insertPromoter, reopenPromoter } from "./store.ts";

export interface Settled {
  ownerId: bigint;
  applicationId: bigint;
  approve: boolean;
  /** null: the lowest. */
  tierId: bigint | null;
  /** null: a rule decides. */
  staffId: bigint | null;
  note: string;
  /** Of the agreement. */
  currentVersion: number;
  now: Date;
}

/**
 * The conditional update decides: of approve and refuse at once one wins. The applicant must be locked. Whoever had left is back as they
 * were: with their inviter, and in the tier they had unless another one was chosen.
 * @returns the path and tier of whoever was approved; tier null: as it was
 * @throws Refusal invalid_input at tier_id, not_found, application_decided
 */
export async function settleApplication(
  tx: Tx,
  p: Settled,
): Promise<{ path: bigint[]; tier: string | null } | null> {
  const tier = p.approve ? await chooseTier(tx, p.tierId) : null;
  const decided = await decideRequested(tx, {
    ownerId: p.ownerId,
    id: p.applicationId,
    to: p.approve ? "approved" : "refused",
    staffId: p.staffId,
    note: p.note,
    at: p.now,
  });
  if (decided === null)
    refuse((await applicationExists(tx, p.ownerId, p.applicationId)) ? "application_decided" : "not_found");

  // Nothing can be refused from here on.
  await enqueue(tx, p.now, [
    {
      ownerId: p.ownerId,
      topic: "promoter.decided",
      ref: String(p.applicationId),
      body: { approved: p.approve, note: p.note },
    },
  ]);
  if (tier === null) return null;
  const back = await reopenPromoter(tx, {
    ownerId: p.ownerId,
    agreementVersion: decided.agreement_version,
    agreedAt: decided.created_at,
    approvedAt: p.now,
    approvedBy: p.staffId,
  });
  if (back !== null) {
    if (p.tierId !== null) {
      const terms = { until: null, note: p.note, staffId: p.staffId, now: p.now };
      await assignTier(tx, { ownerId: p.ownerId, tierId: tier.id, ...terms });
    }
    return { path: back, tier: p.tierId === null ? null : tier.name };
  }
  const { application, bound } = await selectEntryFacts(tx, p.ownerId, null);
  const path = pathAtApproval({
    invite: candidateOf(application?.inviter ?? null),
    binding: candidateOf(bound),
    currentVersion: p.currentVersion,
  });
  await insertPromoter(tx, {
    ownerId: p.ownerId,
    tierId: tier.id,
    path,
    agreementVersion: decided.agreement_version,
    agreedAt: decided.created_at,
    approvedAt: p.now,
    approvedBy: p.staffId,
  });
  await endForPromoter(tx, p.ownerId, p.now);
  return { path, tier: tier.name };
}

function candidateOf(row: CandidateRow | null): Candidate | null {
  return (
    row && {
      id: BigInt(row.id),
      facts: { state: row.state, agreementVersion: row.agreement_version },
      path: row.path.map(BigInt),
    }
  );
}

/** @throws Refusal invalid_input at note (a refusal needs one) or tier_id, not_found, application_decided */
export async function decideByStaff(
  context: Context,
  p: { ownerId: bigint; applicationId: bigint; approve: boolean; tierId: bigint | null; note: string },
): Promise<void> {
  if (!p.approve && p.note === "") refuse("invalid_input", { field: "note", message: "请填写拒绝的原因" });
  const { agreement_version } = await context.services.settings.get("promoter");
  await act(context, {
    action: p.approve ? "promoter.approve" : "promoter.refuse",
    target: `promoter:${p.ownerId}`,
    concerns: [p.ownerId],
    work: async (tx, now) => {
      if (!(await lockRelation(tx, p.ownerId))) refuse("not_found");
      const made = await settleApplication(tx, {
        ...p,
        staffId: staffOf(context).id,
        currentVersion: agreement_version,
        now,
      });
      const after = { state: p.approve ? "approved" : "refused", note: p.note, ...made };
      return { result: undefined, before: { state: "requested" }, after };
    },
  });
}
