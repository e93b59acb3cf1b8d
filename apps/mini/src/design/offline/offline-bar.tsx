import { Text, View } from "@tarojs/components";
import { Icon } from "../icon/icon.tsx";
import { useSlot } from "../slot.ts";
import { onlineSlot } from "./network.ts";
import "./offline.scss";

/** Says that the network is gone, above whatever was loaded before. */
export function OfflineBar() {
  if (useSlot(onlineSlot) !== false) return null;
  return (
    <View className="b-offline">
      <Icon name="offline" size={18} />
      <Text>网络已断开，内容可能不是最新</Text>
    </View>
  );
}
