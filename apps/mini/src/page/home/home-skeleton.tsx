import { View } from "@tarojs/components";
import { ProductGridSkeleton } from "@/design/product-card/product-card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";

const TEN = Array.from({ length: 10 }, (_, at) => at);

/** The home page before its content: banner, shelves, products, in their places. */
export function HomeSkeleton() {
  return (
    <View>
      <View className="home-banners">
        <View className="home-banners__place">
          <View className="home-banners__slides">
            <Bone h="100%" shape="card" />
          </View>
        </View>
      </View>
      <View className="home-categories">
        {TEN.map((at) => (
          <View key={at} className="home-categories__one">
            <Bone w={46} h={46} shape="card" />
            <View className="home-categories__name">
              <Bone w={36} h={12} />
            </View>
          </View>
        ))}
      </View>
      <View className="home-section__head">
        <Bone w={96} h={20} />
      </View>
      <ProductGridSkeleton />
    </View>
  );
}
