import { View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import type { ReactNode } from "react";
import { back } from "../../navigation.ts";
import { Icon } from "../icon/icon.tsx";
import { join } from "../join.ts";
import { Tap } from "../tap/tap.tsx";
import "./bars.scss";

export interface NavBarProps {
  title: string;
  look?: "page" | "white" | "overlay";
  /** An overlay that has something else than the picture below it by now: white, with the title. */
  solid?: boolean;
  /** No way back: the pages of the tab bar. */
  root?: boolean;
  end?: ReactNode;
}

/** H5's bar on top. In the mini program WeChat draws its own, so this only names the page there. */
export function NavBar({ title, look = "page", solid = false, root = false, end }: NavBarProps) {
  if (process.env.TARO_ENV !== "h5") return null;
  return (
    <View className={join("b-nav", look !== "page" && `b-nav--${look}`, solid && "is-solid")}>
      {!root && (
        <Tap className="b-nav__back" label="返回" onTap={back}>
          <Icon name="left" size={22} />
        </Tap>
      )}
      {(look !== "overlay" || solid) && <View className="b-nav__title">{title}</View>}
      <View className="b-nav__end">{end}</View>
    </View>
  );
}

/** Gives the page its name in WeChat's bar and the browser's tab. */
export function namePage(title: string): void {
  if (process.env.TARO_ENV === "h5") document.title = title;
  else void Taro.setNavigationBarTitle({ title });
}
