/** What an order costs, reckoned a second time and the slow way: the domain is checked against this, so it shares no code with it. */
import type { ShelfSku, ShopRules } from "./shapes.ts";

export interface BookPrice {
  lines: { amountFen: bigint; discountFen: bigint; baseFen: bigint }[];
  freightFen: bigint;
  payableFen: bigint;
}

/**
 * @param coupon null: none. Its threshold is met.
 * @param lines with at least one unit
 * @param saving what the buyer saves on a line as a promoter (自购省), of what the coupon leaves of it
 */
export function reckon(
  rules: ShopRules,
  lines: readonly { sku: ShelfSku; quantity: number }[],
  coupon: { discountFen: bigint } | null,
  province: string,
  saving: (index: number, netFen: bigint) => bigint = () => 0n,
): BookPrice {
  const amounts = lines.map((line) => line.sku.priceFen * BigInt(line.quantity));
  let goodsFen = 0n;
  for (const amount of amounts) goodsFen += amount;
  let savingFen = coupon === null ? 0n : coupon.discountFen;
  if (savingFen > goodsFen) savingFen = goodsFen;
  const discounts = handOut(savingFen, amounts, goodsFen);

  const priced = amounts.map((amountFen, index) => {
    const discountFen = discounts[index] ?? 0n;
    const netFen = amountFen - discountFen;
    return { amountFen, discountFen, baseFen: netFen - saving(index, netFen) };
  });
  let parcelFen = 0n;
  let parcels = 0;
  for (const [index, line] of lines.entries()) {
    if (line.sku.fulfilment !== "parcel") continue;
    parcels += 1;
    parcelFen += priced[index]?.baseFen ?? 0n;
  }
  const freightFen = parcels === 0 ? 0n : postage(rules, parcelFen, province);
  let payableFen = freightFen;
  for (const line of priced) payableFen += line.baseFen;
  return { lines: priced, freightFen, payableFen };
}

/** Everybody's whole share; then fen by fen to whoever is furthest below the exact share, the first among equals. */
function handOut(savingFen: bigint, amounts: readonly bigint[], goodsFen: bigint): bigint[] {
  if (goodsFen === 0n) return amounts.map(() => 0n);
  const parts = amounts.map((amount) => (savingFen * amount) / goodsFen);
  let left = savingFen;
  for (const part of parts) left -= part;
  while (left > 0n) {
    let neediest = 0;
    let most: bigint | null = null;
    for (const [index, amount] of amounts.entries()) {
      const missing = savingFen * amount - (parts[index] ?? 0n) * goodsFen;
      if (most !== null && missing <= most) continue;
      most = missing;
      neediest = index;
    }
    parts[neediest] = (parts[neediest] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}

function postage(rules: ShopRules, parcelFen: bigint, province: string): bigint {
  for (const remote of rules.remote) if (remote.province === province) return remote.feeFen;
  if (rules.freeOverFen !== null && parcelFen >= rules.freeOverFen) return 0n;
  return rules.baseFen;
}

/** The most that may come back for so many more units of a line; null where there are not so many. */
export function mostFor(
  line: {
    quantity: number;
    baseFen: bigint;
    refundedFen: bigint;
    refundedQuantity: number;
    refundingFen: bigint;
    refundingQuantity: number;
  },
  units: number,
): bigint | null {
  const unitsAfter = line.refundedQuantity + line.refundingQuantity + units;
  if (unitsAfter > line.quantity) return null;
  const worth = (line.baseFen * BigInt(unitsAfter)) / BigInt(line.quantity);
  const left = worth - line.refundedFen - line.refundingFen;
  return left < 0n ? 0n : left;
}
