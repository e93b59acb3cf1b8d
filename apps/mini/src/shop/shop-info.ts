import type { ShopInfo } from "@banyan/contract";
import { useEffect } from "react";
import { createSlot, useSlot } from "../design/slot.ts";
import { send } from "../http/send.ts";

const shopSlot = createSlot<ShopInfo>();
let inFlight: Promise<ShopInfo> | null = null;

/** Name, texts and addresses of the shop; asked for once per launch. Throws Refusal. */
export function shopInfo(): Promise<ShopInfo> {
  const known = shopSlot.value();
  if (known !== null) return Promise.resolve(known);
  inFlight ??= send("shop.info", {}, {})
    .then((answer) => {
      shopSlot.put(answer as ShopInfo);
      return answer as ShopInfo;
    })
    .finally(() => {
      inFlight = null;
    });
  return inFlight;
}

/** The shop's facts where a page shows them; null until known, and where they cannot be had the page does without. */
export function useShopInfo(): ShopInfo | null {
  useEffect(() => {
    shopInfo().catch(() => undefined);
  }, []);
  return useSlot(shopSlot);
}
