import Taro from "@tarojs/taro";

/**
 * What a person was about to do when the demo's WeChat took the browser away to ask who they are. The page takes it up
 * when it comes back. Only H5 leaves; in the mini program signing in happens in place.
 */
interface Kept {
  name: string;
  data: unknown;
  at: number;
}
const KEY = "banyan_intent";
const GOOD_FOR_MS = 10 * 60_000;

export function keepIntent(name: string, data: unknown): void {
  const kept: Kept = { name, data, at: Date.now() };
  Taro.setStorageSync(KEY, kept);
}

/** Takes it once; null when there is none by this name or it has grown old. */
export function takeIntent<T>(name: string): T | null {
  const kept = Taro.getStorageSync<Kept | "">(KEY);
  if (!kept || kept.name !== name) return null;
  dropIntent();
  return Date.now() - kept.at < GOOD_FOR_MS ? (kept.data as T) : null;
}

export function hasIntent(): boolean {
  return Boolean(Taro.getStorageSync<Kept | "">(KEY));
}

export function dropIntent(): void {
  Taro.removeStorageSync(KEY);
}
