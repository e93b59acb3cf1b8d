import type { ProductCard as Product } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { memo } from "react";
import { goProduct } from "../../navigation.ts";
import { WorthChips } from "../../promoter/worth-chips.tsx";
import { FIRST, useGradually } from "../list/use-gradually.ts";
import { Picture } from "../picture/picture.tsx";
import { salesText } from "../price/yuan.ts";
import { Bone } from "../skeleton/bone.tsx";
import { Tag } from "../tag/tag.tsx";
import { Tap } from "../tap/tap.tsx";
import { CardPrice } from "./card-price.tsx";
import "./product-card.scss";

function Sold({ sales }: { sales: number }) {
  if (sales === 0) return null;
  return <Text className="b-product__sales">已售 {salesText(sales)}</Text>;
}

/** A product in two columns. */
export const ProductCard = memo(function ProductCard({
  product,
  eager = false,
}: {
  product: Product;
  eager?: boolean;
}) {
  const tags = product.fulfilment === "service" ? ["服务", ...product.tags] : product.tags;
  return (
    <Tap className="b-product" role="link" label={product.name} onTap={() => goProduct(product.id)}>
      <View className="b-product__frame">
        <Picture src={product.picture} eager={eager} />
        {product.sold_out && <View className="b-product__sold-out">已售罄</View>}
      </View>
      <View className="b-product__body">
        <View className="b-product__name">{product.name}</View>
        {product.subtitle !== "" && <View className="b-product__subtitle">{product.subtitle}</View>}
        {tags.length > 0 && (
          <View className="b-product__tags">
            {tags.slice(0, 3).map((text) => (
              <Tag key={text} text={text} />
            ))}
          </View>
        )}
        <View className="b-product__foot">
          <View className="b-product__prices">
            <CardPrice product={product} />
          </View>
          <Sold sales={product.sales} />
        </View>
        <WorthChips worth={product.worth} />
      </View>
    </Tap>
  );
});

/** A product in one row, for narrow places and search results. */
export function ProductRow({ product }: { product: Product }) {
  return (
    <Tap className="b-row-product" role="link" label={product.name} onTap={() => goProduct(product.id)}>
      <View className="b-row-product__picture">
        <Picture src={product.picture} />
        {product.sold_out && <View className="b-product__sold-out">已售罄</View>}
      </View>
      <View className="b-row-product__body">
        <View className="b-row-product__name">{product.name}</View>
        {product.subtitle !== "" && <View className="b-row-product__subtitle">{product.subtitle}</View>}
        <View className="b-row-product__foot">
          <View className="b-product__prices">
            <CardPrice product={product} />
          </View>
          <Sold sales={product.sales} />
        </View>
        <WorthChips worth={product.worth} />
      </View>
    </Tap>
  );
}

/**
 * Products in two columns, filled left and right by turns so that the order stays readable and places never move. They come a few at a
 * time: a page of twenty at once is a task of a tenth of a second on a slow phone.
 */
export function ProductGrid({ products, first = FIRST }: { products: readonly Product[]; first?: number }) {
  const count = useGradually(products.length, first);
  const column = (side: number) =>
    products
      .slice(0, count)
      .filter((_, at) => at % 2 === side)
      .map((product) => <ProductCard key={product.id} product={product} />);
  return (
    <View className="b-product-grid">
      <View className="b-product-grid__column">{column(0)}</View>
      <View className="b-product-grid__column">{column(1)}</View>
    </View>
  );
}

/** The grid before its products are known. */
export function ProductGridSkeleton({ rows = 2 }: { rows?: number }) {
  const card = (at: number) => (
    <View key={at} className="b-product">
      <Bone className="b-bone-square" />
      <View className="b-product__body">
        <Bone h={16} />
        <View style={{ height: "8px" }} />
        <Bone w="60%" h={12} />
        <View style={{ height: "14px" }} />
        <Bone w="45%" h={18} />
      </View>
    </View>
  );
  const cards = Array.from({ length: rows }, (_, at) => at);
  return (
    <View className="b-product-grid">
      <View className="b-product-grid__column">{cards.map(card)}</View>
      <View className="b-product-grid__column">{cards.map(card)}</View>
    </View>
  );
}
