/** What a promoter agrees to and has seen. */
import type { PromoterEntry } from "@banyan/contract";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { loadEntry } from "./entry.ts";
import { agreeTo, markWelcomed } from "./store.ts";

/** A repeat changes nothing. @throws Refusal agreement_outdated at version (another than today's), promoter_needed */
export async function agreeAsPromoter(
  services: Services,
  customerId: bigint,
  version: number,
): Promise<PromoterEntry> {
  const { agreement_version } = await services.settings.get("promoter");
  if (version !== agreement_version) refuse("agreement_outdated", { field: "version" });
  if (!(await agreeTo(services.database.query, customerId, version))) refuse("promoter_needed");
  return loadEntry(services, customerId, null);
}

/** The welcome page was seen. @throws Refusal promoter_needed */
export async function welcome(services: Services, customerId: bigint): Promise<void> {
  if (!(await markWelcomed(services.database.query, customerId))) refuse("promoter_needed");
}
