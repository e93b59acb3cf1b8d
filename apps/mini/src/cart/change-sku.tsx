import type { CartLine, ProductDetail, ProductLive } from "@banyan/contract";
import { useEffect, useState } from "react";
import { stockOf } from "@/catalog/choose-sku.ts";
import { SkuSheet } from "@/catalog/sku-sheet.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { asRefusal } from "@/http/refusal.ts";

export interface ChangeSkuProps {
  /** The line to change; null while nothing is changed. */
  line: CartLine | null;
  onClose: () => void;
  onChange: (toSkuId: string, quantity: number) => Promise<void>;
}

interface Known {
  product: ProductDetail;
  live: ProductLive;
}

/** Another SKU in a line's place, in the sheet that the product page uses. */
export function ChangeSku({ line, onClose, onChange }: ChangeSkuProps) {
  const [known, setKnown] = useState<Known | null>(null);
  const [busy, setBusy] = useState(false);
  const productId = line?.product_id ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for anew with each line, not with each onClose
  useEffect(() => {
    if (productId === null) return;
    let current = true;
    const input = { product_id: productId };
    Promise.all([call("catalog.get", input), call("catalog.live", input)])
      .then(([product, live]) => current && setKnown({ product, live }))
      .catch((thrown: unknown) => {
        toast(asRefusal(thrown).message, { mood: "bad" });
        onClose();
      });
    return () => {
      current = false;
    };
  }, [productId]);
  if (known === null) return null;
  const fits = line !== null && known.product.id === line.product_id;
  const change = async (skuId: string, quantity: number) => {
    setBusy(true);
    await onChange(skuId, quantity);
    setBusy(false);
  };
  return (
    <SkuSheet
      product={known.product}
      stock={stockOf(known.live)}
      intent={fits ? "both" : null}
      busy={busy}
      skuId={line?.sku_id ?? null}
      quantity={line?.quantity ?? 1}
      confirm={{ text: "换成这一款", onTap: (skuId, quantity) => void change(skuId, quantity) }}
      onClose={onClose}
    />
  );
}
