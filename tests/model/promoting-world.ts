/** A random market made real: the world of its orders, and over it the plan, the policy and the rules of its promoters. */
import { DAY_MS, HOUR_MS } from "@banyan/kernel";
import { type BookPlan, MARKET_CATEGORY, type MarketPlan } from "@banyan/testkit";
import { shelfOf } from "../support/goods.ts";
import type { Clerk } from "../support/people.ts";
import { usePlan } from "../support/relation.ts";
import { putOne } from "../support/setup.ts";
import type { Shop } from "../support/shop.ts";
import { buildWorld, type World } from "./world.ts";

/** Who works in the shop. */
export interface Desk {
  operator: Clerk;
  finance: Clerk;
}

export interface MarketWorld extends World {
  market: MarketPlan;
  desk: Desk;
  /** Name of a tier → its id. */
  tiers: Map<string, string>;
  /** When the life begins, ms of business time. */
  startMs: number;
}

/** Nobody's share runs out within a life. */
const SHARE_DAYS = 3650;
const NO_TWO_PEOPLE_FEN = 1_000_000;

export async function buildMarket(shop: Shop, market: MarketPlan, desk: Desk): Promise<MarketWorld> {
  const startMs = await toHalfPast(shop);
  const world = await buildWorld(shop, market.shop, desk.operator);
  const { relation, withdrawal } = market;
  await putOne(shop, "promoter", { review: "automatic", agreement_version: await agreementOf(shop) });
  await putOne(shop, "referral", {
    policy: relation.policy,
    valid_days: relation.validMs / DAY_MS,
    protect_days: relation.protectMs / DAY_MS,
    share_days: SHARE_DAYS,
  });
  await putOne(shop, "withdrawal", {
    open: withdrawal.withdrawalOpen,
    min_fen: Number(withdrawal.minFen),
    max_fen: Number(withdrawal.maxFen),
    per_day: withdrawal.perDay,
    fee_bps: withdrawal.feeBps,
    automatic_fen: 0,
    two_people_fen: NO_TWO_PEOPLE_FEN,
  });
  const { tiers } = await shop.owner.api.console.promoter.tiers();
  const made = { ...world, market, desk, tiers: new Map(tiers.map(({ name, id }) => [name, id])), startMs };
  await usePlan(shop, await planOf(shop, market.plan, made));
  return made;
}

/** The version of the promoters' agreement that is current. */
export async function agreementOf(shop: Shop): Promise<number> {
  const [row] = await shop.sql<{ version: number }>(
    "SELECT (value->>'agreement_version')::int AS version FROM setting WHERE key = 'promoter'",
  );
  return row?.version ?? 1;
}

/** The book's plan with the shop's ids instead of the book's names. */
export async function planOf(
  shop: Shop,
  plan: BookPlan,
  { skus, tiers }: { skus: readonly string[]; tiers: ReadonlyMap<string, string> },
): Promise<Parameters<typeof usePlan>[1]> {
  const category = await shelfOf(shop).category;
  const products = await productsOf(shop, skus);
  const targetOf = (scope: string, target: string | undefined): { target?: string } => {
    if (target === undefined) return {};
    if (scope === "category") return { target: known(target === MARKET_CATEGORY ? category : undefined) };
    return { target: known((scope === "sku" ? skus : products)[Number(target)]) };
  };
  const tierId = (name: string) => known(tiers.get(name));
  return {
    ...plan,
    exclude: plan.exclude.map(({ scope, target }) => ({ scope, ...targetOf(scope, target) })),
    rules: plan.rules.map(({ tier, target, ...rule }) => ({
      ...rule,
      ...targetOf(rule.scope, target),
      ...(tier === undefined ? {} : { tier: tierId(tier) }),
    })),
    team_bonus: plan.team_bonus && {
      rates: Object.fromEntries(
        Object.entries(plan.team_bonus.rates).map(([tier, bps]) => [tierId(tier), bps]),
      ),
    },
  };
}

async function productsOf(shop: Shop, skus: readonly string[]): Promise<string[]> {
  const rows = await shop.sql<{ id: string; product: string }>(
    "SELECT id::text, product_id::text AS product FROM sku WHERE id = ANY ($1::bigint[])",
    [skus],
  );
  return skus.map((sku) => known(rows.find((row) => row.id === sku)?.product));
}

/**
 * Half past the hour: a life waits whole hours, so no instant of it comes near midnight, when the business day changes.
 * @returns the time then, ms
 */
async function toHalfPast(shop: Shop): Promise<number> {
  const target = Math.floor((await nowOf(shop)) / HOUR_MS) * HOUR_MS + 1.5 * HOUR_MS;
  await advanceTo(shop, target);
  return target;
}

export async function waitHours(shop: Shop, hours: number): Promise<void> {
  await advanceTo(shop, (await nowOf(shop)) + hours * HOUR_MS);
}

/** Both clocks to the same time: WeChat's may have gone ahead, where only its limits by the minute were waited for. */
async function advanceTo(shop: Shop, ms: number): Promise<void> {
  const { control } = shop.simulator;
  const { now_ms } = await control.state();
  await shop.sql("UPDATE business_clock SET offset_ms = offset_ms + $1", [ms - (await nowOf(shop))]);
  await control.advanceClock(Math.max(0, ms - now_ms));
  await Promise.all([shop.services.versions.refresh(), shop.workerServices.versions.refresh()]);
}

async function nowOf(shop: Shop): Promise<number> {
  const [row] = await shop.sql<{ ms: string }>(
    "SELECT floor(extract(epoch FROM business_now()) * 1000)::bigint::text AS ms",
  );
  return Number(row?.ms);
}

export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError("the run speaks of something that is not there");
  return value;
}
