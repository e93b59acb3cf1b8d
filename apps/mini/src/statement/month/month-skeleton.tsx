import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";

const FIVE = [0, 1, 2, 3, 4];

export function MonthSkeleton() {
  return (
    <View className="statement">
      <View className="statement-head">
        <Bone w={110} h={18} />
        <View style={{ height: "12px" }} />
        <Bone w={150} h={32} />
        <View style={{ height: "16px" }} />
        <Bone w="90%" h={18} />
      </View>
      <Card title="账户">
        {FIVE.map((at) => (
          <View key={at} className="statement-account">
            <Bone w="84%" h={16} />
            <View style={{ height: "6px" }} />
            <Bone w="60%" h={12} />
          </View>
        ))}
      </Card>
    </View>
  );
}
