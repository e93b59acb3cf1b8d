import type { Share } from "@banyan/contract";
import { call } from "../http/call.ts";
import { readToken } from "../session/token.ts";

type Channel = Share["channel"];

const made = new Map<string, Promise<Share>>();

/**
 * The person's share of a place by a channel; the server gives the same one each time, so it is asked for once per
 * launch. Throws Refusal (promoter_needed, promoter_frozen, agreement_outdated, product_gone …).
 * @param productId null: not a product; with no pageId either: the shop, or for "invite" the invite card
 */
export function makeShare(
  channel: Channel,
  productId: string | null,
  pageId: string | null = null,
): Promise<Share> {
  const key = `${readToken()}/${channel}/${productId ?? ""}/${pageId ?? ""}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const asked = call("share.create", {
    channel,
    ...(productId === null ? {} : { product_id: productId }),
    ...(pageId === null ? {} : { page_id: pageId }),
  });
  made.set(key, asked);
  asked.catch(() => made.delete(key));
  return asked;
}
