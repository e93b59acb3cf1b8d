import type { ProductCard, ShownOf } from "@banyan/contract";
import { ScrollView, View } from "@tarojs/components";
import { memo } from "react";
import { useGradually } from "@/design/list/use-gradually.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { CardPrice } from "@/design/product-card/card-price.tsx";
import { ProductGrid, ProductRow } from "@/design/product-card/product-card.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { goProduct } from "@/navigation.ts";
import { WorthChips } from "@/promoter/worth-chips.tsx";
import "./products.scss";

interface ProductsProps {
  block: ShownOf<"products">;
  /** Below the first screen. */
  below: boolean;
}

/** So many stand beside each other, and one that looks in. */
const IN_SIGHT = 4;

/** A list of products: rows, two columns, or a rail that scrolls sideways; the title goes with the list. */
export function ProductsBlock({ block, below }: ProductsProps) {
  return (
    <View className="pb-products">
      {block.title !== "" && <SectionTitle title={block.title} subtitle={block.subtitle} />}
      <List block={block} below={below} />
    </View>
  );
}

export function SectionTitle({ title, subtitle }: { title: string; subtitle: string }) {
  return (
    <View className="pb-title">
      <View className="pb-title__text">{title}</View>
      {subtitle !== "" && <View className="pb-title__subtitle">{subtitle}</View>}
    </View>
  );
}

function List({ block: { layout, products, ranked }, below }: ProductsProps) {
  if (layout === "two") return <ProductGrid products={products} {...(below ? { first: 2 } : {})} />;
  if (layout === "one")
    return (
      <View className="pb-products__rows">
        {products.map((product, at) => (
          <View key={product.id} className="pb-products__row">
            <ProductRow product={product} />
            {ranked && <View className="pb-rank">{at + 1}</View>}
          </View>
        ))}
      </View>
    );
  return <Rail products={products} ranked={ranked} />;
}

function Rail({ products, ranked }: { products: readonly ProductCard[]; ranked: boolean }) {
  const count = useGradually(products.length, IN_SIGHT);
  return (
    <ScrollView className="pb-products__scroll" scrollX enhanced showScrollbar={false}>
      <View className="pb-products__rail">
        {products.slice(0, count).map((product, at) => (
          <RailCard key={product.id} product={product} rank={ranked ? at + 1 : null} />
        ))}
      </View>
    </ScrollView>
  );
}

const RailCard = memo(function RailCard({ product, rank }: { product: ProductCard; rank: number | null }) {
  return (
    <Tap className="pb-rail-card" role="link" label={product.name} onTap={() => goProduct(product.id)}>
      <View className="pb-rail-card__frame">
        <Picture src={product.picture} />
        {rank !== null && <View className="pb-rank">{rank}</View>}
        {product.sold_out && <View className="b-product__sold-out">已售罄</View>}
      </View>
      <View className="pb-rail-card__body">
        <View className="pb-rail-card__name">{product.name}</View>
        <View className="pb-rail-card__price">
          <CardPrice product={product} size="small" />
        </View>
        <WorthChips worth={product.worth} />
      </View>
    </Tap>
  );
});
