import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { LineRowSkeleton } from "@/order/line-row.tsx";

/** The form before it is known what can be refunded. */
export function ApplySkeleton() {
  return (
    <View className="apply">
      <Card title="退哪些商品">
        <LineRowSkeleton />
        <LineRowSkeleton />
      </Card>
      <Card>
        <Bone w="100%" h={18} />
        <View style={{ height: "18px" }} />
        <Bone w="70%" h={14} />
        <View style={{ height: "24px" }} />
        <Bone w={76} h={76} shape="card" />
      </Card>
    </View>
  );
}
