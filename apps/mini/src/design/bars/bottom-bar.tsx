import { View } from "@tarojs/components";
import type { ReactNode } from "react";
import { join } from "../join.ts";
import "./bars.scss";

export interface BottomBarProps {
  /** On a page of the tab bar: stands above it. */
  aboveTabs?: boolean;
  children?: ReactNode;
}

/** The primary actions at the bottom, with the room they take kept free at the page's end. */
export function BottomBar({ aboveTabs = false, children }: BottomBarProps) {
  const above = process.env.TARO_ENV === "h5" ? "b-bottom--above-tabs" : "b-bottom--native-tabs";
  return (
    <View>
      <View className="b-bottom__space" />
      <View className={join("b-bottom", aboveTabs && above)}>
        <View className="b-bottom__row">{children}</View>
      </View>
    </View>
  );
}
