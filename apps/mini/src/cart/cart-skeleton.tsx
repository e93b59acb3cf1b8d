import { View } from "@tarojs/components";
import { Bone } from "@/design/skeleton/bone.tsx";

const THREE = [0, 1, 2];

/** The cart before its lines are known. */
export function CartSkeleton() {
  return (
    <View className="cart__card">
      {THREE.map((at) => (
        <View key={at} className="cart-line">
          <View className="cart-line__bone-tick">
            <Bone w={20} h={20} shape="round" />
          </View>
          <Bone w={88} h={88} shape="card" />
          <View className="cart-line__body">
            <Bone h={16} />
            <View className="cart-line__bone-gap" />
            <Bone w="50%" h={14} />
            <View className="cart-line__foot">
              <Bone w={64} h={20} />
            </View>
          </View>
        </View>
      ))}
    </View>
  );
}
