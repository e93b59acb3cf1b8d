/** 推广中心, 我的顾客, 我的伙伴: what a promoter sees of their own. Names of others are masked. */
import type { PromoterCenter, PromoterCustomer, PromoterPartner } from "@banyan/contract";
import { maskNickname } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { refuse } from "../http/refusal.ts";
import { boundBodyOf, boundPage } from "../referral/customers.ts";
import type { Services } from "../services.ts";
import { toBalances } from "./balances.ts";
import { isPromoter, listPartners, selectCenter } from "./center-store.ts";

interface PageInput {
  cursor?: string | undefined;
  limit: number;
}
interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** One statement. @throws Refusal promoter_needed */
export async function loadCenter(services: Services, ownerId: bigint): Promise<PromoterCenter> {
  const setting = await services.settings.get("promoter");
  const row = (await selectCenter(services.database.query, ownerId)) ?? refuse("promoter_needed");
  return {
    nickname: row.nickname,
    avatar: row.avatar,
    state: row.state,
    frozen_reason: row.frozen_reason,
    shown_name: setting.shown_name,
    partner_name: setting.partner_name,
    tier: { id: String(row.tier_id), name: row.tier_name, rank: row.tier_rank },
    may_invite: row.may_invite,
    agreement_current: row.agreement_version >= setting.agreement_version,
    inviter_name: row.inviter_name && maskNickname(row.inviter_name),
    balances: toBalances(row),
    today: {
      visitors: row.visitors,
      orders: row.orders,
      commission_fen: toWire(row.commission_fen),
    },
    customer_count: row.customer_count,
    partner_count: row.partner_count,
    to_confirm: row.to_confirm,
    next_settle_at: row.next_settle_at?.toISOString() ?? null,
  };
}

/** Two statements. @throws Refusal promoter_needed */
export async function customerPage(
  services: Services,
  ownerId: bigint,
  input: PageInput,
): Promise<Page<PromoterCustomer>> {
  const { query } = services.database;
  if (!(await isPromoter(query, ownerId))) refuse("promoter_needed");
  return boundPage(query, ownerId, input, (row) => ({
    name: maskNickname(row.nickname),
    avatar: row.avatar,
    ...boundBodyOf(row),
  }));
}

/** Two statements. @throws Refusal promoter_needed */
export async function partnerPage(
  services: Services,
  ownerId: bigint,
  input: PageInput,
): Promise<Page<PromoterPartner>> {
  const { query } = services.database;
  if (!(await isPromoter(query, ownerId))) refuse("promoter_needed");
  const key = decodeCursor(input.cursor, 2);
  const rows = await listPartners(query, ownerId, {
    before: key && { at: new Date(Number(key[0])), id: key[1] ?? 0n },
    limit: input.limit + 1,
  });
  return pageOf(
    rows,
    input.limit,
    (row) => [BigInt(row.approved_at.getTime()), row.id],
    (row) => ({
      name: maskNickname(row.nickname),
      avatar: row.avatar,
      tier_name: row.tier_name,
      joined_at: row.approved_at.toISOString(),
      order_count: row.order_count,
      sales_fen: toWire(row.sales_fen),
    }),
  );
}
