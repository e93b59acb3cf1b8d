/** Stock that a past leaves behind. */
import type pg from "pg";
import type { SeededCatalog } from "./catalog.ts";
import type { Written } from "./history.ts";
import { insertRows, type Row, withIds } from "./rows.ts";

const DAY_MS = 86_400_000;

interface Move {
  skuId: bigint;
  delta: number;
  key: string;
  reason: "sold" | "refund";
  ref: string;
  at: Date;
}
interface Traffic {
  moves: Move[];
  holds: Row[];
  held: Map<bigint, number>;
  sold: Map<bigint, number>;
}

/** Opening entries, sales, returns to the shelf, holds of unpaid orders: on hand is the sum of its log. */
export async function writeStock(
  client: pg.ClientBase,
  catalog: SeededCatalog,
  written: readonly Written[],
  now: Date,
): Promise<void> {
  const { moves, holds, held, sold } = trafficOf(written);
  const opening = new Date(now.getTime() - 80 * DAY_MS);
  const stock: Row[] = [];
  const log: Row[] = [];
  for (const sku of catalog.skus) {
    const own = moves.filter((move) => move.skuId === sku.id).sort((a, b) => a.at.getTime() - b.at.getTime());
    const end = Math.max(sku.stock, held.get(sku.id) ?? 0);
    const missing = missingOf(own, end);
    let onHand = end + missing - own.reduce((sum, move) => sum + move.delta, 0);
    stock.push({ sku_id: sku.id, on_hand: end, held: held.get(sku.id) ?? 0 });
    const entry = (delta: number, key: string, reason: string, ref: string, at: Date) =>
      log.push({
        sku_id: sku.id,
        event_key: key,
        delta,
        on_hand_after: onHand,
        reason,
        ref,
        note: "",
        created_at: at,
      });
    if (onHand > 0) entry(onHand, "opening", "purchase", "", opening);
    for (const move of own) {
      onHand += move.delta;
      entry(move.delta, move.key, move.reason, move.ref, move.at);
    }
    if (missing > 0) {
      onHand -= missing;
      entry(-missing, "counted", "count", "", now);
    }
  }
  await insertRows(client, "sku_stock", stock);
  await insertRows(client, "stock_hold", holds);
  await insertRows(client, "stock_log", await withIds(client, "stock_log", log));
  await insertRows(
    client,
    "sku_sales",
    [...sold].map(([sku_id, n]) => ({ sku_id, sold: n })),
  );
}

/** Sold out, though the last one sold came back to the shelf: so many a count has not found, or the shelf would have been below 0. */
export function missingOf(moves: readonly Pick<Move, "delta">[], end: number): number {
  let after = end;
  let missing = 0;
  for (const { delta } of moves.toReversed()) {
    after -= delta;
    missing = Math.max(missing, -after);
  }
  return missing;
}

function trafficOf(written: readonly Written[]): Traffic {
  const traffic: Traffic = { moves: [], holds: [], held: new Map(), sold: new Map() };
  const count = (map: Map<bigint, number>, id: bigint, n: number) => map.set(id, (map.get(id) ?? 0) + n);
  for (const { no, order, aftersale } of written) {
    for (const { sku, quantity } of order.lines) {
      const state = order.paidAt ? "sold" : order.fate === "closed" ? "released" : "held";
      traffic.holds.push({ sku_id: sku.id, order_no: no, quantity, state, created_at: order.at });
      if (state === "held") count(traffic.held, sku.id, quantity);
      if (!order.paidAt) continue;
      count(traffic.sold, sku.id, quantity);
      traffic.moves.push({
        skuId: sku.id,
        delta: -quantity,
        key: `sold:${no}`,
        reason: "sold",
        ref: no,
        at: order.paidAt,
      });
    }
    for (const back of aftersale?.returned ?? []) {
      count(traffic.sold, back.skuId, -back.quantity);
      if (back.restockedAs === null) continue;
      traffic.moves.push({
        skuId: back.skuId,
        delta: back.quantity,
        key: back.restockedAs,
        reason: "refund",
        ref: no,
        at: back.at,
      });
    }
  }
  return traffic;
}
