import { View } from "@tarojs/components";
import "./drawing.scss";

export type DrawingName =
  | "cart"
  | "order"
  | "coupon"
  | "notice"
  | "address"
  | "search"
  | "gone"
  | "offline"
  | "error"
  | "person";

/** A drawing for a state that has nothing else to show. */
export function Drawing({ name }: { name: DrawingName }) {
  return <View className={`b-drawing b-drawing--${name}`} />;
}
