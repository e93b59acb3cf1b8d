import { View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { cartCountSlot } from "@/design/bars/cart-count.ts";
import { Button } from "@/design/button/button.tsx";
import { Icon, type IconName } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { useSlot } from "@/design/slot.ts";
import { Badge } from "@/design/tag/tag.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { shortDateTime } from "@/design/time.ts";
import { go, goHome } from "@/navigation.ts";
import { ServiceContact } from "@/shop/service-contact.tsx";
import type { Taking } from "../use-buy.ts";
import "./actions.scss";

/** The bar at the bottom: home, service, cart, and the two ways to take it. */
export function ProductActions(props: {
  /** Announced for this moment; null: on sale. */
  opensAt: string | null;
  soldOut: boolean;
  busy: boolean;
  onTake: (taking: Taking) => void;
}) {
  const { opensAt, soldOut, busy, onTake } = props;
  const cartCount = useSlot(cartCountSlot) ?? 0;
  return (
    <BottomBar>
      <View className="product-actions__small">
        <Small icon="home" text="首页" className="product-actions__home" onTap={goHome} />
        <ServiceContact className="product-actions__one">
          <Icon name="service" size={22} />
          <View>客服</View>
        </ServiceContact>
        <Small icon="cart" text="购物车" badge={cartCount} onTap={() => go("/cart/index")} />
      </View>
      {opensAt !== null ? (
        <Button text={`${shortDateTime(opensAt)} 开售`} disabled className="product-actions__gone" />
      ) : soldOut ? (
        <Button text="已售罄" disabled className="product-actions__gone" />
      ) : (
        <View className="product-actions__two">
          <Button text="加入购物车" look="soft" disabled={busy} onTap={() => onTake("cart")} />
          <Button text="立即购买" look="buy" disabled={busy} onTap={() => onTake("buy")} />
        </View>
      )}
    </BottomBar>
  );
}

interface SmallProps {
  icon: IconName;
  text: string;
  badge?: number;
  className?: string;
  onTap: () => void;
}

function Small({ icon, text, badge = 0, className, onTap }: SmallProps) {
  return (
    <Tap className={join("product-actions__one", className)} onTap={onTap}>
      <Icon name={icon} size={22} />
      <View>{text}</View>
      <Badge count={badge} className="product-actions__badge" />
    </Tap>
  );
}
