import { View } from "@tarojs/components";
import "./icon.scss";

export type IconName =
  | "home"
  | "home-fill"
  | "grid"
  | "grid-fill"
  | "cart"
  | "cart-fill"
  | "user"
  | "user-fill"
  | "search"
  | "left"
  | "right"
  | "up"
  | "down"
  | "close"
  | "plus"
  | "minus"
  | "check"
  | "trash"
  | "edit"
  | "share"
  | "service"
  | "phone"
  | "pin"
  | "clock"
  | "truck"
  | "box"
  | "wallet"
  | "ticket"
  | "bell"
  | "shield"
  | "leaf"
  | "star"
  | "star-fill"
  | "refund"
  | "receipt"
  | "camera"
  | "image"
  | "info"
  | "warn"
  | "offline"
  | "more"
  | "filter"
  | "copy"
  | "gear"
  | "calendar"
  | "gift"
  | "logout"
  | "wechat";

/** An icon of our set, in the colour of the text around it. `size` in px, 20 by default. */
export function Icon({ name, size, className = "" }: { name: IconName; size?: number; className?: string }) {
  const style = size === undefined ? {} : { fontSize: `${size}px` };
  return <View className={`b-icon b-icon--${name} ${className}`} style={style} />;
}
