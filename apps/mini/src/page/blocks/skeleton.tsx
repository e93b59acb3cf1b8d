import { View } from "@tarojs/components";
import { ProductGridSkeleton } from "@/design/product-card/product-card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";

const TEN = Array.from({ length: 10 }, (_, at) => at);

/** A page before its content: banner, icons, products, in the places of the real ones. */
export function PageSkeleton() {
  return (
    <View>
      <View className="pb-banner">
        <View className="pb-banner__place" style={{ paddingBottom: "48%" }}>
          <View className="pb-banner__slides">
            <Bone h="100%" shape="card" />
          </View>
        </View>
      </View>
      <View className="pb-icons">
        {TEN.map((at) => (
          <View key={at} className="pb-icons__one">
            <Bone w={46} h={46} shape="card" />
            <View className="pb-icons__name">
              <Bone w={36} h={12} />
            </View>
          </View>
        ))}
      </View>
      <View className="pb-title">
        <Bone w={96} h={20} />
      </View>
      <ProductGridSkeleton />
    </View>
  );
}
