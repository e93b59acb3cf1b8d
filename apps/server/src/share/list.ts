/** 我的分享: what each share brought. */
import type { ShareRow } from "@banyan/contract";
import { sharePath } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import { decodeTimeKey, timePage } from "../http/time-cursor.ts";
import type { Services } from "../services.ts";
import { listShares } from "./store.ts";
import { shareTitle } from "./title.ts";

/** One statement. Empty for whoever never shared. */
export async function sharePage(
  services: Services,
  ownerId: bigint,
  input: { cursor?: string | undefined; limit: number },
): Promise<{ items: ShareRow[]; next_cursor: string | null }> {
  const [shop, promoter] = await Promise.all([
    services.settings.get("shop"),
    services.settings.get("promoter"),
  ]);
  const names = { shopName: shop.name, shownName: promoter.shown_name };
  const before = decodeTimeKey(input.cursor);
  const rows = await listShares(services.database.query, ownerId, { before, limit: input.limit + 1 });
  return timePage(rows, input.limit, (row) => ({
    code: row.no,
    channel: row.channel,
    product_id: row.product_id === null ? null : String(row.product_id),
    page_id: row.page_id === null ? null : String(row.page_id),
    path: sharePath({ channel: row.channel, productId: row.product_id, pageId: row.page_id }, row.no),
    title: shareTitle(row.channel, row.product_name ?? row.page_title, names),
    picture: row.product_picture ?? row.page_picture,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    visits: row.visits,
    order_count: row.order_count,
    commission_fen: toWire(row.commission_fen),
  }));
}
