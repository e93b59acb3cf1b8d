/** A shop with two products, plans by half, and promoters of a tier, for tests of what a promoter pays. */
import type { ConsoleCoupon, CouponGrant, Home, ProductCard, ProductDetail, Quote } from "@banyan/contract";
import { DAY_MS } from "@banyan/kernel";
import { expect } from "vitest";
import { addCategory, addGoods, type Goods } from "./goods.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";
import { openRelations, type Refused, type Relations } from "./relations.ts";

export const SELF = { id: "self", scope: "all", position: "self", rate_bps: 800 };
export const SHARE = { id: "one", scope: "all", position: 1, rate_bps: 1000 };
export const BETTER = { id: "better", scope: "all", position: "self", tier: "2", rate_bps: 1500 };
const EMPTY = { depth: 2, cap_bps: 9000, exclude: [], team_bonus: null, self_purchase: "discount" };

export interface Want {
  sku: bigint;
  quantity: number;
}

export interface OwnPrice {
  shop: Shop;
  r: Relations;
  root: bigint;
  leaf: bigint;
  /** 9,999 and 30,000 fen. */
  tea: Goods;
  /** 777 fen. */
  pot: Goods;
  /** Writes over the plan that works and tells everybody, as publishing does. */
  plan(body: object): Promise<void>;
  /** The same from a plan with 自购省 and no rules. */
  newPlan(...rules: object[]): Promise<void>;
  /** What the poll does by itself twice a second. */
  seen(): Promise<void>;
  tier(who: Caller, id: string): Promise<void>;
  promoter(tier?: string): Promise<Caller>;
  page(who: Caller, goods: Goods): Promise<ProductDetail>;
  card(who: Caller, goods: Goods): Promise<ProductCard>;
  homeCard(who: Caller, goods: Goods): Promise<ProductCard>;
  quote(who: Caller, wants: readonly Want[], coupon?: string): Promise<Quote>;
  submit(who: Caller, quote: Quote): ReturnType<typeof submit>;
  /** A grant that can be used. */
  coupon(who: Caller, thresholdFen: number, discountFen: number): Promise<string>;
}

export async function get<T>(who: Caller, path: string): Promise<T> {
  return (await who.call<T>("GET", path)).body;
}

function submit(who: Caller, quote: Quote) {
  return who.call<{ no: string; data?: Quote } & Refused>("POST", "/orders", {
    quote_id: quote.id,
    payable_fen: quote.payable_fen,
    remark: "",
  });
}

async function quoteOf(who: Caller, wants: readonly Want[], coupon = "none"): Promise<Quote> {
  const { status, body } = await who.call<Quote & Refused>("POST", "/quotes", {
    source: "buy_now",
    lines: wants.map(({ sku, quantity }) => ({ sku_id: String(sku), quantity })),
    coupon,
  });
  expect(status, body.message).toBe(200);
  return body;
}

const among = (cards: readonly ProductCard[], { productId }: Goods) =>
  cards.find(({ id }) => id === String(productId)) ?? expect.fail("no such card");

async function goodsOf(shop: Shop) {
  const root = await addCategory(shop, "茶");
  const leaf = await addCategory(shop, "红茶", root);
  const tea = await addGoods(shop, {
    name: "滇红",
    category: leaf,
    fulfilment: "service",
    skus: [
      { spec: ["罐"], price: 9_999, market: 12_000, stock: 500 },
      { spec: ["盒"], price: 30_000, stock: 500 },
      { spec: ["旧"], price: 1, retired: true },
    ],
  });
  const pot = await addGoods(shop, { name: "壶", fulfilment: "service", skus: [{ price: 777, stock: 500 }] });
  return { root, leaf, tea, pot };
}

async function giveCoupon(
  operator: Caller,
  who: Caller,
  p: { threshold_fen: number; discount_fen: number },
): Promise<string> {
  const made = await operator.call<ConsoleCoupon>("POST", "/console/coupons", {
    request_key: newKey(),
    name: "立减",
    ...p,
    total: 100,
    per_customer: 1,
    valid_days: 7,
    starts_at: new Date(Date.now() - DAY_MS).toISOString(),
    ends_at: new Date(Date.now() + 30 * DAY_MS).toISOString(),
  });
  const { body } = await who.call<CouponGrant>("POST", `/coupons/${made.body.id}/claim`);
  return body.id;
}

export async function openOwnPrice(name: string): Promise<OwnPrice> {
  const shop = await openShop(name);
  const r = await openRelations(shop);
  const seen = () => shop.services.versions.refresh();
  const plan = async (body: object) => {
    await shop.sql("UPDATE plan SET body = body || $1::jsonb WHERE state = 'active'", [JSON.stringify(body)]);
    await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'plan'");
    await seen();
  };
  const tier = async (who: Caller, id: string) => {
    await r.operator.call("POST", `/console/promoters/${who.id}/tier`, { tier_id: id, reason: "升级" });
    await seen();
  };
  return {
    shop,
    r,
    ...(await goodsOf(shop)),
    plan,
    newPlan: (...rules) => plan({ ...EMPTY, rules }),
    seen,
    tier,
    promoter: async (tierId) => {
      const who = await r.promoter();
      if (tierId !== undefined) await tier(who, tierId);
      await seen();
      return who;
    },
    page: (who, { productId }) => get<ProductDetail>(who, `/products/${productId}`),
    card: async (who, goods) => among((await get<{ items: ProductCard[] }>(who, "/products")).items, goods),
    homeCard: async (who, goods) =>
      among(
        (await get<Home>(who, "/home")).sections.flatMap(({ products }) => products),
        goods,
      ),
    quote: quoteOf,
    submit,
    coupon: (who, threshold_fen, discount_fen) =>
      giveCoupon(r.operator, who, { threshold_fen, discount_fen }),
  };
}
