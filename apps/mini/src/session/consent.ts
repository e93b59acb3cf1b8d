import type { ShopInfo } from "@banyan/contract";
import Taro from "@tarojs/taro";
import { createSlot } from "../design/slot.ts";
import { localRefusal } from "../http/refusal.ts";

const KEY = "banyan_privacy_agreed";

interface Asking {
  shop: ShopInfo;
  /** Somebody who is signed in, about a text that has changed. */
  again: boolean;
  answer: (agreed: boolean) => void;
}
/** The sheet that is open, if one is. */
export const consentSlot = createSlot<Asking>();

/** The version this phone's person agreed to; 0 when none. */
export function agreedVersion(): number {
  return Number(Taro.getStorageSync<number | "">(KEY)) || 0;
}

/** After taking consent back: the next sign-in asks. */
export function forgetAgreed(): void {
  Taro.removeStorageSync(KEY);
}

/** Resolves when the person has agreed to the shop's present privacy text; throws sign_in_cancelled when they do not. */
export async function needConsent(shop: ShopInfo, again = false): Promise<number> {
  if (!again && agreedVersion() === shop.privacy_version) return shop.privacy_version;
  const agreed = await new Promise<boolean>((resolve) => {
    consentSlot.put({
      shop,
      again,
      answer: (yes) => {
        consentSlot.put(null);
        resolve(yes);
      },
    });
  });
  if (!agreed) throw localRefusal("sign_in_cancelled");
  Taro.setStorageSync(KEY, shop.privacy_version);
  return shop.privacy_version;
}
