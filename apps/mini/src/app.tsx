import Taro, { useDidHide, useDidShow, useLaunch } from "@tarojs/taro";
import type { PropsWithChildren } from "react";
import { watchNetwork } from "./design/offline/network.ts";
import { tellLooks } from "./footprint/looks.ts";
import { askAgain } from "./session/consent-again.ts";
import { finishSignIn } from "./session/sign-in.ts";
import { noticeShare } from "./share/arrival.ts";
import { nameBackdrop } from "./shop/backdrop.ts";
import "./app.scss";

const isH5 = process.env.TARO_ENV === "h5";

/** What the browser's address carries. */
function browserQuery(): Record<string, string | undefined> {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** Taro's bar at the top, which no page shows: 35 elements that every page would carry. Titles reach the browser without it. */
function dropTaroBar(): void {
  document.getElementById("taro-navigation-bar")?.remove();
}

/** The whole of the app around its pages. */
export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    watchNetwork();
    if (isH5) noticeShare(browserQuery());
    finishSignIn();
    if (isH5) {
      dropTaroBar();
      void nameBackdrop();
    }
    void askAgain();
  });
  useDidHide(() => void tellLooks());
  // WeChat brings a running mini program to the front with a new card.
  useDidShow(() => {
    if (!isH5) noticeShare(Taro.getEnterOptionsSync().query as Record<string, string | undefined>);
  });
  return children;
}
