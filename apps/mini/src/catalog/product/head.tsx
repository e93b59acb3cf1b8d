import type { ProductDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { Price, WasPrice } from "@/design/price/price.tsx";
import { salesText } from "@/design/price/yuan.ts";
import { Tag } from "@/design/tag/tag.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { FavouriteButton } from "@/favourite/favourite-button.tsx";
import { rangeOf, worthsOf, worthText } from "@/promoter/worth.ts";
import { OwnNote } from "../own-note.tsx";
import { shownPrice } from "../shown-price.ts";

export interface ProductHeadProps {
  product: ProductDetail;
  chosen: ProductDetail["skus"][number] | null;
  /** null until the live call has answered. */
  sales: number | null;
  onShare: () => void;
}

/** Price and name, for the chosen SKU once there is one; a promoter's price is the one after 自购省. */
export function ProductHead({ product, chosen, sales, onShare }: ProductHeadProps) {
  const { fen, wasFen, from } = shownPrice(product.skus, chosen);
  return (
    <View className="product-head">
      <View className="product-head__prices">
        <Price fen={fen} size="large" from={from} />
        {wasFen !== null && <WasPrice fen={wasFen} />}
        <View className="product-head__sales">
          {sales !== null && sales > 0 ? `已售 ${salesText(sales)}` : ""}
        </View>
      </View>
      <OwnNote product={product} skuId={chosen?.id ?? null} />
      <View className="product-head__title">
        <View className="product-head__name">{product.name}</View>
        <View className="product-head__ways">
          <FavouriteButton productId={product.id} className="product-share product-favourite" />
          <ShareButton product={product} skuId={chosen?.id ?? null} onTap={onShare} />
        </View>
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
function ShareButton(props: { product: ProductDetail; skuId: string | null; onTap: () => void }) {
  const { product, skuId, onTap } = props;
  const shown = product.promoting?.show_share === true;
  const text = shown ? worthText("分享赚", rangeOf(worthsOf(product, skuId), "share_fen")) : null;
  return (
    <Tap className="product-share" label="分享" onTap={onTap}>
      <Icon name="share" size={18} />
      <View>{text ?? "分享"}</View>
    </Tap>
  );
}
