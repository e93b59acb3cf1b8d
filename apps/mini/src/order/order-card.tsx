import type { OrderCard as Order } from "@banyan/contract";
import { ScrollView, Text, View } from "@tarojs/components";
import { Countdown } from "../design/countdown/countdown.tsx";
import { Picture } from "../design/picture/picture.tsx";
import { Price } from "../design/price/price.tsx";
import { yuan } from "../design/price/yuan.ts";
import { Bone } from "../design/skeleton/bone.tsx";
import { Tap } from "../design/tap/tap.tsx";
import { dateTime } from "../design/time.ts";
import { ActionButtons } from "./action-buttons.tsx";
import { BoughtLine } from "./bought-line.tsx";
import { LineRowSkeleton } from "./line-row.tsx";
import "./order-card.scss";
import type { OrderActions } from "./use-order-actions.tsx";
import { stateTone } from "./words.ts";

/** What the sum is called where nothing was paid, or not for good. */
const SUM_TEXT: Readonly<Record<string, string>> = {
  awaiting_payment: "应付",
  closing: "应付",
  closed: "合计",
};

/** One order in the list. */
export function OrderCard({
  order,
  actions,
  onOpen,
  onTimeOut,
}: {
  order: Order;
  actions: OrderActions;
  onOpen: () => void;
  /** The time to pay is over. */
  onTimeOut: () => void;
}) {
  return (
    <Tap className="order-card" role="link" label={`订单 ${order.no}，${order.state_text}`} onTap={onOpen}>
      <View className="order-card__head">
        <Text className="order-card__at">{dateTime(order.created_at)}</Text>
        <Text className={`order-card__state is-${stateTone(order)}`}>{order.state_text}</Text>
      </View>
      <Goods order={order} />
      <View className="order-card__sum">
        {order.close_at !== null && (
          <View className="order-card__left">
            <Text>剩余 </Text>
            <Countdown until={order.close_at} onEnd={onTimeOut} />
          </View>
        )}
        {order.refunded_fen > 0 && (
          <Text className="order-card__refunded">已退 ¥{yuan(order.refunded_fen)}</Text>
        )}
        <Text className="order-card__count">
          共 {order.quantity} 件，{SUM_TEXT[order.state] ?? "实付"}
        </Text>
        <Price fen={order.payable_fen} size="small" ink />
      </View>
      {order.actions.length > 0 && <ActionButtons order={order} actions={actions} size="small" />}
    </Tap>
  );
}

/** One line as a row; several as a strip of pictures, since the list is for finding an order again. */
function Goods({ order }: { order: Order }) {
  const [first, ...others] = order.lines;
  if (first === undefined) return null;
  if (others.length === 0) return <BoughtLine line={first} />;
  return (
    <ScrollView className="order-card__strip" scrollX enableFlex showScrollbar={false}>
      <View className="order-card__pictures">
        {order.lines.map((line) => (
          <View key={line.line_no} className="order-card__picture">
            <Picture src={line.picture} alt={line.name} />
            {line.quantity > 1 && <Text className="order-card__times">×{line.quantity}</Text>}
          </View>
        ))}
      </View>
    </ScrollView>
  );
}

/** The card before it is known. */
export function OrderCardSkeleton() {
  return (
    <View className="order-card">
      <View className="order-card__head">
        <Bone w={120} h={14} />
        <Bone w={48} h={14} />
      </View>
      <LineRowSkeleton />
      <View className="order-card__sum">
        <Bone w={110} h={16} />
      </View>
    </View>
  );
}
