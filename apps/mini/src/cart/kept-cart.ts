/** Where the device keeps the cart of before signing in, and how it joins the account's. */
import Taro from "@tarojs/taro";
import { setCartCount } from "../design/bars/cart-count.ts";
import { toast } from "../design/toast/toast.ts";
import { newRequestKey } from "../http/request-key.ts";
import { send } from "../http/send.ts";
import type { Out } from "../http/types.ts";
import { type DeviceCart, readable } from "./device-cart.ts";

const KEY = "banyan_cart";

/** Empty, with a key of its own, where none was begun. */
export function keptCart(): DeviceCart {
  return readable(Taro.getStorageSync<unknown>(KEY)) ?? { key: newRequestKey(), lines: [] };
}

export function keepCart(cart: DeviceCart): void {
  if (cart.lines.length === 0) Taro.removeStorageSync(KEY);
  else Taro.setStorageSync(KEY, cart);
}

let joining: Promise<void> | null = null;

/**
 * Joins what the device kept to the account's cart, once: the answer may be lost and this asked again. Where it cannot be reached, the
 * device keeps it until the next time; signing in does not wait for more than the one try.
 */
export function joinKeptCart(token: string): Promise<void> {
  joining ??= join(token).finally(() => {
    joining = null;
  });
  return joining;
}

async function join(token: string): Promise<void> {
  const { key, lines } = keptCart();
  if (lines.length === 0) return;
  try {
    const sent = await send("cart.merge", { lines, request_key: key }, { token, requestKey: key });
    const { cart, left_out } = sent as Out<"cart.merge">;
    setCartCount(cart.count);
    if (keptCart().key === key) keepCart({ key, lines: [] });
    if (left_out.length > 0) toast(`${left_out.length} 种商品没能放进购物车：${left_out[0]?.message ?? ""}`);
  } catch {
    // Offline, or the server is: the cart page tries again.
  }
}
