/** Tiers for tests of one room: rules as the operator saves them, sales as the statistics count them. */
import type {
  ConsoleLadder,
  ConsoleTier,
  PromoterTier,
  TierKeep,
  TierRun,
  TierUpgrade,
} from "@banyan/contract";
import type { Answer, Caller, Shop } from "./open-shop.ts";
import { openRelations, type Refused, type Relations } from "./relations.ts";

export interface Tiers {
  r: Relations;
  ladder(): Promise<ConsoleLadder>;
  tier(name: string): Promise<ConsoleTier>;
  /** Saves over what stands. */
  put(name: string, extra: object): Promise<Answer<ConsoleLadder & Refused>>;
  run(): Promise<TierRun>;
  /** Settled sales of a promoter's own customers, so many business days ago. */
  sold(
    who: Caller,
    p: { fen?: number; orders?: number; invitedFen?: number; invitedOrders?: number; ago?: number },
  ): Promise<void>;
  /** "经销商 rule", "代理商 seed": where somebody stands and how. */
  at(who: Caller): Promise<string>;
  /** "推广员 → 经销商 upgrade", oldest first. */
  history(who: Caller): Promise<string[]>;
  seed(
    who: readonly Caller[],
    extra: object,
  ): Promise<Answer<{ assigned: number; skipped: { message: string }[] } & Refused>>;
  give(who: Caller, name: string, extra?: object): Promise<Answer<Refused>>;
  mine(who: Caller): Promise<PromoterTier>;
}

export const DAY = 86_400_000;

export const asks = (extra: Partial<TierUpgrade> = {}): TierUpgrade => ({
  days: 30,
  match: "all",
  own_sales_fen: 500_000,
  own_orders: null,
  team_sales_fen: null,
  team_orders: null,
  ...extra,
});
export const keeps = (extra: Partial<TierKeep> = {}): TierKeep => ({
  ...asks(),
  cycle: "days",
  fallback_id: null,
  ...extra,
});

export async function openTiers(shop: Shop): Promise<Tiers> {
  const r = await openRelations(shop);
  const { operator } = r;
  const tiers: Tiers = {
    r,
    ladder: async () => (await operator.call<ConsoleLadder>("GET", "/console/tier-ladder")).body,
    tier: async (name) => {
      const found = (await tiers.ladder()).tiers.find((one) => one.name === name);
      if (!found) throw new Error(`no tier ${name}`);
      return found;
    },
    put: async (name, extra) => {
      const { id, revision, rights, upgrade, keep } = await tiers.tier(name);
      const body = { revision, name, rights, upgrade, keep, ...extra };
      return operator.call("PUT", `/console/tiers/${id}`, body);
    },
    run: async () => (await operator.call<TierRun>("POST", "/console/tiers/run", {})).body,
    sold: async (who, p) => {
      await shop.sql(
        `INSERT INTO promoter_day AS d VALUES ($1, business_date(business_now()) - $6::int, $2, $3, $4, $5)
         ON CONFLICT (owner_id, business_date) DO UPDATE SET own_orders = d.own_orders + excluded.own_orders,
           own_sales_fen = d.own_sales_fen + excluded.own_sales_fen, invited_orders = d.invited_orders + excluded.invited_orders,
           invited_sales_fen = d.invited_sales_fen + excluded.invited_sales_fen`,
        [who.id, p.orders ?? 0, p.fen ?? 0, p.invitedOrders ?? 0, p.invitedFen ?? 0, p.ago ?? 0],
      );
    },
    at: async (who) => {
      const [row] = await shop.sql<{ text: string }>(
        "SELECT t.name || ' ' || p.tier_mode AS text FROM promoter p JOIN tier t ON t.id = p.tier_id WHERE p.owner_id = $1",
        [who.id],
      );
      return row?.text ?? "nowhere";
    },
    history: async (who) => {
      const rows = await shop.sql<{ text: string }>(
        `SELECT a.name || ' → ' || z.name || ' ' || c.cause AS text FROM tier_change c JOIN tier a ON a.id = c.from_id
           JOIN tier z ON z.id = c.to_id WHERE c.owner_id = $1 ORDER BY c.id`,
        [who.id],
      );
      return rows.map((row) => row.text);
    },
    seed: async (who, extra) => {
      const [tier, fallback] = await Promise.all([tiers.tier("代理商"), tiers.tier("推广员")]);
      return operator.call("POST", "/console/tiers/seeds", {
        customer_ids: who.map((one) => String(one.id)),
        tier_id: tier.id,
        fallback_id: fallback.id,
        reason: "首批种子",
        ...extra,
      });
    },
    give: async (who, name, extra = {}) =>
      operator.call("POST", `/console/promoters/${who.id}/tier`, {
        tier_id: (await tiers.tier(name)).id,
        reason: "业绩",
        ...extra,
      }),
    mine: async (who) => (await who.call<PromoterTier>("GET", "/promoter/tier")).body,
  };
  return tiers;
}

/** In so many days by the business clock. */
export async function inDays(shop: Shop, days: number): Promise<string> {
  const [row] = await shop.sql<{ at: Date }>("SELECT business_now() + make_interval(days => $1) AS at", [
    days,
  ]);
  return row?.at.toISOString() ?? "";
}
