/** Decides the demo shop's past: who bought what when, and what became of it. */
import type { SeededSku } from "./catalog.ts";
import { type Fate, type Past, type PlannedOrder, planOne } from "./order.ts";
import type { Person } from "./people.ts";
import type { Dice } from "./random.ts";
import { personOf } from "./relations.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Thirty days to show, and the thirty before them to compare with. */
const DAYS = 61;
/** Old enough to have been shipped, received, settled and then given back. */
const LATE_HOURS = 24 * 20;
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

/** What the story of promoting needs: orders of known customers, each with what happened to it. */
const STORIES: readonly { who: string; hoursAgo: number; fate: Fate; product: string | null }[] = [
  { who: "周牧", hoursAgo: 30, fate: "awaiting_receipt", product: null },
  { who: "苏以沫", hoursAgo: 24 * 14, fate: "completed", product: null },
  // A customer of 林晓棠: one commission settled, one about to, two on their way.
  { who: "阿依", hoursAgo: 5, fate: "awaiting_shipment", product: null },
  { who: "阿依", hoursAgo: 24 * 2, fate: "awaiting_receipt", product: "rose-cake" },
  { who: "阿依", hoursAgo: 24 * 6, fate: "completed", product: "wild-flower-honey" },
  { who: "阿依", hoursAgo: 24 * 11.5, fate: "completed", product: "yiwu-cake" },
  // 墨白 was paid for it before it went back: debt.
  { who: "江边钓客", hoursAgo: 24 * 38, fate: "refunded_late", product: "old-head-brick" },
  // A commission large enough that two people look at its withdrawal.
  { who: "小城故事", hoursAgo: 24 * 34, fate: "completed", product: "slab-table" },
];
/** Whoever buys nothing but what their story says. */
const ONLY_STORIES: readonly string[] = ["江边钓客"];

export function planOrders(input: Omit<Past, "taken"> & { people: readonly Person[] }): PlannedOrder[] {
  const p = { ...input, taken: new Map<string, number>() };
  const { people, now, dice } = p;
  const orders: PlannedOrder[] = [];
  const [first] = people;
  if (!first) throw new Error("the demo shop needs its people");
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  for (const { fate, hoursAgo } of FOR_THE_FIRST) orders.push(planOne(p, first, ago(hoursAgo), fate));
  for (const { who, hoursAgo, fate, product } of STORIES) {
    const sku = product === null ? undefined : dearestSku(p, product);
    const chosen = sku && [{ sku, quantity: 1 }];
    orders.push(planOne(p, personOf(people, who), ago(hoursAgo), fate, chosen));
  }
  const buyers = people.filter(({ weight, nickname }) => weight > 0 && !ONLY_STORIES.includes(nickname));
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

/** The dearest of its SKUs that is on the shelf. */
function dearestSku({ catalog }: Past, product: string): SeededSku {
  const own = catalog.skus
    .filter((sku) => sku.productId === catalog.products.get(product) && sku.stock > 0)
    .sort((a, b) => Number(b.priceFen - a.priceFen));
  if (!own[0]) throw new Error(`${product} is not on the shelf`);
  return own[0];
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
  if (hours > LATE_HOURS && dice.chance(3)) return dice.chance(70) ? "partly_refunded_late" : "refunded_late";
  return "completed";
}
