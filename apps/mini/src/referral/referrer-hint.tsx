import { Text, View } from "@tarojs/components";
import { Icon } from "../design/icon/icon.tsx";
import "./referrer-hint.scss";

/** 由 … 推荐: one quiet line. */
export function ReferrerHint({ name }: { name: string }) {
  return (
    <View className="referrer-hint">
      <Icon name="leaf" size={14} />
      <Text className="referrer-hint__text">由 {name} 推荐</Text>
    </View>
  );
}
