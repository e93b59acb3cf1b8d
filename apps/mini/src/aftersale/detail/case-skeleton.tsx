import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { LineRowSkeleton } from "@/order/line-row.tsx";

/** The page before the case is known. */
export function CaseSkeleton() {
  return (
    <View className="case-detail">
      <View className="case-head">
        <View className="case-head__row">
          <Bone w={44} h={44} shape="round" />
          <View className="case-head__words">
            <Bone w={110} h={24} />
            <View style={{ height: "8px" }} />
            <Bone w="76%" h={14} />
          </View>
        </View>
      </View>
      <Card>
        <Bone w="100%" h={16} />
        <View style={{ height: "14px" }} />
        <Bone w="100%" h={22} />
      </Card>
      <Card>
        <LineRowSkeleton />
      </Card>
    </View>
  );
}
