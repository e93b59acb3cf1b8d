import type { CommissionExplanation } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Price } from "@/design/price/price.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { dateTime } from "@/design/time.ts";
import { TONE } from "../words.ts";

/** What is left of it, where it stands, and when what happens. */
export function Head({ explanation }: { explanation: CommissionExplanation }) {
  const { commission, position_text, hold_reason } = explanation;
  const { kept_fen, fen, state, state_text, settle_due_at, settled_at } = commission;
  return (
    <View className={`commission-head is-${TONE[state]}`}>
      <View className="commission-head__state">{state_text}</View>
      <Price fen={kept_fen} size="large" ink />
      {kept_fen !== fen && (
        <View className="commission-head__line">
          原为 ¥{yuan(fen)}，因退款追回 ¥{yuan(fen - kept_fen)}
        </View>
      )}
      <View className="commission-head__line">{position_text}</View>
      {state === "estimated" && settle_due_at !== null && (
        <View className="commission-head__line">{dateTime(settle_due_at)} 结算，没有退款就转为可提现</View>
      )}
      {state === "estimated" && settle_due_at === null && (
        <View className="commission-head__line">顾客确认收货后，开始计算结算时间</View>
      )}
      {settled_at !== null && <View className="commission-head__line">{dateTime(settled_at)} 结算</View>}
      {state === "held" && (
        <View className="commission-head__hold">
          {hold_reason === "" ? "店铺正在核实，核实后放行或追回" : `冻结原因：${hold_reason}`}
        </View>
      )}
    </View>
  );
}
