import type { ProductDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { Price, WasPrice } from "@/design/price/price.tsx";
import { salesText, shortYuan } from "@/design/price/yuan.ts";
import { Tag } from "@/design/tag/tag.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { useEarning } from "@/promoter/earnings.ts";
import { rangeOf } from "@/promoter/range.ts";

export interface ProductHeadProps {
  product: ProductDetail;
  chosen: ProductDetail["skus"][number] | null;
  /** null until the live call has answered. */
  sales: number | null;
  onShare: () => void;
}

/** Price and name, for the chosen SKU once there is one. */
export function ProductHead({ product, chosen, sales, onShare }: ProductHeadProps) {
  const cheapest = product.skus.reduce((best, sku) => (sku.price_fen < best.price_fen ? sku : best));
  const shown = chosen ?? cheapest;
  const from = chosen === null && product.skus.some(({ price_fen }) => price_fen !== cheapest.price_fen);
  return (
    <View className="product-head">
      <View className="product-head__prices">
        <Price fen={shown.price_fen} size="large" from={from} />
        {shown.market_price_fen !== null && <WasPrice fen={shown.market_price_fen} />}
        <View className="product-head__sales">
          {sales !== null && sales > 0 ? `已售 ${salesText(sales)}` : ""}
        </View>
      </View>
      <View className="product-head__title">
        <View className="product-head__name">{product.name}</View>
        <ShareButton productId={product.id} skuId={chosen?.id ?? null} onTap={onShare} />
      </View>
      {product.subtitle !== "" && <View className="product-head__subtitle">{product.subtitle}</View>}
      {product.tags.length > 0 && (
        <View className="product-head__tags">
          {product.tags.map((text) => (
            <Tag key={text} text={text} />
          ))}
        </View>
      )}
    </View>
  );
}

/** The way to share; for a promoter with what a sale of the chosen SKU would bring. */
function ShareButton(props: { productId: string; skuId: string | null; onTap: () => void }) {
  const { productId, skuId, onTap } = props;
  const earning = useEarning(productId);
  const range = earning === null ? null : rangeOf(earning, "share_fen");
  const one = earning?.skus.find((sku) => sku.sku_id === skuId)?.share_fen ?? null;
  const fen = one ?? range?.least ?? 0;
  const from = one === null && range !== null && range.most > range.least ? " 起" : "";
  return (
    <Tap className="product-share" label="分享" onTap={onTap}>
      <Icon name="share" size={18} />
      <View>{fen > 0 ? `分享赚 ¥${shortYuan(fen)}${from}` : "分享"}</View>
    </Tap>
  );
}
