/** A shop for thousands of orders, the bookkeeper of its promoters, and the chance that drives both. */
import { HOUR_MS } from "@banyan/kernel";
import {
  type BookPlan,
  MARKET_CATEGORY,
  MARKET_TIERS,
  PromotingBook,
  type PromotingFact,
  samplePlans,
} from "@banyan/testkit";
import type { Buyer, Clerk } from "../../support/people.ts";
import { randomOf } from "../../support/random.ts";
import { usePlan } from "../../support/relation.ts";
import { putOne } from "../../support/setup.ts";
import { openShop, type Shop } from "../../support/shop.ts";
import { planOf, waitHours } from "../promoting-world.ts";

/** Prices that leave remainders: from one fen to ¥600. */
const PRICES = [1, 33, 99, 333, 2_500, 9_999, 12_345, 60_000];
const STOCK = 900_000;
const PEOPLE = 48;
const AFTERSALE_DAYS = 7;
const PLANS = 40;
/** The bookkeeper's own books; all of them after each fact would take longer than the shop. */
const FACTS_PER_READING = 5_000;
const FEE_BPS = 60;

export type Said = PromotingFact extends infer F ? (F extends PromotingFact ? Omit<F, "at"> : never) : never;

export class LongWorld {
  readonly shop: Shop;
  readonly book: PromotingBook;
  readonly buyers: readonly Buyer[];
  readonly clerks: readonly Clerk[];
  readonly skus: readonly string[];
  readonly prices = PRICES;
  /** How much time passes from round to round. */
  readonly paceHours: number;
  readonly tiers: ReadonlyMap<string, string>;
  readonly #next: () => number;
  readonly #plans: readonly BookPlan[];
  #plan = 0;
  /** What happened, by its word, and how often. */
  readonly counts: Record<string, number> = {};
  /** The bookkeeper's time, ms: it moves by whole paces, the shop's own runs on beside it. */
  now: number;

  private constructor(p: {
    shop: Shop;
    buyers: readonly Buyer[];
    clerks: readonly Clerk[];
    skus: readonly string[];
    tiers: ReadonlyMap<string, string>;
    now: number;
    seed: number;
    paceHours: number;
  }) {
    this.shop = p.shop;
    this.buyers = p.buyers;
    this.clerks = p.clerks;
    this.skus = p.skus;
    this.tiers = p.tiers;
    this.now = p.now;
    this.paceHours = p.paceHours;
    this.#next = randomOf(p.seed);
    this.#plans = plansOf(p.seed);
    const rules = { withdrawalOpen: true, minFen: 10n, maxFen: 19_999n, perDay: 100, feeBps: FEE_BPS };
    this.book = new PromotingBook(
      { ...rules, aftersaleMs: AFTERSALE_DAYS * 24 * HOUR_MS },
      FACTS_PER_READING,
    );
    this.book.now = p.now;
  }

  static async open(seed: number, paceHours: number): Promise<LongWorld> {
    const shop = await openShop({ name: "long_life", timeScale: 100_000 });
    const operators = await Promise.all(Array.from({ length: 4 }, () => shop.staff("owner")));
    await putOne(shop, "order", { unpaid_minutes: 30, aftersale_days: AFTERSALE_DAYS, low_stock: 0 });
    await putOne(shop, "withdrawal", {
      ...{ min_fen: 10, max_fen: 19_999, per_day: 100, fee_bps: FEE_BPS },
      ...{ automatic_fen: 0, two_people_fen: 1_000_000 },
    });
    const { control } = shop.simulator;
    await control.setMerchantBalance(2_000_000_000);
    await control.setTransferRules({ user_day_max: 2_000_000_000, merchant_day_max: 2_000_000_000 });
    const products = [];
    for (const price of PRICES) products.push(await shop.product({ price, stock: STOCK }));
    const { tiers } = await shop.owner.api.console.promoter.tiers();
    const [clock] = await shop.sql<{ ms: string }>(
      "SELECT floor(extract(epoch FROM business_now()) * 1000)::bigint::text AS ms",
    );
    const world = new LongWorld({
      ...{ shop, seed, paceHours, clerks: operators, skus: products.map(({ sku }) => sku) },
      buyers: await shop.crowd(PEOPLE),
      tiers: new Map(tiers.map(({ id, name }) => [name, id])),
      now: Number(clock?.ms),
    });
    await world.nextPlan();
    return world;
  }

  get plan(): BookPlan {
    return this.#plans[this.#plan % this.#plans.length] as BookPlan;
  }

  /** Another version is active from now on; orders that stand keep theirs. */
  async nextPlan(): Promise<void> {
    this.#plan += 1;
    await usePlan(this.shop, await planOf(this.shop, this.plan, this));
    this.count("plan");
  }

  tell(said: Said): readonly string[] {
    return this.book.take({ ...said, at: this.now });
  }

  /** For both, and for WeChat. */
  async pass(): Promise<void> {
    this.now += this.paceHours * HOUR_MS;
    await waitHours(this.shop, this.paceHours);
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  pick<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.#next() * all.length)];
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  buyer(name: string): Buyer {
    return this.buyers[Number(name)] as Buyer;
  }
}

/** Of every kind, and each with a rule of all goods for every place, so that most sales bring something to somebody. */
function plansOf(seed: number): BookPlan[] {
  const next = randomOf(seed + 1);
  const skus = PRICES.map((_, index) => String(index));
  const names = { tiers: MARKET_TIERS, skus, products: skus, categories: [MARKET_CATEGORY] };
  return samplePlans(names, { count: PLANS, seed }).map((plan) => ({
    ...plan,
    cap_bps: Math.min(Math.max(plan.cap_bps, 1_000), 9_000),
    rules: [
      ...plan.rules.filter((rule) => rule.scope !== "all" || rule.tier !== undefined),
      ...(["self", 1, 2, 3] as const).map((position) => ({
        ...({ id: `all-${position}`, scope: "all", position } as const),
        ...(next() < 0.25
          ? { fixed_fen: Math.floor(next() * 900) }
          : { rate_bps: Math.floor(next() * 2_000) }),
      })),
    ],
  }));
}
