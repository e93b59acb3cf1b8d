import { View } from "@tarojs/components";
import { useDidShow } from "@tarojs/taro";
import { type ReactNode, useEffect, useState } from "react";
import { ConsentSheet } from "../../session/consent-sheet.tsx";
import { showCartCount } from "../bars/cart-count.ts";
import { NavBar, type NavBarProps } from "../bars/nav-bar.tsx";
import { TabBar } from "../bars/tab-bar.tsx";
import type { TabKey } from "../bars/tabs.ts";
import { DialogHost } from "../dialog/dialog-host.tsx";
import { join } from "../join.ts";
import { OfflineBar } from "../offline/offline-bar.tsx";
import { createSlot, useSlot } from "../slot.ts";
import { ToastHost } from "../toast/toast-host.tsx";
import "./page.scss";

const isH5 = process.env.TARO_ENV === "h5";

/** The page in front. Pages behind it stay mounted, and what one asks must not be asked by all of them. */
const inFront = createSlot<object>();

export interface PageProps {
  /** In H5's bar. WeChat's bar takes navigationBarTitleText of the page's config. */
  title: string;
  nav?: NavBarProps["look"] | "none" | undefined;
  /** See NavBar: an overlay that has turned into a bar. */
  navSolid?: boolean;
  /** Beside the title on H5. */
  navEnd?: ReactNode;
  /** A page of the tab bar. */
  tab?: TabKey | undefined;
  /** White ground instead of the page's colour. */
  white?: boolean;
  className?: string;
  children?: ReactNode;
}

/** The frame of every page: its bars, and the places where toast(), confirm() and the consent sheet appear. */
export function Page({
  title,
  nav = "page",
  navSolid = false,
  navEnd,
  tab,
  white = false,
  className,
  children,
}: PageProps) {
  const [me] = useState(() => ({}));
  const showing = useSlot(inFront) === me;
  useEffect(() => inFront.put(me), [me]);
  useDidShow(() => {
    inFront.put(me);
    if (tab !== undefined) showCartCount();
  });
  return (
    <View className={join("b-page", !isH5 && "b-page--native", white && "b-page--white", className)}>
      {nav !== "none" && (
        <NavBar title={title} look={nav} solid={navSolid} root={tab !== undefined} end={navEnd} />
      )}
      <OfflineBar />
      {children}
      {tab !== undefined && <TabBar current={tab} />}
      {showing && (
        <>
          <ConsentSheet />
          <DialogHost />
          <ToastHost />
        </>
      )}
    </View>
  );
}
