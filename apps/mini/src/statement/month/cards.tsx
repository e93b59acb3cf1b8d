import type { Statement } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { yuan } from "@/design/price/yuan.ts";

/** Each account as the sum that it is, and whether all of them come to the books. */
export function Accounts({ statement }: { statement: Statement }) {
  const { accounts, adds_up } = statement;
  return (
    <Card title="账户" aside={<View className="statement__count">期初 + 增加 − 减少 = 期末</View>}>
      {accounts.map(({ account, title, opening_fen, in_fen, out_fen, closing_fen }) => (
        <View key={account} className="statement-account">
          <View className="statement-account__row">
            <Text className="statement-account__title">{title}</Text>
            <Text className="statement-account__fen">¥{yuan(closing_fen)}</Text>
          </View>
          <View className="statement-account__sum">
            ¥{yuan(opening_fen)} + ¥{yuan(in_fen)} − ¥{yuan(out_fen)} = ¥{yuan(closing_fen)}
          </View>
        </View>
      ))}
      <View className={join("statement-proof", !adds_up && "is-wrong")}>
        <Icon name={adds_up ? "shield" : "warn"} size={16} />
        <View>{adds_up ? "期末加上之后的变动，与账户余额一致" : "与账户余额不一致，请联系店铺核对"}</View>
      </View>
    </Card>
  );
}

/** Every kind of movement with how often and how much. */
export function Movements({ movements }: Pick<Statement, "movements">) {
  if (movements.length === 0) {
    return (
      <Card title="变动">
        <View className="statement__none">这个月没有变动</View>
      </Card>
    );
  }
  return (
    <Card title="变动">
      {movements.map(({ kind, title, debit_text, credit_text, count, amount_fen }) => (
        <View key={`${kind}-${debit_text}-${credit_text}`} className="statement-move">
          <View className="statement-move__words">
            <View className="statement-move__title">
              {title}
              <Text className="statement-move__count"> {count} 笔</Text>
            </View>
            <View className="statement-move__way">
              {debit_text} → {credit_text}
            </View>
          </View>
          <Text className="statement-move__fen">¥{yuan(amount_fen)}</Text>
        </View>
      ))}
    </Card>
  );
}
