/** Decides the demo shop's past: who bought what when, and what became of it. Prices by domain, so every order adds up. */
import { bestCoupon, type FreightPolicy, type PricedLine, priceQuote } from "@banyan/domain";
import type { SeededCatalog, SeededCoupon, SeededSku } from "./catalog.ts";
import type { Person } from "./people.ts";
import type { Dice } from "./random.ts";

export type Fate =
  | "awaiting_payment"
  | "closed"
  | "awaiting_shipment"
  | "awaiting_receipt"
  | "completed"
  | "refunded_before_shipping"
  | "partly_refunded"
  | "refund_requested";

export interface PlannedLine {
  sku: SeededSku;
  quantity: number;
  price: PricedLine;
}
export interface PlannedOrder {
  person: Person;
  at: Date;
  fate: Fate;
  lines: PlannedLine[];
  goodsFen: bigint;
  discountFen: bigint;
  freightFen: bigint;
  payableFen: bigint;
  coupon: SeededCoupon | null;
  remark: string;
  paidAt: Date | null;
  shippedAt: Date | null;
  receivedAt: Date | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Thirty days to show, and the thirty before them to compare with. */
const DAYS = 61;
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
/** When people buy: lunch, evening, late evening. */
const HOURS = [8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 19, 20, 20, 21, 21, 22, 22, 23];
/** What the person one can be finds under 我的订单: one of each kind. */
const FOR_THE_FIRST: readonly { fate: Fate; hoursAgo: number }[] = [
  { fate: "awaiting_payment", hoursAgo: 0.1 },
  { fate: "awaiting_shipment", hoursAgo: 7 },
  { fate: "awaiting_receipt", hoursAgo: 55 },
  { fate: "refund_requested", hoursAgo: 80 },
  { fate: "completed", hoursAgo: 24 * 9 },
  { fate: "partly_refunded", hoursAgo: 24 * 12 },
  { fate: "refunded_before_shipping", hoursAgo: 24 * 16 },
  { fate: "closed", hoursAgo: 24 * 20 },
];

interface Past {
  dice: Dice;
  catalog: SeededCatalog;
  freight: FreightPolicy;
  now: Date;
  /** How many of a coupon a person has taken: "person:coupon" → n. */
  taken: Map<string, number>;
}

export function planOrders(input: Omit<Past, "taken"> & { people: readonly Person[] }): PlannedOrder[] {
  const p = { ...input, taken: new Map<string, number>() };
  const { people, now, dice } = p;
  const orders: PlannedOrder[] = [];
  const [first, second, third] = people;
  if (!first || !second || !third) throw new Error("the demo shop needs its people");
  for (const { fate, hoursAgo } of FOR_THE_FIRST) {
    orders.push(planOne(p, first, new Date(now.getTime() - hoursAgo * HOUR_MS), fate));
  }
  orders.push(planOne(p, second, new Date(now.getTime() - 30 * HOUR_MS), "awaiting_receipt"));
  orders.push(planOne(p, third, new Date(now.getTime() - 5 * HOUR_MS), "awaiting_shipment"));
  const buyers = people.filter((person) => person.weight > 0);
  for (let daysAgo = DAYS; daysAgo >= 0; daysAgo -= 1) {
    // A shop that grows a little, and sells more on some days than on others.
    const count = 4 + Math.floor((DAYS - daysAgo) / 7) + dice.below(6);
    for (let n = 0; n < count; n += 1) {
      const at = timeOn(dice, now, daysAgo);
      const joined = buyers.filter((person) => person.joinedAt < at);
      if (at >= now || joined.length === 0) continue;
      orders.push(planOne(p, dice.weighted(joined), at, fateOf(dice, now, at)));
    }
  }
  return orders.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function timeOn(dice: Dice, now: Date, daysAgo: number): Date {
  const midnight =
    Math.floor((now.getTime() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS - daysAgo * DAY_MS;
  return new Date(midnight + dice.pick(HOURS) * HOUR_MS + dice.below(HOUR_MS));
}

function fateOf(dice: Dice, now: Date, at: Date): Fate {
  const hours = (now.getTime() - at.getTime()) / HOUR_MS;
  if (dice.chance(7)) return hours < 0.4 ? "awaiting_payment" : "closed";
  if (hours < 20) return "awaiting_shipment";
  if (hours < 30) return dice.chance(30) ? "awaiting_shipment" : "awaiting_receipt";
  if (hours < 100)
    return dice.chance(4)
      ? "refund_requested"
      : dice.chance(5)
        ? "refunded_before_shipping"
        : "awaiting_receipt";
  if (dice.chance(4)) return "refunded_before_shipping";
  if (dice.chance(6)) return "partly_refunded";
  return "completed";
}

function pickLines(p: Past, fate: Fate): { sku: SeededSku; quantity: number }[] {
  const { dice, catalog } = p;
  const inStock = catalog.skus.filter((sku) => sku.stock > 3 || fate !== "awaiting_payment");
  const wanted = fate === "partly_refunded" || fate === "refund_requested" ? 2 : 1 + dice.below(3);
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
    .map((coupon) => ({ ...coupon, expiresAt: at }));
  const coupon = bestCoupon(offered, goodsFen);
  if (coupon) p.taken.set(key(coupon), (p.taken.get(key(coupon)) ?? 0) + 1);
  return coupon;
}

function planOne(p: Past, person: Person, at: Date, fate: Fate): PlannedOrder {
  const { dice } = p;
  const chosen = pickLines(p, fate);
  const goods = chosen.reduce((sum, { sku, quantity }) => sum + sku.priceFen * BigInt(quantity), 0n);
  const coupon = pickCoupon(p, person, at, goods);
  const priced = priceQuote({
    lines: chosen.map(({ sku, quantity }) => ({
      priceFen: sku.priceFen,
      quantity,
      fulfilment: sku.fulfilment,
    })),
    coupon,
    freight: p.freight,
    province: person.address.regionCode.slice(0, 2),
  });
  if (priced.kind !== "priced") throw new Error(`demo order refused: ${priced.refusal}`);
  const after = (from: Date, minHours: number, moreHours: number) =>
    new Date(
      Math.min(
        from.getTime() + (minHours + dice.below(Math.max(1, moreHours))) * HOUR_MS,
        p.now.getTime() - 60_000,
      ),
    );
  const paid = fate !== "awaiting_payment" && fate !== "closed";
  const shipped =
    fate === "awaiting_receipt" ||
    fate === "completed" ||
    fate === "partly_refunded" ||
    fate === "refund_requested";
  const received = fate === "completed" || fate === "partly_refunded";
  const paidAt = paid ? new Date(at.getTime() + (1 + dice.below(8)) * 60_000) : null;
  const shippedAt = paidAt && shipped ? after(paidAt, 3, 16) : null;
  return {
    person,
    at,
    fate,
    lines: chosen.map((line, index) => ({ ...line, price: priced.lines[index] as PricedLine })),
    goodsFen: priced.goodsFen,
    discountFen: priced.discountFen,
    freightFen: priced.freightFen,
    payableFen: priced.payableFen,
    coupon,
    remark: dice.pick(REMARKS),
    paidAt,
    shippedAt,
    receivedAt: shippedAt && received ? after(shippedAt, 30, 40) : null,
  };
}
