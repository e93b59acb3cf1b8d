import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";

export function DetailSkeleton() {
  return (
    <View className="withdrawal-detail">
      <View className="withdrawal-head">
        <View className="withdrawal-head__row">
          <Bone w={44} h={44} shape="round" />
          <View className="withdrawal-head__words">
            <Bone w={110} h={24} />
            <View style={{ height: "8px" }} />
            <Bone w="84%" h={14} />
          </View>
        </View>
      </View>
      <Card>
        {[0, 1, 2, 3].map((at) => (
          <View key={at} style={{ padding: "6px 0" }}>
            <Bone w={at % 2 === 0 ? "100%" : "72%"} h={16} />
          </View>
        ))}
      </Card>
    </View>
  );
}
