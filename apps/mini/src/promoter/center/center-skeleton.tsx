import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";

const THREE = [0, 1, 2];

/** The room before its figures are known. */
export function CenterSkeleton() {
  return (
    <View>
      <View className="center-hero">
        <Bone w={52} h={52} shape="round" />
        <View className="center-hero__words">
          <Bone w={120} h={22} />
          <View style={{ height: "8px" }} />
          <Bone w={90} h={14} />
        </View>
      </View>
      <View className="center-money">
        <Bone w={64} h={14} />
        <View style={{ height: "10px" }} />
        <Bone w={140} h={34} />
        <View style={{ height: "18px" }} />
        <View className="center-today">
          {THREE.map((at) => (
            <View key={at} className="center-today__one">
              <Bone w="70%" h={18} />
            </View>
          ))}
        </View>
      </View>
      <Card title="今天">
        <View className="center-today">
          {THREE.map((at) => (
            <View key={at} className="center-today__one">
              <Bone w="60%" h={22} />
            </View>
          ))}
        </View>
      </Card>
    </View>
  );
}
