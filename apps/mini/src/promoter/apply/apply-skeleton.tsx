import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";

const FOUR = [0, 1, 2, 3];

/** The page before it is known where the person stands. */
export function ApplySkeleton() {
  return (
    <View className="join">
      <View className="join-head">
        <Bone w={150} h={28} />
        <View style={{ height: "8px" }} />
        <Bone w="78%" h={14} />
      </View>
      <Card>
        {FOUR.map((at) => (
          <View key={at} className="join-how__step">
            <Bone w={24} h={24} shape="round" />
            <View className="join-how__words">
              <Bone w="36%" h={16} />
              <View style={{ height: "6px" }} />
              <Bone w="92%" h={12} />
            </View>
          </View>
        ))}
      </Card>
    </View>
  );
}
