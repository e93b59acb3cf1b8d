import type { PromoterTier, TierRights } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Tag } from "@/design/tag/tag.tsx";
import { allowedOf, rightsOf } from "../words.ts";

export function Rights({ rights, partner }: { rights: TierRights; partner: string }) {
  return (
    <View className="tier-rights">
      {rightsOf(rights, partner).map(({ text, note, on }) => (
        <View key={text} className={join("tier-rights__one", !on && "is-off")}>
          <Icon name={on ? "check" : "minus"} size={18} />
          <Text className="tier-rights__text">{text}</Text>
          <Text className="tier-rights__note">{on ? note : "本等级没有"}</Text>
        </View>
      ))}
    </View>
  );
}

/** All tiers from the highest down, each with what takes one there. */
export function Ladder({ tier, partner }: { tier: PromoterTier; partner: string }) {
  return (
    <Card title="全部等级">
      {[...tier.ladder].reverse().map((rung, at, all) => (
        <View key={rung.id} className={join("tier-rung", rung.current && "is-current")}>
          <View className="tier-rung__head">
            <Text className="tier-rung__name">{rung.name}</Text>
            {rung.current && <Tag text="当前" tone="gold" />}
          </View>
          <View className="tier-rung__text">
            {rung.sentence ?? (at === all.length - 1 ? "从这里开始" : "由商家评定")}
          </View>
          <View className="tier-rung__text">权益：{allowedOf(rung.rights, partner)}</View>
        </View>
      ))}
    </Card>
  );
}
