import Taro from "@tarojs/taro";

const KEY = "banyan_searches";
const MOST = 12;

/** What was searched on this phone, newest first. It never leaves the phone. */
export function searches(): string[] {
  const kept = Taro.getStorageSync<string[] | "">(KEY);
  return Array.isArray(kept) ? kept : [];
}

export function rememberSearch(q: string): void {
  Taro.setStorageSync(KEY, [q, ...searches().filter((other) => other !== q)].slice(0, MOST));
}

/** @returns what is left */
export function forgetSearch(q: string): string[] {
  const left = searches().filter((other) => other !== q);
  Taro.setStorageSync(KEY, left);
  return left;
}

export function forgetSearches(): void {
  Taro.removeStorageSync(KEY);
}
