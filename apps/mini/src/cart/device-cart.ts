/** The cart of somebody who has not signed in: SKUs and quantities on this device, newest first. All else is asked for. */
import { MAX_CART_LINES, MAX_QUANTITY } from "./limits.ts";

export interface DeviceLine {
  sku_id: string;
  quantity: number;
}
export interface DeviceCart {
  /** Made when the cart is begun: it joins an account's once, by this. */
  key: string;
  lines: DeviceLine[];
}

/** What changed of it: the cart, or why it stayed as it was. */
export type DeviceAnswer = { cart: DeviceCart } | { refused: "cart_full" | "too_many" };

export function putOn(cart: DeviceCart, skuId: string, quantity: number): DeviceAnswer {
  const there = cart.lines.find((line) => line.sku_id === skuId);
  const sum = (there?.quantity ?? 0) + quantity;
  if (sum > MAX_QUANTITY) return { refused: "too_many" };
  if (there) return { cart: set(cart, skuId, sum) };
  if (cart.lines.length >= MAX_CART_LINES) return { refused: "cart_full" };
  return { cart: { ...cart, lines: [{ sku_id: skuId, quantity }, ...cart.lines] } };
}

export function set(cart: DeviceCart, skuId: string, quantity: number): DeviceCart {
  return { ...cart, lines: cart.lines.map((line) => (line.sku_id === skuId ? { ...line, quantity } : line)) };
}

/** Another SKU where this one stood; quantities merge, up to the most a line may hold. */
export function changeTo(cart: DeviceCart, skuId: string, toSkuId: string, quantity: number): DeviceCart {
  if (skuId === toSkuId) return set(cart, skuId, quantity);
  const there = cart.lines.find((line) => line.sku_id === toSkuId)?.quantity ?? 0;
  const line = { sku_id: toSkuId, quantity: Math.min(there + quantity, MAX_QUANTITY) };
  const others = cart.lines.filter(({ sku_id }) => sku_id !== toSkuId);
  return { ...cart, lines: others.map((one) => (one.sku_id === skuId ? line : one)) };
}

export function without(cart: DeviceCart, skuIds: readonly string[]): DeviceCart {
  return { ...cart, lines: cart.lines.filter(({ sku_id }) => !skuIds.includes(sku_id)) };
}

/** What was removed comes back where it stood. @param before the cart before it was removed */
export function putBack(cart: DeviceCart, before: DeviceCart, skuIds: readonly string[]): DeviceCart {
  const now = new Map(cart.lines.map((line) => [line.sku_id, line.quantity]));
  const old = before.lines.flatMap((line) => {
    const quantity = now.get(line.sku_id);
    if (!skuIds.includes(line.sku_id)) return quantity === undefined ? [] : [{ ...line, quantity }];
    return [{ ...line, quantity: Math.min(line.quantity + (quantity ?? 0), MAX_QUANTITY) }];
  });
  const fresh = cart.lines.filter((line) => !before.lines.some(({ sku_id }) => sku_id === line.sku_id));
  return { ...cart, lines: [...fresh, ...old].slice(0, MAX_CART_LINES) };
}

/** What the device kept, made sound: storage is anybody's on a shared phone, and old versions wrote other things. */
export function readable(kept: unknown): DeviceCart | null {
  const { key, lines } = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<DeviceCart>;
  if (typeof key !== "string" || !Array.isArray(lines)) return null;
  const seen = new Set<string>();
  const sound = lines.filter(({ sku_id, quantity }) => {
    const good =
      /^[1-9]\d{0,17}$/.test(String(sku_id)) &&
      Number.isInteger(quantity) &&
      quantity >= 1 &&
      quantity <= MAX_QUANTITY;
    if (!good || seen.has(sku_id)) return false;
    seen.add(sku_id);
    return true;
  });
  return { key, lines: sound.slice(0, MAX_CART_LINES) };
}
