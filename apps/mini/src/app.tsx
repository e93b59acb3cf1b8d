import { useLaunch } from "@tarojs/taro";
import type { PropsWithChildren } from "react";
import { watchNetwork } from "./design/offline/network.ts";
import { finishSignIn } from "./session/sign-in.ts";
import "./app.scss";

/** The whole of the app around its pages. */
export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    watchNetwork();
    finishSignIn();
  });
  return children;
}
