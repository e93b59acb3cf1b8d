import type { ProductDetail } from "@banyan/contract";
import { useEffect, useRef, useState } from "react";
import { putOn } from "@/cart/device-cart.ts";
import { keepCart, keptCart } from "@/cart/kept-cart.ts";
import { setCartCount } from "@/design/bars/cart-count.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { asRefusal } from "@/http/refusal.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { checkoutPath, go } from "@/navigation.ts";
import { ensureSignedIn, resumeIntent } from "@/session/sign-in.ts";
import { readToken } from "@/session/token.ts";

/** What a chosen SKU is taken for. */
export type Taking = "cart" | "buy";
/** What the sheet was opened for: one of them, or to look. */
export type SheetIntent = Taking | "both";

interface Kept {
  skuId: string;
  quantity: number;
  taking: Taking;
}

export interface Buying {
  /** null while the sheet is closed. */
  intent: SheetIntent | null;
  busy: boolean;
  open: (intent: SheetIntent) => void;
  close: () => void;
  /** The bottom bar: straight on where there is nothing to choose, else the sheet. */
  take: (taking: Taking) => void;
  act: (taking: Taking, skuId: string, quantity: number) => void;
}

/** Taking a product into the cart or to the checkout; signs in where needed and goes on where it was left. */
export function useBuy(product: ProductDetail, onRefused: () => void): Buying {
  const [intent, setIntent] = useState<SheetIntent | null>(null);
  const [busy, setBusy] = useState(false);
  // One key per intention: a retry after a lost answer adds nothing twice.
  const requestKey = useRef(newRequestKey());
  const name = `product-${product.id}`;
  const act = async (taking: Taking, skuId: string, quantity: number) => {
    if (busy) return;
    setBusy(true);
    try {
      const kept: Kept = { skuId, quantity, taking };
      if (taking === "buy") {
        await ensureSignedIn({ name, data: kept });
        go(checkoutPath("buy_now", [{ skuId, quantity }]));
      } else if (readToken() === null) putOnDevice(skuId, quantity);
      else await addToCart(skuId, quantity, requestKey.current);
      requestKey.current = newRequestKey();
      setIntent(null);
    } catch (thrown) {
      const { code, message } = asRefusal(thrown);
      if (code !== "sign_in_cancelled") toast(message, { mood: "bad" });
      onRefused();
    }
    setBusy(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes back from signing in
  useEffect(() => {
    void resumeIntent<Kept>(name).then((kept) => {
      if (kept !== null) void act(kept.taking, kept.skuId, kept.quantity);
    });
  }, [name]);
  const only = product.specs.length === 0 ? product.skus[0] : undefined;
  return {
    intent,
    busy,
    open: setIntent,
    close: () => setIntent(null),
    take: (taking) => (only === undefined ? setIntent(taking) : void act(taking, only.id, 1)),
    act: (taking, skuId, quantity) => void act(taking, skuId, quantity),
  };
}

async function addToCart(skuId: string, quantity: number, requestKey: string): Promise<void> {
  const { count } = await call(
    "cart.add",
    { sku_id: skuId, quantity, request_key: requestKey },
    { requestKey },
  );
  added(count);
}

/** Before signing in the cart is kept here; it joins the account's later. */
function putOnDevice(skuId: string, quantity: number): void {
  const answer = putOn(keptCart(), skuId, quantity);
  if ("refused" in answer) {
    const full = answer.refused === "cart_full";
    toast(full ? "购物车已满，请先清理" : "每种商品最多 999 件", { mood: "bad" });
    return;
  }
  keepCart(answer.cart);
  added(answer.cart.lines.length);
}

function added(count: number): void {
  setCartCount(count);
  toast("已加入购物车", {
    mood: "good",
    ms: 2500,
    action: { text: "去看看", onTap: () => go("/cart/index") },
  });
}
