import Taro from "@tarojs/taro";

const KEY = "banyan_remark";

/** What was typed for these lines before the page was left; a browser may be reloaded on its way through the cashier. */
export function keptRemark(place: string): string {
  const kept = Taro.getStorageSync<{ place: string; text: string } | "">(KEY);
  return kept && kept.place === place ? kept.text : "";
}

export function keepRemark(place: string, text: string): void {
  Taro.setStorageSync(KEY, { place, text });
}

/** The order has it now. */
export function dropRemark(): void {
  Taro.removeStorageSync(KEY);
}
