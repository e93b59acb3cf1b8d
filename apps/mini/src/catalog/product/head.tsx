import type { ProductDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Price, WasPrice } from "@/design/price/price.tsx";
import { salesText } from "@/design/price/yuan.ts";
import { Tag } from "@/design/tag/tag.tsx";

export interface ProductHeadProps {
  product: ProductDetail;
  chosen: ProductDetail["skus"][number] | null;
  /** null until the live call has answered. */
  sales: number | null;
}

/** Price and name, for the chosen SKU once there is one. */
export function ProductHead({ product, chosen, sales }: ProductHeadProps) {
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
      <View className="product-head__name">{product.name}</View>
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
