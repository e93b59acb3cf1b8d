/** The cart as its owner sees it: a promoter with the price after 自购省, as of this moment. */
import type { Cart, CartLine } from "@banyan/contract";
import { isActivePromoter, worthOf } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import type { CurrentPlan } from "../plan/current.ts";
import type { Services } from "../services.ts";
import { type CartRow, selectCart, selectPreview, selectQuantities } from "./store.ts";

/**
 * The whole cart in one statement, plan and settings being cached. Not inside a transaction: what is cached may have to be read anew, and
 * whoever holds a connection must not wait for another one.
 */
export async function loadCart(
  services: Pick<Services, "database" | "plans" | "settings">,
  customerId: bigint,
): Promise<Cart> {
  const [plan, { agreement_version }] = await Promise.all([
    services.plans.current(),
    services.settings.get("promoter"),
  ]);
  const rows = await selectCart(services.database.query, customerId);
  const lines = rows.map((row) => toLine(row, worthIn(row, plan, agreement_version)));
  return { lines, count: lines.length };
}

/**
 * The cart of somebody who has not signed in: what the device keeps, as of this moment. One statement.
 * @param customerId whose prices; null: a visitor's
 */
export async function previewCart(
  services: Pick<Services, "database" | "plans" | "settings">,
  wanted: readonly { skuId: bigint; quantity: number }[],
  customerId: bigint | null,
): Promise<Cart> {
  const [plan, { agreement_version }] = await Promise.all([
    services.plans.current(),
    services.settings.get("promoter"),
  ]);
  const rows = await selectPreview(services.database.query, wanted, customerId);
  const lines = rows.map((row) => toLine(row, worthIn(row, plan, agreement_version)));
  return { lines, count: lines.length };
}

/** What these lines come to before coupons and freight; what cannot be bought is left out. One statement. */
export async function totalOf(
  services: Pick<Services, "database" | "plans" | "settings">,
  wanted: readonly { skuId: bigint; quantity: number }[],
  customerId: bigint | null,
): Promise<{ pieces: number; goods_fen: number; self_discount_fen: number; total_fen: number }> {
  const { lines } = await previewCart(services, wanted, customerId);
  const sums = { pieces: 0, goodsFen: 0n, totalFen: 0n };
  for (const { invalid, quantity, price_fen, worth } of lines) {
    if (invalid !== null) continue;
    const goodsFen = BigInt(price_fen) * BigInt(quantity);
    sums.pieces += quantity;
    sums.goodsFen += goodsFen;
    sums.totalFen += worth === null ? goodsFen : BigInt(worth.own_amount_fen);
  }
  return {
    pieces: sums.pieces,
    goods_fen: toWire(sums.goodsFen),
    self_discount_fen: toWire(sums.goodsFen - sums.totalFen),
    total_fen: toWire(sums.totalFen),
  };
}

/** How many of each SKU, by its id as text, stand in the cart. */
export async function quantitiesInCart(
  services: Pick<Services, "database">,
  customerId: bigint,
): Promise<ReadonlyMap<string, number>> {
  return selectQuantities(services.database.query, customerId);
}

function toLine(row: CartRow, worth: CartLine["worth"]): CartLine {
  const invalid = whyInvalid(row);
  return {
    sku_id: String(row.sku_id),
    product_id: String(row.product_id),
    name: row.name,
    spec: row.spec,
    picture: row.picture ?? "",
    price_fen: toWire(row.price_fen),
    quantity: row.quantity,
    available: row.available,
    fulfilment: row.fulfilment,
    invalid,
    notice: invalid === null && row.available < row.quantity ? `仅剩 ${row.available} 件` : null,
    added_at: row.added_at.toISOString(),
    worth,
  };
}

function worthIn(row: CartRow, { plan, prepared }: CurrentPlan, agreementVersion: number): CartLine["worth"] {
  const { promoter } = row;
  const facts = promoter && { state: promoter.state, agreementVersion: promoter.agreement_version };
  if (promoter === null || !isActivePromoter(facts, agreementVersion)) return null;
  const place = { sku: String(row.sku_id), product: String(row.product_id), categories: row.categories };
  const worth = (quantity: number) =>
    worthOf({ plan: prepared, place, priceFen: row.price_fen, quantity, tier: promoter.tier });
  const whole = worth(row.quantity);
  return {
    self_kind: plan.self_purchase,
    own_price_fen: toWire(worth(1).ownFen),
    own_amount_fen: toWire(whole.ownFen),
    self_fen: toWire(whole.selfFen),
  };
}

function whyInvalid(row: CartRow): CartLine["invalid"] {
  if (!row.listed) return { code: "product_gone", message: "商品已下架" };
  if (row.retired) return { code: "sku_gone", message: "该规格已停售" };
  if (row.available <= 0) return { code: "out_of_stock", message: "已售罄" };
  return null;
}
