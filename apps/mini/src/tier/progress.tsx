import type { TierStep } from "@banyan/contract";
import { View } from "@tarojs/components";
import "./tier.scss";
import { percentOf } from "./words.ts";

/** How far one thing is, as a golden bar. */
export function Progress({ step }: { step: TierStep }) {
  return (
    <View className="tier-bar">
      <View className="tier-bar__done" style={{ width: `${percentOf(step)}%` }} />
    </View>
  );
}
