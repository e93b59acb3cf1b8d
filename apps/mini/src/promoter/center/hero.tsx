import type { PromoterCenter } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Avatar } from "@/customer/avatar.tsx";
import { Tag } from "@/design/tag/tag.tsx";

/** Who this is here. */
export function Hero({ center }: { center: PromoterCenter }) {
  const { nickname, avatar, tier, inviter_name, shown_name } = center;
  return (
    <View className="center-hero">
      <Avatar src={avatar} size={52} />
      <View className="center-hero__words">
        <View className="center-hero__row">
          <View className="center-hero__name">{nickname === "" ? "微信用户" : nickname}</View>
          <Tag text={tier.name} tone="gold" />
        </View>
        <View className="center-hero__note">
          <Text>{shown_name}</Text>
          {inviter_name !== null && <Text> · 由 {inviter_name} 邀请</Text>}
        </View>
      </View>
    </View>
  );
}
