import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";

export function TierSkeleton() {
  return (
    <View className="tier-mine">
      <View className="tier-hero">
        <Bone w={52} h={52} shape="round" />
        <View className="tier-hero__words">
          <Bone w={96} h={24} />
          <View style={{ height: "8px" }} />
          <Bone w={130} h={14} />
        </View>
      </View>
      {[0, 1].map((at) => (
        <Card key={at}>
          <Bone w={120} h={20} />
          <View style={{ height: "16px" }} />
          <Bone h={14} />
          <View style={{ height: "8px" }} />
          <Bone h={6} />
          <View style={{ height: "16px" }} />
          <Bone h={14} />
        </Card>
      ))}
    </View>
  );
}
