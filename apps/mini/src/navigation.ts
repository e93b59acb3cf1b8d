import Taro from "@tarojs/taro";
import { TABS } from "./design/bars/tabs.ts";

/** Opens a path of the mini program ("/order/detail/index?no=…"), a tab's or another page's. */
export function go(path: string): void {
  const plain = path.replace(/^\//, "").split("?")[0];
  if (TABS.some((tab) => tab.path === plain)) void Taro.switchTab({ url: `/${plain}` });
  else void Taro.navigateTo({ url: path });
}

/** Opens a path in this page's place: what comes after a step that is done. */
export function replaceWith(path: string): void {
  void Taro.redirectTo({ url: path });
}

/** One page back; home where this is the first one (an opened link, a reloaded browser). */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else goHome();
}

/** One page back; to `path` where this is the first one. @returns whether there was one */
export function backOr(path: string): boolean {
  const before = Taro.getCurrentPages().length > 1;
  if (before) void Taro.navigateBack();
  else replaceWith(path);
  return before;
}

export function goHome(): void {
  void Taro.switchTab({ url: "/page/home/index" });
}

export function goProduct(productId: string): void {
  go(`/catalog/product/index?id=${productId}`);
}

export interface ListPlace {
  category?: string;
  q?: string;
  title?: string;
}

export function goList({ category, q, title }: ListPlace): void {
  const pairs = Object.entries({ category, q, title })
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "")
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  go(`/catalog/list/index?${pairs.join("&")}`);
}

export interface CheckoutLine {
  skuId: string;
  quantity: number;
}

/** Where an order is confirmed: lines as "<sku>x<quantity>". */
export function checkoutPath(source: "cart" | "buy_now", lines: readonly CheckoutLine[]): string {
  const text = lines.map(({ skuId, quantity }) => `${skuId}x${quantity}`).join(",");
  return `/quote/checkout/index?source=${source}&lines=${text}`;
}

/** A parameter of the page's address, decoded on both targets; "" when absent. */
export function param(params: Record<string, string | undefined>, name: string): string {
  const raw = params[name] ?? "";
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
