import { Text, View } from "@tarojs/components";
import "./tag.scss";

export type Tone = "green" | "vermilion" | "grey" | "amber" | "gold";

/** A word about something. Gold is for honours only. */
export function Tag({ text, tone = "green" }: { text: string; tone?: Tone }) {
  return <Text className={`b-tag b-tag--${tone}`}>{text}</Text>;
}

/** A count on a corner; nothing for 0, "99+" beyond. */
export function Badge({ count, className = "" }: { count: number; className?: string }) {
  if (count <= 0) return null;
  return <View className={`b-badge ${className}`}>{count > 99 ? "99+" : count}</View>;
}
