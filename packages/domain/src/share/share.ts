import { DAY_MS, later, type ShareChannel } from "@banyan/kernel";
import type { Standing } from "../promoter/standing.ts";

export type ShareRefusal = "promoter_needed" | "promoter_frozen" | "promoter_closed" | "agreement_outdated";

/** Why somebody may make no share now; null when they may. */
export function refuseSharing(standing: Standing): ShareRefusal | null {
  const refusals: Record<Standing, ShareRefusal | null> = {
    none: "promoter_needed",
    frozen: "promoter_frozen",
    closed: "promoter_closed",
    outdated: "agreement_outdated",
    active: null,
  };
  return refusals[standing];
}

/** When a share made now runs out. */
export function shareExpiry(now: Date, shareDays: number): Date {
  return later(now, shareDays * DAY_MS);
}

/** Whether the share of this place is handed out again: more than half of its life is left. */
export function isStillFresh(share: { createdAt: Date; expiresAt: Date }, now: Date): boolean {
  const life = share.expiresAt.getTime() - share.createdAt.getTime();
  return (share.expiresAt.getTime() - now.getTime()) * 2 > life;
}

/** Where a share leads in the mini program: a product, a topic page, or neither. */
export interface SharePlace {
  channel: ShareChannel;
  productId: bigint | null;
  pageId: bigint | null;
}

/** The page as WeChat names it. */
export function sharePage({ channel, productId, pageId }: SharePlace): string {
  if (channel === "invite") return "promoter/apply/index";
  if (pageId !== null) return "page/topic/index";
  return productId === null ? "page/home/index" : "catalog/product/index";
}

/** The path a card opens, with the code in it: "/catalog/product/index?id=12&s=Ab3dE6gH". */
export function sharePath(place: SharePlace, code: string): string {
  const shown = place.productId ?? place.pageId;
  return `/${sharePage(place)}?${shown === null ? "" : `id=${shown}&`}s=${code}`;
}
