import { View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { LineRowSkeleton } from "@/order/line-row.tsx";

/** The page before its price is known. */
export function CheckoutSkeleton() {
  return (
    <View className="checkout">
      <Card>
        <Bone w="62%" h={14} />
        <View style={{ height: "8px" }} />
        <Bone w="84%" h={20} />
        <View style={{ height: "8px" }} />
        <Bone w="44%" h={14} />
      </Card>
      <Card>
        <LineRowSkeleton />
        <LineRowSkeleton />
      </Card>
      <Card>
        {[100, 100, 100, 100].map((width, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bones never move
          <View key={at} style={{ padding: "8px 0" }}>
            <Bone w={`${width}%`} h={14} />
          </View>
        ))}
      </Card>
      <BottomBar>
        <Bone w={110} h={24} />
        <View style={{ flex: 1 }} />
        <Bone w={148} h={48} shape="card" />
      </BottomBar>
    </View>
  );
}
