import { View } from "@tarojs/components";
import { Countdown } from "@/design/countdown/countdown.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { shortDateTime } from "@/design/time.ts";

/** A product that is announced: when it can be bought, counted down. Nothing for one that is on sale. */
export function OnSaleSoon({ at, onOpen }: { at: string | null; onOpen: () => void }) {
  if (at === null) return null;
  return (
    <View className="product-soon">
      <Icon name="clock" size={18} />
      <View className="product-soon__when">{shortDateTime(at)} 开售</View>
      <View className="product-soon__left">
        还有 <Countdown until={at} onEnd={onOpen} />
      </View>
    </View>
  );
}
