import { useLaunch } from "@tarojs/taro";
import type { PropsWithChildren } from "react";
import { watchNetwork } from "./design/offline/network.ts";
import { finishSignIn } from "./session/sign-in.ts";
import { nameBackdrop } from "./shop/backdrop.ts";
import "./app.scss";

/** The whole of the app around its pages. */
export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    watchNetwork();
    finishSignIn();
    if (process.env.TARO_ENV === "h5") void nameBackdrop();
  });
  return children;
}
