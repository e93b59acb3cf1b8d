import type { CustomerProfile } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { Badge } from "@/design/tag/tag.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { go } from "@/navigation.ts";

const WAYS = [
  { key: "awaiting_payment", text: "待付款", icon: "wallet", path: "/order/list/index?tab=awaiting_payment" },
  { key: "awaiting_shipment", text: "待发货", icon: "box", path: "/order/list/index?tab=awaiting_shipment" },
  { key: "awaiting_receipt", text: "待收货", icon: "truck", path: "/order/list/index?tab=awaiting_receipt" },
  { key: "review", text: "待评价", icon: "edit", path: "/review/mine/index" },
  { key: "aftersale", text: "退款售后", icon: "refund", path: "/aftersale/list/index" },
] as const;

/** Orders by what they wait for. */
export function OrderShortcuts({ counts }: { counts: CustomerProfile["order_counts"] | null }) {
  return (
    <Card
      title="我的订单"
      aside={
        <Tap className="me-orders__all" label="全部订单" onTap={() => go("/order/list/index")}>
          <Text>全部</Text>
          <Icon name="right" size={14} />
        </Tap>
      }
    >
      <View className="me-orders">
        {WAYS.map(({ key, text, icon, path }) => (
          <Tap key={key} className="me-orders__way" label={text} onTap={() => go(path)}>
            <View className="me-orders__icon">
              <Icon name={icon} size={26} />
              <Badge count={counts?.[key] ?? 0} className="me-orders__badge" />
            </View>
            <View>{text}</View>
          </Tap>
        ))}
      </View>
    </Card>
  );
}
