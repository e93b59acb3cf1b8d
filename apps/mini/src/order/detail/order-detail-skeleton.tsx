import { View } from "@tarojs/components";
import { Card } from "../../design/card/card.tsx";
import { Bone } from "../../design/skeleton/bone.tsx";
import { LineRowSkeleton } from "../line-row.tsx";

/** The page before the order is known. */
export function OrderDetailSkeleton() {
  return (
    <View className="order-detail">
      <View className="order-head">
        <View className="order-head__row">
          <Bone w={44} h={44} shape="round" />
          <View className="order-head__words">
            <Bone w={96} h={24} />
            <View style={{ height: "8px" }} />
            <Bone w="80%" h={14} />
          </View>
        </View>
      </View>
      <Card>
        <Bone w="46%" h={16} />
        <View style={{ height: "8px" }} />
        <Bone w="86%" h={14} />
      </Card>
      <Card>
        <LineRowSkeleton />
        <LineRowSkeleton />
      </Card>
      <Card>
        {[72, 58, 66].map((width) => (
          <View key={width} style={{ padding: "7px 0" }}>
            <Bone w={`${width}%`} h={14} />
          </View>
        ))}
      </Card>
    </View>
  );
}
