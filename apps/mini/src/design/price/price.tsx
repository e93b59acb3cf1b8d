import { Text, View } from "@tarojs/components";
import { join } from "../join.ts";
import { yuan, yuanParts } from "./yuan.ts";
import "./price.scss";

export interface PriceProps {
  fen: number;
  size?: "small" | "normal" | "large";
  /** SKUs differ in price: "起". */
  from?: boolean;
  /** Ink instead of vermilion: amounts that are not to be bought. */
  ink?: boolean;
  className?: string;
}

/** A price: ¥ small, yuan large, fen small, figures of one width. */
export function Price({ fen, size = "normal", from = false, ink = false, className }: PriceProps) {
  const parts = yuanParts(fen);
  return (
    <View className={join("b-price", `b-price--${size}`, ink && "b-price--ink", className)}>
      <Text className="b-price__sign">{parts.sign}¥</Text>
      <Text>{parts.int}</Text>
      <Text className="b-price__fen">.{parts.fen}</Text>
      {from && <Text className="b-price__tail">起</Text>}
    </View>
  );
}

/** What it cost elsewhere or before, struck through. */
export function WasPrice({ fen }: { fen: number }) {
  return <Text className="b-was">¥{yuan(fen)}</Text>;
}
