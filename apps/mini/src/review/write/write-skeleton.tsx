import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { GoodsRowSkeleton } from "../goods-row.tsx";

/** The form before the order's goods are known. */
export function WriteSkeleton() {
  return (
    <View className="write">
      {[0, 1].map((at) => (
        <Card key={at} className="write-line">
          <GoodsRowSkeleton />
          <View className="write-line__bones">
            <Bone w={200} h={28} />
          </View>
        </Card>
      ))}
    </View>
  );
}
