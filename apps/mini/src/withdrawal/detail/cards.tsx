import type { WithdrawalDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { dateTime } from "@/design/time.ts";
import { Amount, AmountTotal } from "@/order/amounts.tsx";
import { Fact } from "@/order/fact.tsx";
import { isReturned } from "../words.ts";

/** Why it did not arrive; where the money is instead stands in the head. */
export function Why({ item }: { item: WithdrawalDetail }) {
  const { state, fail_text, decision_note } = item;
  const reason = decision_note !== "" ? decision_note : fail_text;
  if (!isReturned(state) || reason === "") return null;
  return <View className="withdrawal-why">原因：{reason}</View>;
}

/** What leaves, what it costs, what arrives. */
export function Money({ item }: { item: WithdrawalDetail }) {
  const { amount_fen, fee_fen, net_fen, state } = item;
  return (
    <Card>
      <Amount label="提现金额" fen={amount_fen} />
      <Amount label="手续费" fen={fee_fen} minus={fee_fen > 0} />
      <AmountTotal
        label={state === "paid" ? "已到账" : isReturned(state) ? "应到账" : "预计到账"}
        fen={net_fen}
        aside="微信零钱"
        ink
      />
      <View className="withdrawal-facts">
        <Fact label="提现单号" value={item.no} copies />
        <Fact label="申请时间" value={dateTime(item.requested_at)} />
        {item.finished_at !== null && (
          <Fact label={state === "paid" ? "到账时间" : "结束时间"} value={dateTime(item.finished_at)} />
        )}
      </View>
    </Card>
  );
}
