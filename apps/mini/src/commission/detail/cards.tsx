import type { CommissionExplanation } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { Text, View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { yuan } from "@/design/price/yuan.ts";
import { dateTime } from "@/design/time.ts";
import { Fact } from "@/order/fact.tsx";
import { Goods, StepRows } from "../steps.tsx";

/** The calculation, a figure a row, and the proof that it can be done again. */
export function Steps({ explanation }: { explanation: CommissionExplanation }) {
  const { commission, steps, recomputed_fen, rule_text } = explanation;
  const same = recomputed_fen === commission.kept_fen;
  return (
    <Card title="计算过程">
      <Goods
        name={commission.product_name}
        picture={commission.picture}
        note={specText(commission.spec, `${commission.quantity} 件`)}
      />
      {rule_text !== null && <View className="commission-rule">{rule_text}</View>}
      <StepRows steps={steps} />
      <View className={join("commission-proof", !same && "is-wrong")}>
        <Icon name={same ? "shield" : "warn"} size={16} />
        <View>
          {same
            ? "按下单时的记录重新算了一遍，结果一致"
            : `按下单时的记录重算是 ¥${yuan(recomputed_fen)}，与上面不一致，请联系店铺核对`}
        </View>
      </View>
    </Card>
  );
}

/** Where the money went, oldest first as it happened; the title says which way. */
export function Movements({ transfers }: Pick<CommissionExplanation, "transfers">) {
  if (transfers.length === 0) return null;
  return (
    <Card title="资金变动">
      {transfers.map(({ title, amount_fen, at, debit_text, credit_text }) => (
        <View key={`${at}-${title}-${amount_fen}`} className="commission-move">
          <View className="commission-move__words">
            <View className="commission-move__title">{title}</View>
            <View className="commission-move__at">
              {dateTime(at)} · {debit_text} → {credit_text}
            </View>
          </View>
          <Text className="commission-move__fen">¥{yuan(amount_fen)}</Text>
        </View>
      ))}
    </Card>
  );
}

/** What it belongs to. */
export function Facts({ explanation }: { explanation: CommissionExplanation }) {
  const { commission, order_no, tier_name, tier_now, plan, position_reason } = explanation;
  return (
    <Card title="这笔佣金">
      <Fact label="订单编号" value={order_no} copies={order_no.startsWith("D")} />
      <Fact label="顾客" value={commission.buyer_name} />
      <Fact label="付款时间" value={dateTime(commission.event_at)} />
      <Fact label="分佣位置" value={position_reason} />
      <Fact label="当时等级" value={tier_now === null ? tier_name : `${tier_name}（现在是${tier_now}）`} />
      <Fact label="佣金方案" value={`${plan.name}（第 ${plan.version} 版）`} />
      <Fact label="方案生效" value={inForce(plan)} />
    </Card>
  );
}

/** When orders were submitted under a plan. */
function inForce({ in_force_from, in_force_until }: CommissionExplanation["plan"]): string {
  if (in_force_from === null) return "—";
  const until = in_force_until === null ? "现在" : dateTime(in_force_until);
  return `${dateTime(in_force_from)} 至 ${until}`;
}
