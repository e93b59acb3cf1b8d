import type { AftersaleDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Icon, type IconName } from "@/design/icon/icon.tsx";
import { Steps } from "@/design/steps/steps.tsx";
import { caseTone, STATION, STATIONS } from "../words.ts";

const ICON: Readonly<Record<string, IconName>> = {
  requested: "clock",
  refunding: "refund",
  refunded: "check",
  rejected: "info",
  cancelled: "close",
};

/** Where the case stands and what happens next. */
export function Head({ item }: { item: AftersaleDetail }) {
  const station = STATION[item.state];
  return (
    <View className={`case-head is-${caseTone(item)}`}>
      <View className="case-head__row">
        <View className="case-head__icon">
          <Icon name={ICON[item.state] ?? "receipt"} size={24} />
        </View>
        <View className="case-head__words">
          <View className="case-head__state">{item.state_text}</View>
          <View className="case-head__hint">{item.hint}</View>
        </View>
      </View>
      {station !== undefined && (
        <View className="case-head__steps">
          <Steps steps={STATIONS} now={station} />
        </View>
      )}
    </View>
  );
}
