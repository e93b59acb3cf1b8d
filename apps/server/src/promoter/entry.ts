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
  const state = stateOf(promoter, application);
  const isIn = promoter !== null && promoter.state !== "closed";
  return {
    state,
    open: setting.open,
    shown_name: setting.shown_name,
    partner_name: setting.partner_name,
    automatic: decidesItself(setting, promoter),
    agreement: { version: setting.agreement_version, text: setting.agreement_text },
    agreement_current: isIn && promoter.agreement_version >= setting.agreement_version,
    note: noteOf(state, facts),
    applied_at: application && new Date(application.created_at).toISOString(),
    inviter_name: promoter
      ? promoter.inviter_name && nameOf(promoter.inviter_name)
      : inviterName(facts, state, setting, customerId),
    tier: promoter?.tier ?? null,
    welcome: isIn && promoter.welcome,
    former: formerOf(promoter),
  };
}

/** Whether a rule lets this person in at once. Whoever the shop closed comes back by a person's decision alone. */
export function decidesItself(
  { review }: Pick<SettingValues["promoter"], "review">,
  promoter: EntryFacts["promoter"],
): boolean {
  return review === "automatic" && !(promoter?.state === "closed" && promoter.closed_by_shop);
}

/** A withdrawn application is as good as none. Of somebody who had left it counts when it was made since. */
function stateOf(
  promoter: EntryFacts["promoter"],
  application: EntryFacts["application"],
): PromoterEntry["state"] {
  if (promoter !== null && promoter.state !== "closed") return promoter.state;
  const since = promoter?.closed_at ?? null;
  const counts =
    application !== null && (since === null || new Date(application.created_at) >= new Date(since));
  if (counts && application.state === "requested") return "applied";
  if (counts && application.state === "refused") return "refused";
  return promoter === null ? "none" : "closed";
}

/** Why the shop froze, closed or refused. */
function noteOf(state: PromoterEntry["state"], { promoter, application }: EntryFacts): string {
  if (state === "refused") return application?.note ?? "";
  return state === "closed" ? (promoter?.closed_reason ?? "") : (promoter?.frozen_reason ?? "");
}

function formerOf(promoter: EntryFacts["promoter"]): PromoterEntry["former"] {
  if (promoter === null || promoter.closed_at === null) return null;
  return { closed_at: new Date(promoter.closed_at).toISOString(), by_shop: promoter.closed_by_shop };
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
