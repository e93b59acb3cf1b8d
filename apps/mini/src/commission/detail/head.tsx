import type { CommissionExplanation } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Price } from "@/design/price/price.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { dateTime } from "@/design/time.ts";
import { TONE } from "../words.ts";

/** What is left of it, where it stands, and when what happens. */
export function Head({ explanation }: { explanation: CommissionExplanation }) {
  const { commission, position_text, next } = explanation;
  const { kept_fen, fen, state, state_text, settled_at } = commission;
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
      {settled_at !== null && <View className="commission-head__line">{dateTime(settled_at)} 结算</View>}
      <View className={state === "held" ? "commission-head__hold" : "commission-head__line"}>
        {next.text}
      </View>
    </View>
  );
}
