/** Whether somebody came by a share that another person made: what is for friends asks here. */
import { isActivePromoter } from "@banyan/domain";
import type { Services } from "../services.ts";
import { selectTouchFacts } from "./touch-facts-store.ts";

/** @param visitorId null for a visitor who is not signed in. False for the sharer, and for a share that has run out or whose maker may not share. */
export async function cameByShare(
  services: Services,
  visitorId: bigint | null,
  code: string,
): Promise<boolean> {
  const [{ now, share }, { agreement_version }] = await Promise.all([
    selectTouchFacts(services.database.query, code, visitorId),
    services.settings.get("promoter"),
  ]);
  if (share === null || BigInt(share.owner_id) === visitorId || new Date(share.expires_at) <= now)
    return false;
  if (share.state === null || share.agreement_version === null) return false;
  return isActivePromoter(
    { state: share.state, agreementVersion: share.agreement_version },
    agreement_version,
  );
}
