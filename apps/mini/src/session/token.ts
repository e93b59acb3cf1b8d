import Taro from "@tarojs/taro";
import { createSlot, useSlot } from "../design/slot.ts";

const KEY = "banyan_token";

/** The bearer token; null while nobody is signed in. */
const tokenSlot = createSlot<string>(Taro.getStorageSync<string>(KEY) || null);

export function readToken(): string | null {
  return tokenSlot.value();
}

export function saveToken(token: string | null): void {
  if (token === null) Taro.removeStorageSync(KEY);
  else Taro.setStorageSync(KEY, token);
  tokenSlot.put(token);
}

/** Whether somebody is signed in, kept fresh. */
export function useSignedIn(): boolean {
  return useSlot(tokenSlot) !== null;
}
