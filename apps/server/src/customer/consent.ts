/** Agreeing to the privacy text, version by version, and taking that back. */
import type { ConsentHistory } from "@banyan/contract";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { forgetCustomer } from "../session/session.ts";
import { dropSessions } from "../session/sessions.ts";
import type { SettingValues } from "../setting/settings.ts";
import { insertConsent, insertWithdrawal, selectConsents, selectConsentText } from "./consent-store.ts";

/**
 * Records that the person agreed to a version of the privacy text; a repeat changes nothing.
 * @throws Refusal invalid_input at version: nobody can agree to a text that is not out yet
 */
export async function agreeToPrivacy(services: Services, customerId: bigint, version: number): Promise<void> {
  const shop = await services.settings.get("shop");
  if (version > shop.privacy_version)
    refuse("invalid_input", { field: "version", message: "隐私政策版本不正确" });
  await services.database.transact((tx) => recordConsent(tx, customerId, version, shop));
}

/** For sign-in, which has checked the version: keeps the fact that the person agreed, and to which words. */
export async function recordConsent(
  tx: Tx,
  customerId: bigint,
  version: number,
  shop: Pick<SettingValues["shop"], "privacy_version" | "privacy_text">,
): Promise<void> {
  const text = version === shop.privacy_version ? shop.privacy_text : null;
  await insertConsent(tx, customerId, { version, text });
}

/**
 * Takes the consent back: nobody stays signed in, and the next sign-in asks. Orders under way go on, since they are a contract.
 * A repeat changes nothing.
 */
export async function withdrawConsent(services: Services, customerId: bigint): Promise<void> {
  await services.database.transact(async (tx) => {
    await insertWithdrawal(tx, customerId);
    await dropSessions(tx, customerId);
  });
  forgetCustomer(customerId);
}

/** Two statements at most. */
export async function consentHistory(services: Services, customerId: bigint): Promise<ConsentHistory> {
  const { privacy_version } = await services.settings.get("shop");
  const rows = await selectConsents(services.database.query, customerId);
  return {
    current_version: privacy_version,
    items: rows.map(({ version, kind, agreed_at, has_text }) => ({
      version,
      kind,
      at: agreed_at.toISOString(),
      has_text,
    })),
  };
}

/** @throws Refusal not_found: a version this person never agreed to, or whose words were not kept */
export async function consentText(services: Services, customerId: bigint, version: number): Promise<string> {
  return (await selectConsentText(services.database.query, customerId, version)) ?? refuse("not_found");
}
