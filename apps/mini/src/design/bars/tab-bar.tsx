import { View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { Icon, type IconName } from "../icon/icon.tsx";
import { join } from "../join.ts";
import { useSlot } from "../slot.ts";
import { Badge } from "../tag/tag.tsx";
import { Tap } from "../tap/tap.tsx";
import { cartCountSlot } from "./cart-count.ts";
import { TABS, type TabKey } from "./tabs.ts";
import "./bars.scss";

/** H5's tab bar; the mini program has WeChat's own with the same icons. */
export function TabBar({ current }: { current: TabKey }) {
  const cartCount = useSlot(cartCountSlot) ?? 0;
  if (process.env.TARO_ENV !== "h5") return null;
  return (
    <View>
      <View className="b-tabbar__space" />
      <View className="b-tabbar">
        {TABS.map(({ key, text, path, icon }) => (
          <Tap
            key={key}
            role="tab"
            selected={key === current}
            className={join("b-tabbar__tab", key === current && "is-on")}
            onTap={() => {
              if (key !== current) void Taro.switchTab({ url: `/${path}` });
            }}
          >
            <Icon name={(key === current ? `${icon}-fill` : icon) as IconName} size={24} />
            <View>{text}</View>
            {key === "cart" && <Badge count={cartCount} className="b-tabbar__badge" />}
          </Tap>
        ))}
      </View>
    </View>
  );
}
