import { View } from "@tarojs/components";
import { Icon } from "../../design/icon/icon.tsx";
import { Tap } from "../../design/tap/tap.tsx";
import { go } from "../../navigation.ts";
import { useStanding } from "../../promoter/standing.ts";

/** The way to promoting, for a customer who has just bought; nothing for who knows it already. */
export function Recommend() {
  const standing = useStanding();
  if (standing !== "none") return null;
  return (
    <Tap className="paid-recommend" role="link" onTap={() => go("/promoter/apply/index")}>
      <View className="paid-recommend__words">
        <View className="paid-recommend__title">喜欢这家店？了解推广合作</View>
        <View className="paid-recommend__note">推荐给朋友，成交后按规则有佣金；不收费，不用先买</View>
      </View>
      <Icon name="right" size={16} />
    </Tap>
  );
}
