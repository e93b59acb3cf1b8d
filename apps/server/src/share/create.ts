/** A promoter's share of a product, a topic page, of the shop, or an invite card. The same place by the same channel keeps its code. */
import type { Share } from "@banyan/contract";
import { isStillFresh, refuseSharing, shareExpiry, sharePath, standingOf } from "@banyan/domain";
import type { ShareChannel } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { newShareCode } from "./code.ts";
import { insertShare, lockSharer, type ShareFacts, selectShareFacts } from "./store.ts";
import { shareTitle } from "./title.ts";

/** Codes that are somebody's already are met once in years; five in a row mean that something else is wrong. */
const MAX_TRIES = 5;

interface Place {
  channel: ShareChannel;
  productId: bigint | null;
  pageId: bigint | null;
}

/**
 * The one that stands while more than half of its life is left, else a new one.
 * @param newCode where codes come from
 * @throws Refusal invalid_input at product_id or page_id (an invite card shows neither, no share both), promoter_needed, promoter_frozen, promoter_closed,
 *   agreement_outdated, tier_no_invite (the invite card), product_gone, page_gone
 */
export async function createShare(
  services: Services,
  ownerId: bigint,
  input: { channel: ShareChannel; product_id?: string | undefined; page_id?: string | undefined },
  newCode: () => string = newShareCode,
): Promise<Share> {
  const place = placeOf(input);
  const [promoter, referral, shop] = await Promise.all([
    services.settings.get("promoter"),
    services.settings.get("referral"),
    services.settings.get("shop"),
  ]);
  const facts = await selectShareFacts(services.database.query, ownerId, place);
  check(facts, place, promoter.agreement_version);
  const made = freshOf(facts) ?? (await make());
  const path = sharePath(place, made.code);
  return {
    code: made.code,
    channel: place.channel,
    product_id: place.productId === null ? null : String(place.productId),
    page_id: place.pageId === null ? null : String(place.pageId),
    path,
    url: `${services.config.publicUrl}${path}`,
    title: shareTitle(place.channel, facts.product?.name ?? facts.page?.title ?? null, {
      shopName: shop.name,
      shownName: promoter.shown_name,
    }),
    picture: facts.product?.picture ?? facts.page?.picture ?? null,
    expires_at: made.expiresAt.toISOString(),
  };

  function make(): Promise<{ code: string; expiresAt: Date }> {
    return services.database.transact(async (tx) => {
      await lockSharer(tx, ownerId);
      const again = await selectShareFacts(tx, ownerId, place);
      check(again, place, promoter.agreement_version);
      const known = freshOf(again);
      if (known !== null) return known;
      const expiresAt = shareExpiry(again.now, referral.share_days);
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const code = newCode();
        if (await insertShare(tx, { ownerId, code, ...place, createdAt: again.now, expiresAt }))
          return { code, expiresAt };
      }
      return refuse("busy");
    });
  }
}

/** @throws Refusal invalid_input */
function placeOf(input: {
  channel: ShareChannel;
  product_id?: string | undefined;
  page_id?: string | undefined;
}): Place {
  const { channel, product_id, page_id } = input;
  if (channel === "invite" && product_id !== undefined)
    refuse("invalid_input", { field: "product_id", message: "邀请卡不带商品" });
  if (channel === "invite" && page_id !== undefined)
    refuse("invalid_input", { field: "page_id", message: "邀请卡不带专题页" });
  if (product_id !== undefined && page_id !== undefined)
    refuse("invalid_input", { field: "page_id", message: "一次只能分享一个地方" });
  return {
    channel,
    productId: product_id === undefined ? null : BigInt(product_id),
    pageId: page_id === undefined ? null : BigInt(page_id),
  };
}

function check(facts: ShareFacts, { channel, productId, pageId }: Place, agreementVersion: number): void {
  const promoter = facts.promoter && {
    state: facts.promoter.state,
    agreementVersion: facts.promoter.agreement_version,
  };
  const refusal = refuseSharing(standingOf(promoter, agreementVersion));
  if (refusal !== null) refuse(refusal);
  if (channel === "invite" && !facts.promoter?.may_invite) refuse("tier_no_invite");
  if (productId !== null && facts.product === null) refuse("product_gone", { field: "product_id" });
  if (pageId !== null && facts.page === null) refuse("page_gone", { field: "page_id" });
}

function freshOf({ share, now }: ShareFacts): { code: string; expiresAt: Date } | null {
  if (share === null) return null;
  const expiresAt = new Date(share.expires_at);
  return isStillFresh({ createdAt: new Date(share.created_at), expiresAt }, now)
    ? { code: share.code, expiresAt }
    : null;
}
