/** The words on a card. */
import type { ShareChannel } from "@banyan/kernel";

/** @param productName null for the shop and for invite cards */
export function shareTitle(
  channel: ShareChannel,
  productName: string | null,
  names: { shopName: string; shownName: string },
): string {
  if (channel === "invite") return `邀请您成为${names.shopName}的${names.shownName}`;
  return productName ?? names.shopName;
}
