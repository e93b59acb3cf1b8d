import type { Statement } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Price } from "@/design/price/price.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { dateTime } from "@/design/time.ts";
import { monthText } from "../words.ts";

/** Which month, what it brought, and as of when that is. */
export function Head({ statement }: { statement: Statement }) {
  const { month, current, from, to, read_at, sums, settled_orders, settled_sales_fen } = statement;
  const facts = [
    { label: "退款追回", fen: sums.clawed_back_fen },
    { label: "结算", fen: sums.settled_fen },
    { label: "提现到账", fen: sums.paid_out_fen },
  ];
  return (
    <View className="statement-head">
      <View className="statement-head__month">{monthText(month)}</View>
      <View className="statement-head__label">佣金入账</View>
      <Price fen={sums.earned_fen} size="large" ink />
      <View className="statement-head__facts">
        {facts.map(({ label, fen }) => (
          <View key={label} className="statement-head__one">
            <View className="statement-head__fen">¥{yuan(fen)}</View>
            <View className="statement-head__name">{label}</View>
          </View>
        ))}
      </View>
      {settled_orders > 0 && (
        <View className="statement-head__line">
          顾客订单结算 {settled_orders} 单，销售额 ¥{yuan(settled_sales_fen)}
        </View>
      )}
      <View className="statement-head__line">
        {current ? `${from} 起，截至 ${dateTime(read_at)}` : `${from} 至 ${to} · ${dateTime(read_at)} 读取`}
      </View>
    </View>
  );
}
