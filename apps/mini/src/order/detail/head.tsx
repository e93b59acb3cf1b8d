import type { OrderDetail } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Countdown } from "../../design/countdown/countdown.tsx";
import { Icon, type IconName } from "../../design/icon/icon.tsx";
import { Steps } from "../../design/steps/steps.tsx";
import { dateTime, shortDateTime } from "../../design/time.ts";
import { stateTone } from "../words.ts";

const ICON: Readonly<Record<string, IconName>> = {
  awaiting_payment: "wallet",
  closing: "clock",
  awaiting_shipment: "box",
  awaiting_receipt: "truck",
  completed: "check",
  closed: "close",
  refunded: "refund",
};

const STATION: Readonly<Record<string, number>> = {
  awaiting_payment: 0,
  awaiting_shipment: 1,
  awaiting_receipt: 2,
  completed: 3,
};

/** Where the order stands and what happens next, with dates. */
export function Head({ order, onTimeOut }: { order: OrderDetail; onTimeOut: () => void }) {
  const station = STATION[order.state];
  const service = order.lines.every((line) => line.fulfilment === "service");
  const steps = ["提交订单", "付款", service ? "完成服务" : "发货", service ? "确认完成" : "收货"];
  return (
    <View className={`order-head is-${stateTone(order)}`}>
      <View className="order-head__row">
        <View className="order-head__icon">
          <Icon name={ICON[order.state] ?? "receipt"} size={24} />
        </View>
        <View className="order-head__words">
          <View className="order-head__state">
            <Text>{order.state_text}</Text>
            {order.close_at !== null && (
              <View className="order-head__left">
                <Text>剩余 </Text>
                <Countdown until={order.close_at} onEnd={onTimeOut} />
              </View>
            )}
          </View>
          <View className="order-head__hint">{order.hint}</View>
          <Next order={order} />
        </View>
      </View>
      {station !== undefined && (
        <View className="order-head__steps">
          <Steps steps={steps} now={station} />
        </View>
      )}
    </View>
  );
}

/** What happens by itself, and when. */
function Next({ order }: { order: OrderDetail }) {
  // An open case holds the timers back.
  if (stateTone(order) === "case") return null;
  if (order.state === "awaiting_receipt" && order.receive_at !== null) {
    return <View className="order-head__hint">{shortDateTime(order.receive_at)} 将自动确认收货</View>;
  }
  if (order.state === "completed" && order.aftersale_until !== null && order.actions.includes("refund")) {
    return <View className="order-head__hint">{dateTime(order.aftersale_until)} 前可申请售后</View>;
  }
  return null;
}
