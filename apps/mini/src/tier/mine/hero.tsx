import type { PromoterTier } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { dateOnly, dateTime } from "@/design/time.ts";

/** The tier itself, and the terms on which it is held. */
export function Hero({ tier }: { tier: PromoterTier }) {
  return (
    <View className="tier-hero">
      <View className="tier-hero__mark">
        <Icon name="star-fill" size={26} />
      </View>
      <View className="tier-hero__words">
        <View className="tier-hero__name">{tier.tier.name}</View>
        <View className="tier-hero__note">{termsOf(tier)}</View>
      </View>
    </View>
  );
}

function termsOf({ mode, until, fallback_name, since }: PromoterTier): string {
  if (until === null) return `${dateOnly(since)} 起`;
  if (mode === "seed") return `种子分销员，${dateTime(until)} 期满后转为${fallback_name ?? ""}`;
  return `保留到 ${dateTime(until)}`;
}
