import Taro from "@tarojs/taro";
import { createSlot } from "../slot.ts";

/** Whether the phone says it has a network. */
export const onlineSlot = createSlot<boolean>(true);

/** Follows the network from the app's launch on. */
export function watchNetwork(): void {
  if (process.env.TARO_ENV === "h5") {
    onlineSlot.put(navigator.onLine);
    window.addEventListener("online", () => onlineSlot.put(true));
    window.addEventListener("offline", () => onlineSlot.put(false));
    return;
  }
  void Taro.getNetworkType({ success: ({ networkType }) => onlineSlot.put(networkType !== "none") });
  Taro.onNetworkStatusChange(({ isConnected }) => onlineSlot.put(isConnected));
}
