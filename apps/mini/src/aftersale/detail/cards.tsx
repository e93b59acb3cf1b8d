import type { AftersaleDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { ServiceLinks } from "@/customer/service-links.tsx";
import { Card } from "@/design/card/card.tsx";
import { dateTime } from "@/design/time.ts";
import { Amount, AmountTotal } from "@/order/amounts.tsx";
import { Fact } from "@/order/fact.tsx";
import { LineRow } from "@/order/line-row.tsx";
import { CasePictures } from "./case-pictures.tsx";

/** What comes back, and where to. */
export function Money({ item }: { item: AftersaleDetail }) {
  const { refund } = item;
  const done = refund !== null && refund.succeeded_at !== null;
  const over = item.state === "rejected" || item.state === "cancelled";
  const total = refund?.amount_fen ?? item.amount_fen + item.freight_fen;
  return (
    <Card>
      <Amount label="商品退款" fen={item.amount_fen} />
      {item.freight_fen > 0 && <Amount label="运费退回" fen={item.freight_fen} />}
      <AmountTotal
        label={over ? "申请退款" : done ? "已退" : "退款"}
        fen={total}
        aside={over ? undefined : "原路退回微信支付"}
        ink
      />
      {refund?.succeeded_at != null && (
        <View className="case-money__at">{dateTime(refund.succeeded_at)} 已退回您的支付账户</View>
      )}
    </Card>
  );
}

/** What was asked for, in the person's own words. */
export function Asked({ item }: { item: AftersaleDetail }) {
  return (
    <Card title="申请内容">
      {item.lines.map((line) => (
        <LineRow key={line.line_no} line={line} amountFen={line.amount_fen} />
      ))}
      <View className="case-asked">
        <Fact label="原因" value={item.reason} />
        {item.note !== "" && <Fact label="说明" value={item.note} />}
        {item.decision_note !== "" && <Fact label="商家回复" value={item.decision_note} />}
      </View>
      {item.pictures.length > 0 && <CasePictures pictures={item.pictures} />}
    </Card>
  );
}

export function CaseFacts({ item }: { item: AftersaleDetail }) {
  return (
    <Card title="售后信息">
      <Fact label="售后编号" value={item.no} copies />
      <Fact label="订单编号" value={item.order_no} copies />
      <Fact label="申请时间" value={dateTime(item.created_at)} />
      <ServiceLinks />
    </Card>
  );
}
