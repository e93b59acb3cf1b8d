import type { ProductDetail } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { Picture } from "@/design/picture/picture.tsx";
import { Price, WasPrice } from "@/design/price/price.tsx";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Stepper } from "@/design/stepper/stepper.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { shortDateTime } from "@/design/time.ts";
import { toast } from "@/design/toast/toast.ts";
import { useViewer } from "@/design/viewer/viewer.tsx";
import { available, type Choice, choose, firstChoice, type Stock, skuOf } from "./choose-sku.ts";
import { OwnNote } from "./own-note.tsx";
import { shownPrice } from "./shown-price.ts";
import { SpecChooser } from "./spec-chooser.tsx";
import type { SheetIntent, Taking } from "./use-buy.ts";
import "./sku-sheet.scss";

const MOST = 999;
/** From here down the sheet says how many are left. */
const FEW = 10;

export interface SkuSheetProps {
  product: ProductDetail;
  stock: Stock;
  intent: SheetIntent | null;
  busy: boolean;
  /** What was chosen before. */
  skuId: string | null;
  /** In the cart it starts from the line's quantity. */
  quantity?: number;
  /** Announced for this moment: can be looked at, not taken. */
  opensAt?: string | null;
  /** In place of the two buttons: the cart changes a line. */
  confirm?: { text: string; onTap: (skuId: string, quantity: number) => void };
  onClose: () => void;
  onChosen?: (skuId: string | null) => void;
  onTake?: (taking: Taking, skuId: string, quantity: number) => void;
}

/** Choosing a SKU: its picture, price and what is left of it, spec by spec. */
export function SkuSheet(props: SkuSheetProps) {
  const { product, stock, intent, skuId, quantity: startQuantity = 1, onClose, onChosen } = props;
  const [choice, setChoice] = useState<Choice>([]);
  const [quantity, setQuantity] = useState(startQuantity);
  const open = intent !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: starts anew each time it opens
  useEffect(() => {
    if (!open) return;
    setChoice(firstChoice(product.specs, product.skus, stock, skuId));
    setQuantity(startQuantity);
  }, [open, product.id, stock === null]);
  const sku = skuOf(product.skus, choice);
  const left = sku === null ? 0 : available(stock, sku.id);
  const pick = (at: number, value: string) => {
    const next = choose(product.skus, choice, at, value);
    const nextSku = skuOf(product.skus, next);
    setChoice(next);
    onChosen?.(nextSku?.id ?? null);
    if (nextSku !== null)
      setQuantity((now) => Math.max(1, Math.min(now, available(stock, nextSku.id), MOST)));
  };
  const max = Math.max(1, Math.min(left, MOST));
  const { look, viewer } = useViewer();
  return (
    <>
      <Sheet
        open={open}
        onClose={onClose}
        foot={<Foot {...props} sku={sku} left={left} choice={choice} quantity={quantity} />}
      >
        <SheetHead product={product} sku={sku} left={left} onLook={(picture) => look([picture], 0)} />
        <View className="sku-sheet__body">
          <SpecChooser
            specs={product.specs}
            skus={product.skus}
            stock={stock}
            choice={choice}
            onPick={pick}
          />
          <View className="sku-sheet__quantity">
            <View className="sku-sheet__label">数量</View>
            <Stepper
              value={quantity}
              max={max}
              onChange={setQuantity}
              onBeyond={() => toast(left > MOST ? `一次最多 ${MOST} 件` : `只剩 ${left} 件了`)}
            />
          </View>
        </View>
      </Sheet>
      {viewer}
    </>
  );
}

type Sku = ProductDetail["skus"][number];

interface SheetHeadProps {
  product: ProductDetail;
  sku: Sku | null;
  left: number;
  onLook: (picture: string) => void;
}

function SheetHead({ product, sku, left, onLook }: SheetHeadProps) {
  const picture = sku?.picture ?? product.gallery[0] ?? null;
  const { fen, wasFen, from } = shownPrice(product.skus, sku);
  const few = sku !== null && left > 0 && left <= FEW;
  return (
    <View className="sku-sheet__head">
      <View className="sku-sheet__picture">
        <Tap label="看大图" onTap={() => picture !== null && onLook(picture)}>
          <Picture src={picture} eager />
        </Tap>
      </View>
      <View className="sku-sheet__facts">
        <View className="sku-sheet__prices">
          <Price fen={fen} size="large" from={from} />
          {sku !== null && wasFen !== null && <WasPrice fen={wasFen} />}
        </View>
        <OwnNote product={product} skuId={sku?.id ?? null} />
        <View className={few ? "sku-sheet__few" : "sku-sheet__left"}>
          {sku === null ? "请选择规格" : left === 0 ? "这一款卖完了" : few ? `只剩 ${left} 件` : "有货"}
        </View>
        {sku !== null && sku.spec.length > 0 && (
          <View className="sku-sheet__chosen">已选 {specText(sku.spec)}</View>
        )}
      </View>
    </View>
  );
}

function Foot(props: SkuSheetProps & { sku: Sku | null; left: number; choice: Choice; quantity: number }) {
  const { product, intent, busy, confirm, opensAt = null, sku, left, choice, quantity, onTake } = props;
  const unchosen = product.specs.find((_, at) => choice[at] == null);
  const can = sku !== null && left > 0;
  const tell = () => toast(sku === null ? `请选择${unchosen?.name ?? "规格"}` : "这一款卖完了，换一款试试");
  const take = (taking: Taking) => (can ? onTake?.(taking, sku.id, quantity) : tell());
  if (confirm !== undefined) {
    const change = () => (can ? confirm.onTap(sku.id, quantity) : tell());
    return (
      <Button
        text={confirm.text}
        look="primary"
        size="large"
        block
        busy={busy}
        disabled={!can}
        onTap={change}
      />
    );
  }
  if (opensAt !== null) return <Button text={`${shortDateTime(opensAt)} 开售`} size="large" block disabled />;
  if (sku !== null && left === 0) return <Button text="已售罄" size="large" block disabled />;
  if (intent === "cart")
    return (
      <Button text="加入购物车" look="primary" size="large" block busy={busy} onTap={() => take("cart")} />
    );
  if (intent === "buy")
    return <Button text="立即购买" look="buy" size="large" block busy={busy} onTap={() => take("buy")} />;
  return (
    <View className="sku-sheet__two">
      <Button text="加入购物车" look="soft" size="large" disabled={busy} onTap={() => take("cart")} />
      <Button text="立即购买" look="buy" size="large" busy={busy} onTap={() => take("buy")} />
    </View>
  );
}
