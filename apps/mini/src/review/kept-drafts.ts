import Taro from "@tarojs/taro";
import { type Drafts, type KeptDrafts, NO_DRAFTS, putDrafts } from "./draft.ts";

const KEY = "banyan_review_drafts";

function all(): KeptDrafts[] {
  return Taro.getStorageSync<KeptDrafts[] | "">(KEY) || [];
}

/** What was written before the page was left. */
export function keptDrafts(place: string): Drafts {
  return all().find((one) => one.place === place)?.drafts ?? NO_DRAFTS;
}

export function keepDrafts(place: string, drafts: Drafts): void {
  Taro.setStorageSync(KEY, putDrafts(all(), place, drafts));
}

/** It has been sent. */
export function dropDrafts(place: string): void {
  keepDrafts(place, NO_DRAFTS);
}

/** Nobody else who holds this phone shall read them. */
export function forgetDrafts(): void {
  Taro.removeStorageSync(KEY);
}
