/** Where a customer stands on the way to becoming a promoter. */
import type { PromoterEntry } from "@banyan/contract";
import { isActivePromoter, maskNickname } from "@banyan/domain";
import type { Services } from "../services.ts";
import type { SettingValues } from "../setting/settings.ts";
import { type CandidateRow, type EntryFacts, selectEntryFacts } from "./facts-store.ts";

/** One statement. A code that is no good invite shows no inviter; applying with it is what gets refused. */
export async function loadEntry(
  services: Services,
  customerId: bigint,
  inviteCode: string | null,
): Promise<PromoterEntry> {
  const setting = await services.settings.get("promoter");
  const facts = await selectEntryFacts(services.database.query, customerId, inviteCode);
  const { promoter, application } = facts;
  const state = promoter?.state ?? stateOf(application);
  return {
    state,
    open: setting.open,
    shown_name: setting.shown_name,
    partner_name: setting.partner_name,
    automatic: setting.review === "automatic",
    agreement: { version: setting.agreement_version, text: setting.agreement_text },
    agreement_current: promoter !== null && promoter.agreement_version >= setting.agreement_version,
    note: promoter ? promoter.frozen_reason : state === "refused" ? (application?.note ?? "") : "",
    applied_at: application && new Date(application.created_at).toISOString(),
    inviter_name: promoter
      ? promoter.inviter_name && nameOf(promoter.inviter_name)
      : inviterName(facts, state, setting, customerId),
    tier: promoter?.tier ?? null,
    welcome: promoter?.welcome ?? false,
  };
}

/** A withdrawn application is as good as none. */
function stateOf(application: EntryFacts["application"]): "none" | "applied" | "refused" {
  if (application?.state === "requested") return "applied";
  return application?.state === "refused" ? "refused" : "none";
}

/** Who would stand as inviter if it were approved now, as pathAtApproval would choose. */
function inviterName(
  { application, invite, bound, now }: EntryFacts,
  state: string,
  setting: SettingValues["promoter"],
  customerId: bigint,
): string | null {
  const usable =
    invite !== null && new Date(invite.expires_at) > now && BigInt(invite.owner_id) !== customerId;
  const card = state === "applied" ? (application?.inviter ?? null) : usable ? invite.owner : null;
  const isActive = (row: CandidateRow | null) =>
    isActivePromoter(
      row && { state: row.state, agreementVersion: row.agreement_version },
      setting.agreement_version,
    );
  const inviter = [card, bound].find(isActive);
  return inviter ? nameOf(inviter.name) : null;
}

const nameOf = (nickname: string) => (nickname ? maskNickname(nickname) : "微信用户");
