import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";

const FIVE = [0, 1, 2, 3, 4];

export function DetailSkeleton() {
  return (
    <View className="commission-detail">
      <View className="commission-head">
        <Bone w={120} h={16} />
        <View style={{ height: "10px" }} />
        <Bone w={140} h={32} />
        <View style={{ height: "10px" }} />
        <Bone w="64%" h={14} />
      </View>
      <Card title="计算过程">
        {FIVE.map((at) => (
          <View key={at} className="commission-step">
            <Bone w="84%" h={16} />
            <View style={{ height: "6px" }} />
            <Bone w="56%" h={12} />
          </View>
        ))}
      </Card>
    </View>
  );
}
