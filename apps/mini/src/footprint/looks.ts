import Taro from "@tarojs/taro";
import { call } from "../http/call.ts";
import { readToken } from "../session/token.ts";

/** What was looked at and not told yet: told in batches, so that no product page waits for it and few requests are made. */
interface Look {
  id: string;
  at: number;
}
const KEY = "banyan_looks";
const MOST = 50;
const PAUSE_MS = 8_000;
const OLDEST_MS = 7 * 86_400_000;

let waiting: Look[] = Taro.getStorageSync<Look[] | "">(KEY) || [];
let timer: ReturnType<typeof setTimeout> | undefined;
let telling: Promise<void> | null = null;

/** Remembers a look. Before signing in it stays on this phone, as the cart does, and is told afterwards. */
export function noteLook(productId: string): void {
  waiting = [...waiting.filter(({ id }) => id !== productId), { id: productId, at: Date.now() }].slice(-MOST);
  Taro.setStorageSync(KEY, waiting);
  clearTimeout(timer);
  timer = setTimeout(() => void tellLooks(), PAUSE_MS);
}

/** Tells what waits, now: before the list is shown, and when the person goes away. Never fails: what could not be told waits on. */
export function tellLooks(): Promise<void> {
  clearTimeout(timer);
  telling ??= tell().finally(() => {
    telling = null;
  });
  return telling;
}

async function tell(): Promise<void> {
  if (readToken() === null) return;
  const now = Date.now();
  const told = waiting.filter(({ at }) => now - at < OLDEST_MS);
  if (told.length === 0) return;
  try {
    await call("footprint.record", {
      views: told.map(({ id, at }) => ({
        product_id: id,
        seconds_ago: Math.max(0, Math.floor((now - at) / 1000)),
      })),
    });
  } catch {
    return;
  }
  const gone = new Set(told);
  waiting = waiting.filter((look) => !gone.has(look));
  Taro.setStorageSync(KEY, waiting);
}

/** For whoever signs out: the next person's footprints are their own. */
export function dropLooks(): void {
  waiting = [];
  Taro.removeStorageSync(KEY);
}
