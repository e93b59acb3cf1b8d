import type { OrderDetail, OrderLine } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { ServiceLinks } from "../../customer/service-links.tsx";
import { Card } from "../../design/card/card.tsx";
import { Icon } from "../../design/icon/icon.tsx";
import { yuan } from "../../design/price/yuan.ts";
import { Tap } from "../../design/tap/tap.tsx";
import { dateTime } from "../../design/time.ts";
import { go, goProduct } from "../../navigation.ts";
import { Amount, AmountTotal, RebateNote } from "../amounts.tsx";
import { BoughtLine } from "../bought-line.tsx";
import { Fact } from "../fact.tsx";

/** Who receives it, as it was when the order was made. */
export function Contact({ contact }: { contact: NonNullable<OrderDetail["contact"]> }) {
  return (
    <Card>
      <View className="order-contact">
        <View className="order-contact__icon">
          <Icon name="pin" size={20} />
        </View>
        <View className="order-contact__body">
          <View className="order-contact__who">
            <Text>{contact.recipient}</Text>
            <Text className="order-contact__phone">{contact.phone}</Text>
          </View>
          <View className="order-contact__where">{contact.address}</View>
        </View>
      </View>
    </Card>
  );
}

const CASE_TEXT: Readonly<Record<string, string>> = {
  requested: "退款申请中",
  refunding: "退款中",
  refunded: "已退款",
  rejected: "退款未通过",
  cancelled: "退款已撤销",
};

/** What was bought. A line leads to its product, its after-sale case to that. */
export function Lines({ order }: { order: OrderDetail }) {
  return (
    <Card>
      {order.lines.map((line) => (
        <BoughtLine
          key={line.line_no}
          line={line}
          onTap={() => goProduct(line.product_id)}
          tail={<LineCase line={line} />}
        />
      ))}
    </Card>
  );
}

function LineCase({ line }: { line: OrderLine }) {
  if (line.aftersale === null || line.aftersale.state === "cancelled") return null;
  const { no, state } = line.aftersale;
  const words = CASE_TEXT[state] ?? "售后";
  const some = line.refunded_fen > 0 ? ` ¥${yuan(line.refunded_fen)}` : "";
  return (
    <Tap
      className={`order-case is-${state}`}
      role="link"
      label={`${words}，查看售后`}
      stop
      onTap={() => go(`/aftersale/detail/index?no=${no}`)}
    >
      <Text>
        {words}
        {some}
      </Text>
      <Icon name="right" size={13} />
    </Tap>
  );
}

/** How the price comes about. */
export function Bill({ order }: { order: OrderDetail }) {
  const due = order.state === "awaiting_payment";
  return (
    <Card>
      <Amount label="商品金额" fen={order.goods_fen} />
      {order.coupons.map((coupon) => (
        <Amount key={coupon.grant_id} label="优惠券" note={coupon.name} fen={coupon.discount_fen} minus />
      ))}
      {order.self_discount_fen > 0 && <Amount label="自购省" fen={order.self_discount_fen} minus />}
      <Amount label="运费" fen={order.freight_fen} />
      <AmountTotal
        label={due ? "应付" : order.paid_at === null ? "合计" : "实付"}
        fen={order.payable_fen}
        aside={`共 ${order.quantity} 件`}
        ink={!due}
      />
      {order.self_rebate_fen > 0 && <RebateNote fen={order.self_rebate_fen} />}
      {order.refunded_fen > 0 && <Amount label="已退款" fen={order.refunded_fen} />}
    </Card>
  );
}

/** Numbers and dates, and whom to ask. */
export function Facts({ order }: { order: OrderDetail }) {
  return (
    <Card title="订单信息">
      <Fact label="订单编号" value={order.no} copies />
      <Fact label="下单时间" value={dateTime(order.created_at)} />
      {order.paid_at !== null && <Fact label="付款时间" value={dateTime(order.paid_at)} />}
      {order.shipped_at !== null && <Fact label="发货时间" value={dateTime(order.shipped_at)} />}
      {order.received_at !== null && <Fact label="收货时间" value={dateTime(order.received_at)} />}
      {order.paid_at !== null && <Fact label="支付方式" value="微信支付" />}
      {order.referrer !== null && <Fact label="推荐人" value={`由 ${order.referrer.name} 推荐`} />}
      {order.remark !== "" && <Fact label="备注" value={order.remark} />}
      <ServiceLinks />
    </Card>
  );
}
