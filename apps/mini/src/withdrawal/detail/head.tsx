import type { WithdrawalDetail } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Countdown } from "@/design/countdown/countdown.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { Steps } from "@/design/steps/steps.tsx";
import { ICON, STATION, STATIONS, TONE } from "../words.ts";

export interface HeadProps {
  item: WithdrawalDetail;
  asking: boolean;
  /** The time to confirm is over. */
  onTimeOut: () => void;
}

/** Where it stands, what happens next, and until when. */
export function Head({ item, asking, onTimeOut }: HeadProps) {
  const { state, state_text, next_text, confirm_until } = item;
  const station = STATION[state];
  const waits = state === "confirming" && confirm_until !== null;
  return (
    <View className={`withdrawal-head is-${TONE[state]}`}>
      <View className="withdrawal-head__row">
        <View className="withdrawal-head__icon">
          <Icon name={ICON[state]} size={24} />
        </View>
        <View className="withdrawal-head__words">
          <View className="withdrawal-head__state">{state_text}</View>
          {next_text !== "" && <View className="withdrawal-head__next">{next_text}</View>}
          {waits && (
            <View className="withdrawal-head__until">
              <Text>还剩 </Text>
              <Countdown until={confirm_until} onEnd={onTimeOut} />
            </View>
          )}
          {asking && <View className="withdrawal-head__asking">正在向微信查询…</View>}
        </View>
      </View>
      {station >= 0 && (
        <View className="withdrawal-head__steps">
          <Steps steps={STATIONS} now={station} />
        </View>
      )}
    </View>
  );
}
