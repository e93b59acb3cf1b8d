import { View } from "@tarojs/components";
import { Bone } from "@/design/skeleton/bone.tsx";

/** The product page before its content, everything in its place. */
export function ProductSkeleton() {
  return (
    <View>
      <Bone className="b-bone-square" />
      <View className="product-head">
        <Bone w={120} h={32} />
        <View className="product-skeleton__gap" />
        <Bone w="88%" h={20} />
        <View className="product-skeleton__gap" />
        <Bone w="64%" h={14} />
      </View>
      <View className="product-rows">
        <View className="product-row">
          <Bone h={16} />
        </View>
        <View className="product-row">
          <Bone h={16} />
        </View>
      </View>
    </View>
  );
}
