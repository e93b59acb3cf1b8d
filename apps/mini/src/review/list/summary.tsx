import type { ReviewSummary } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Bone } from "@/design/skeleton/bone.tsx";
import { countText } from "../words.ts";

const ROWS = [
  { key: "good", text: "好评" },
  { key: "middle", text: "中评" },
  { key: "bad", text: "差评" },
] as const;

/** How many were content: the share, and the three figures that it comes from. Nothing where nobody has said anything. */
export function Summary({ summary }: { summary: ReviewSummary }) {
  if (summary.good_percent === null || summary.count === 0) return null;
  return (
    <View className="review-summary">
      <View className="review-summary__share">
        <View className="review-summary__percent">
          <Text>{summary.good_percent}</Text>
          <Text className="review-summary__sign">%</Text>
        </View>
        <View className="review-summary__label">好评率</View>
      </View>
      <View className="review-summary__rows">
        {ROWS.map(({ key, text }) => (
          <View key={key} className="review-summary__row">
            <Text className="review-summary__name">{text}</Text>
            <View className="review-summary__bar">
              <View
                className={`review-summary__part is-${key}`}
                style={{ width: `${(100 * summary[key]) / summary.count}%` }}
              />
            </View>
            <Text className="review-summary__count">{countText(summary[key])}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

/** The figures and the filters before they are known. */
export function SummarySkeleton() {
  return (
    <View>
      <View className="review-summary">
        <View className="review-summary__share">
          <Bone w={70} h={38} />
          <View style={{ height: "8px" }} />
          <Bone w={44} h={12} />
        </View>
        <View className="review-summary__rows">
          {[0, 1, 2].map((at) => (
            <View key={at} className="review-summary__row">
              <Bone h={10} />
            </View>
          ))}
        </View>
      </View>
      <View className="review-chips">
        {[66, 58, 66, 58].map((width, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: four that never move
          <View key={at} className="review-chip">
            <Bone w={width} h={32} shape="card" />
          </View>
        ))}
      </View>
    </View>
  );
}
