import type { OrderDetail } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Card } from "../../design/card/card.tsx";
import { Icon } from "../../design/icon/icon.tsx";
import { dateTime } from "../../design/time.ts";
import { Copy } from "../fact.tsx";

/** Parcels and services that were done: carrier, tracking number to copy, what is in it. */
export function Shipments({ order }: { order: OrderDetail }) {
  if (order.shipments.length === 0) return null;
  const several = order.shipments.length > 1;
  return (
    <Card>
      {order.shipments.map((shipment, at) => (
        <View key={shipment.no} className="order-shipment">
          <View className="order-shipment__icon">
            <Icon name={shipment.fulfilment === "service" ? "leaf" : "truck"} size={20} />
          </View>
          <View className="order-shipment__body">
            <View className="order-shipment__top">
              <Text className="order-shipment__carrier">
                {shipment.carrier ?? (shipment.fulfilment === "service" ? "服务已完成" : "商家已发货")}
                {several ? ` · 包裹 ${at + 1}` : ""}
              </Text>
              <Text className="order-shipment__at">{dateTime(shipment.shipped_at)}</Text>
            </View>
            {shipment.tracking_no !== null && (
              <View className="order-shipment__number">
                <Text className="order-shipment__no">{shipment.tracking_no}</Text>
                <Copy what="快递单号" text={shipment.tracking_no} />
              </View>
            )}
            {several && <View className="order-shipment__what">{contents(order, shipment.line_nos)}</View>}
          </View>
        </View>
      ))}
    </Card>
  );
}

function contents(order: OrderDetail, lineNos: readonly number[]): string {
  return order.lines
    .filter((line) => lineNos.includes(line.line_no))
    .map((line) => `${line.name} ×${line.quantity}`)
    .join("，");
}
