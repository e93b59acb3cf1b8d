import type { ReviewSummary } from "@banyan/contract";
import { View } from "@tarojs/components";
import { join } from "@/design/join.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { filtersOf, type ReviewFilter } from "../words.ts";

/** Which reviews are to be seen. */
export function Filters({
  summary,
  value,
  onChange,
}: {
  summary: ReviewSummary;
  value: ReviewFilter;
  onChange: (filter: ReviewFilter) => void;
}) {
  return (
    <View className="review-chips">
      {filtersOf(summary, value).map(({ key, text }) => (
        <Tap
          key={key}
          role="tab"
          selected={key === value}
          className={join("review-chip", key === value && "is-on")}
          onTap={() => onChange(key)}
        >
          <View className="review-chip__face">{text}</View>
        </Tap>
      ))}
    </View>
  );
}
