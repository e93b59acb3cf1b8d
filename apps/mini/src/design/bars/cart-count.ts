import Taro from "@tarojs/taro";
import { createSlot } from "../slot.ts";
import { TABS } from "./tabs.ts";

const KEY = "banyan_cart_count";

/** What is in the cart, as it was last counted on this phone; the next launch begins with it. */
export const cartCountSlot = createSlot<number>(Number(Taro.getStorageSync<number | "">(KEY)) || 0);

/** What a change of the cart has made of it. */
export function setCartCount(count: number): void {
  askedCartCount()(count);
}

/** For an answer that only looks: call it when asking, what it returns with the answer. What was put into the cart meanwhile stays counted. */
export function askedCartCount(): (count: number) => void {
  return cartCountSlot.asked();
}

// Tells both tab bars. WeChat's refuses while a page without tabs is showing; showCartCount brings it up to date later.
cartCountSlot.subscribe(() => {
  Taro.setStorageSync(KEY, cartCountSlot.value() ?? 0);
  showCartCount();
});

/** Puts the count on WeChat's tab bar; called when a tab page shows. */
export function showCartCount(): void {
  if (process.env.TARO_ENV === "h5") return;
  const index = TABS.findIndex(({ key }) => key === "cart");
  const count = cartCountSlot.value() ?? 0;
  const ignore = () => undefined;
  if (count > 0) Taro.setTabBarBadge({ index, text: count > 99 ? "99+" : String(count) }).catch(ignore);
  else Taro.removeTabBarBadge({ index }).catch(ignore);
}
