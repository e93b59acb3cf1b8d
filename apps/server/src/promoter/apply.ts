/** A customer applies; where a rule decides, it does so at once. */
import type { PromoterEntry } from "@banyan/contract";
import { decideApplication } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { lockRelation } from "../referral/relation.ts";
import type { Services } from "../services.ts";
import type { SettingValues } from "../setting/settings.ts";
import { settleApplication } from "./decide.ts";
import { decidesItself, loadEntry } from "./entry.ts";
import { type EntryFacts, selectEntryFacts } from "./facts-store.ts";
import { cancelRequested, findApplicationByKey, insertApplication } from "./store.ts";

export interface ApplicationInput {
  request_key: string;
  agreement_version: number;
  invite_code?: string | undefined;
  reason: string;
}

/**
 * Once per request key; of many at once one is written.
 * @throws Refusal application_closed, already_promoter, already_applied, agreement_outdated at agreement_version, invite_invalid and
 *   own_share at invite_code, request_key_reused, session_expired (the account was closed a moment ago)
 */
export async function applyAsPromoter(
  services: Services,
  customerId: bigint,
  input: ApplicationInput,
): Promise<PromoterEntry> {
  const setting = await services.settings.get("promoter");
  await services.database.transact(async (tx) => {
    if (!(await lockRelation(tx, customerId))) refuse("session_expired");
    const known = await findApplicationByKey(tx, customerId, input.request_key);
    if (known === null) await write(tx, customerId, input, setting);
    else if (known.invite_code !== (input.invite_code ?? null) || known.reason !== input.reason)
      refuse("request_key_reused");
  });
  return loadEntry(services, customerId, null);
}

async function write(
  tx: Tx,
  customerId: bigint,
  input: ApplicationInput,
  setting: SettingValues["promoter"],
): Promise<void> {
  const facts = await selectEntryFacts(tx, customerId, input.invite_code ?? null);
  const answer = decideApplication(
    {
      open: setting.open,
      promoter: facts.promoter && {
        state: facts.promoter.state,
        agreementVersion: facts.promoter.agreement_version,
      },
      waiting: facts.application?.state === "requested",
      currentVersion: setting.agreement_version,
      agreedVersion: input.agreement_version,
      invite: input.invite_code === undefined ? "none" : inviteOf(facts.invite),
    },
    { applicantId: customerId, now: facts.now },
  );
  if (answer.kind === "refused") {
    const field = FIELDS[answer.refusal];
    refuse(answer.refusal, field === undefined ? {} : { field });
  }
  const id = await insertApplication(tx, {
    ownerId: customerId,
    inviterId: answer.inviterId,
    inviteCode: input.invite_code ?? null,
    reason: input.reason,
    agreementVersion: input.agreement_version,
    requestKey: input.request_key,
    at: facts.now,
  });
  if (decidesItself(setting, facts.promoter)) {
    await settleApplication(tx, {
      ownerId: customerId,
      applicationId: id,
      approve: true,
      tierId: null,
      staffId: null,
      note: "",
      currentVersion: setting.agreement_version,
      now: facts.now,
    });
  }
}

const FIELDS: Record<string, string> = {
  agreement_outdated: "agreement_version",
  invite_invalid: "invite_code",
  own_share: "invite_code",
};

function inviteOf(invite: EntryFacts["invite"]) {
  if (invite === null) return "unknown" as const;
  return {
    ownerId: BigInt(invite.owner_id),
    expiresAt: new Date(invite.expires_at),
    owner: invite.owner && { state: invite.owner.state, agreementVersion: invite.owner.agreement_version },
  };
}

/** By the applicant, while it waits. @throws Refusal not_found (never applied), application_decided */
export async function cancelApplication(services: Services, customerId: bigint): Promise<PromoterEntry> {
  if (!(await cancelRequested(services.database.query, customerId))) {
    const { application } = await selectEntryFacts(services.database.query, customerId, null);
    refuse(application === null ? "not_found" : "application_decided");
  }
  return loadEntry(services, customerId, null);
}
