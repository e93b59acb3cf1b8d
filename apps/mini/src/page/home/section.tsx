import type { Home } from "@banyan/contract";
import { ScrollView, View } from "@tarojs/components";
import { Picture } from "@/design/picture/picture.tsx";
import { CardPrice } from "@/design/product-card/card-price.tsx";
import { ProductGrid } from "@/design/product-card/product-card.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { goProduct } from "@/navigation.ts";
import { WorthChips } from "@/promoter/worth-chips.tsx";

type HomeSection = Home["sections"][number];

export function SectionTitle({ title, subtitle }: { title: string; subtitle: string }) {
  return (
    <View className="home-section__head">
      <View className="home-section__title">{title}</View>
      <View className="home-section__subtitle">{subtitle}</View>
    </View>
  );
}

/** A shelf of the home page: "rail" scrolls sideways and counts its places, "grid" stands in two columns. */
export function Section({ section, look }: { section: HomeSection; look: "rail" | "grid" }) {
  if (section.products.length === 0) return null;
  return (
    <View className="home-section">
      <SectionTitle title={section.title} subtitle={section.subtitle} />
      {look === "rail" ? <Rail section={section} /> : <ProductGrid products={section.products} />}
    </View>
  );
}

function Rail({ section }: { section: HomeSection }) {
  return (
    <ScrollView className="home-section__scroll" scrollX enhanced showScrollbar={false}>
      <View className="home-section__rail">
        {section.products.map((product, at) => (
          <Tap
            key={product.id}
            className="home-rail-card"
            role="link"
            label={product.name}
            onTap={() => goProduct(product.id)}
          >
            <View className="home-rail-card__frame">
              <Picture src={product.picture} />
              <View className="home-rail-card__rank">{at + 1}</View>
            </View>
            <View className="home-rail-card__body">
              <View className="home-rail-card__name">{product.name}</View>
              <View className="home-rail-card__price">
                <CardPrice product={product} size="small" />
              </View>
              <WorthChips worth={product.worth} />
            </View>
          </Tap>
        ))}
      </View>
    </ScrollView>
  );
}
