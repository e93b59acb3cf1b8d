/** One planned order: what it holds, what it costs by domain's own pricing, who earns on it, and when each step of its life came. */
import { bestCoupons, type FreightBook, type PricedLine, priceQuote } from "@banyan/domain";
import {
  type Promoting,
  type StoredShare,
  selfDiscountOf,
  sharesOf,
} from "@banyan/server/commission/snapshot.ts";
import type { SkuFacts } from "@banyan/server/quote/facts-store.ts";
import type { SeededCatalog, SeededCoupon, SeededSku } from "./catalog.ts";
import type { Person } from "./people.ts";
import type { Dice } from "./random.ts";
import type { Relations } from "./relations.ts";

export type Fate =
  | "awaiting_payment"
  | "closed"
  | "awaiting_shipment"
  | "awaiting_receipt"
  | "completed"
  | "refunded_before_shipping"
  | "partly_refunded"
  | "refund_requested"
  /** By the shop, when the commission had been settled already. */
  | "partly_refunded_late"
  | "refunded_late";

export interface PlannedLine {
  sku: SeededSku;
  quantity: number;
  price: PricedLine;
  /** As submit fixes them. */
  shares: StoredShare[];
}
export interface PlannedOrder {
  person: Person;
  at: Date;
  fate: Fate;
  lines: PlannedLine[];
  promoting: Promoting;
  goodsFen: bigint;
  discountFen: bigint;
  selfDiscountFen: bigint;
  freightFen: bigint;
  payableFen: bigint;
  coupon: SeededCoupon | null;
  remark: string;
  paidAt: Date | null;
  shippedAt: Date | null;
  receivedAt: Date | null;
  /** When the after-sale period ends, where any line gives a share; and when the sweep found it over. */
  settleDueAt: Date | null;
  settledAt: Date | null;
}
export interface Past {
  dice: Dice;
  catalog: SeededCatalog;
  relations: Relations;
  freight: FreightBook;
  aftersaleDays: number;
  now: Date;
  /** How many of a coupon a person has taken: "person:coupon" → n. */
  taken: Map<string, number>;
}
interface Chosen {
  sku: SeededSku;
  quantity: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const REMARKS = [
  "",
  "",
  "",
  "",
  "",
  "请发顺丰，谢谢",
  "送礼用，麻烦包装好一点",
  "周末家里有人收",
  "茶饼请不要压到",
  "要最新日期的",
];
const SHIPPED: readonly Fate[] = [
  "awaiting_receipt",
  "completed",
  "partly_refunded",
  "refund_requested",
  "partly_refunded_late",
  "refunded_late",
];
const RECEIVED: readonly Fate[] = ["completed", "partly_refunded", "partly_refunded_late", "refunded_late"];
const TWO_LINES: readonly Fate[] = ["partly_refunded", "refund_requested", "partly_refunded_late"];

/** @param chosen by dice, unless the story needs something */
export function planOne(
  p: Past,
  person: Person,
  at: Date,
  fate: Fate,
  chosen: readonly Chosen[] = pickLines(p, fate),
): PlannedOrder {
  const { dice } = p;
  const promoting = p.relations.promotingAt(person, at);
  const goods = chosen.reduce((sum, { sku, quantity }) => sum + sku.priceFen * BigInt(quantity), 0n);
  const coupon = pickCoupon(p, person, at, goods);
  const priced = priceQuote({
    lines: chosen.map(({ sku, quantity }) => ({
      priceFen: sku.priceFen,
      quantity,
      fulfilment: sku.fulfilment,
    })),
    coupons: coupon === null ? [] : [coupon],
    freight: p.freight,
    region: person.address.regionCode,
    selfDiscount: (index, netFen) => {
      const line = chosen[index];
      return line ? selfDiscountOf(promoting, factsOf(line.sku), line.quantity, netFen) : 0n;
    },
  });
  if (priced.kind !== "priced") throw new Error(`demo order refused: ${priced.refusal}`);
  const lines = chosen.map((line, index): PlannedLine => {
    const price = priced.lines[index] as PricedLine;
    return { ...line, price, shares: sharesOf(promoting, { ...line, sku: factsOf(line.sku), price }) };
  });
  const { goodsFen, discountFen, selfDiscountFen, freightFen, payableFen } = priced;
  const sums = { goodsFen, discountFen, selfDiscountFen, freightFen, payableFen };
  const remark = dice.pick(REMARKS);
  return { person, at, fate, lines, promoting, ...sums, coupon, remark, ...timesOf(p, at, fate, lines) };
}

type Times = Pick<PlannedOrder, "paidAt" | "shippedAt" | "receivedAt" | "settleDueAt" | "settledAt">;

function timesOf(p: Past, at: Date, fate: Fate, lines: readonly PlannedLine[]): Times {
  const { dice, now } = p;
  const after = (from: Date, minHours: number, moreHours: number) =>
    new Date(
      Math.min(
        from.getTime() + (minHours + dice.below(Math.max(1, moreHours))) * HOUR_MS,
        now.getTime() - 60_000,
      ),
    );
  const paid = fate !== "awaiting_payment" && fate !== "closed";
  const paidAt = paid ? new Date(at.getTime() + (1 + dice.below(8)) * 60_000) : null;
  const shippedAt = paidAt && SHIPPED.includes(fate) ? after(paidAt, 3, 16) : null;
  const receivedAt = shippedAt && RECEIVED.includes(fate) ? after(shippedAt, 30, 40) : null;
  const earning = lines.some((line) => line.shares.length > 0);
  const settleDueAt =
    receivedAt && earning ? new Date(receivedAt.getTime() + p.aftersaleDays * DAY_MS) : null;
  const settledAt = settleDueAt && new Date(settleDueAt.getTime() + 500 + dice.below(4500));
  return {
    paidAt,
    shippedAt,
    receivedAt,
    settleDueAt,
    settledAt: settledAt && settledAt < now ? settledAt : null,
  };
}

/** As the quote reads it. */
function factsOf(sku: SeededSku): SkuFacts {
  const {
    id: skuId,
    productId,
    name,
    spec,
    picture,
    code,
    fulfilment,
    priceFen,
    costFen,
    categoryPath,
  } = sku;
  const facts = { skuId, productId, name, spec, picture, code, fulfilment, priceFen, costFen, categoryPath };
  return { ...facts, available: sku.stock, listed: true, weightG: 0, freightTemplateId: null };
}

function pickLines(p: Past, fate: Fate): Chosen[] {
  const { dice, catalog } = p;
  const inStock = catalog.skus.filter((sku) => sku.stock > 3 || fate !== "awaiting_payment");
  const wanted = TWO_LINES.includes(fate) ? 2 : 1 + dice.below(3);
  const picked = new Map<bigint, SeededSku>();
  while (picked.size < wanted) {
    const sku = dice.weighted(inStock);
    // A service is bought on its own.
    if (sku.fulfilment === "service" && (wanted > 1 || dice.chance(70))) continue;
    picked.set(sku.id, sku);
  }
  return [...picked.values()].map((sku) => ({ sku, quantity: dice.chance(72) ? 1 : 2 }));
}

function pickCoupon(p: Past, person: Person, at: Date, goodsFen: bigint): SeededCoupon | null {
  if (!p.dice.chance(25)) return null;
  const key = (coupon: SeededCoupon) => `${person.id}:${coupon.id}`;
  const offered = p.catalog.coupons
    .filter((coupon) => (p.taken.get(key(coupon)) ?? 0) < coupon.perCustomer)
    .map((coupon) => ({
      ...{
        id: coupon.id,
        couponId: coupon.id,
        usableFrom: null,
        expiresAt: new Date(p.now.getTime() + 1),
        seeded: coupon,
      },
      rule: { ...coupon, newCustomer: false, stackable: false },
    }));
  const line = { amountFen: goodsFen, productId: 0n, categories: [] };
  const [best] = bestCoupons(offered, [line], { now: at, isNew: false }).coupons;
  const coupon = best?.coupon.seeded ?? null;
  if (coupon) p.taken.set(key(coupon), (p.taken.get(key(coupon)) ?? 0) + 1);
  return coupon;
}
