import Taro from "@tarojs/taro";
import { createSlot } from "../slot.ts";
import { TABS } from "./tabs.ts";

/** What is in the cart, as the server last counted it on this phone. */
export const cartCountSlot = createSlot<number>(0);

/** Tells both tab bars. WeChat's refuses while a page without tabs is showing; showCartCount brings it up to date later. */
export function setCartCount(count: number): void {
  cartCountSlot.put(count);
  showCartCount();
}

/** Puts the count on WeChat's tab bar; called when a tab page shows. */
export function showCartCount(): void {
  if (process.env.TARO_ENV === "h5") return;
  const index = TABS.findIndex(({ key }) => key === "cart");
  const count = cartCountSlot.value() ?? 0;
  const ignore = () => undefined;
  if (count > 0) Taro.setTabBarBadge({ index, text: count > 99 ? "99+" : String(count) }).catch(ignore);
  else Taro.removeTabBarBadge({ index }).catch(ignore);
}
