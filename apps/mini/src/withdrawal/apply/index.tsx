import type { WithdrawalRules } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useDidShow } from "@tarojs/taro";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { TextInput } from "@/design/field/field.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { shortYuan, yuan } from "@/design/price/yuan.ts";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { type Loaded, useLoad } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import { everything, ruleLines } from "../amount.ts";
import "./apply.scss";
import { Blocked } from "./blocked.tsx";
import { useWithdraw, type Withdrawing } from "./use-withdraw.ts";

/** Taking money out: the rules first, then how much. */
export default function Withdraw() {
  const rules = useLoad("rules", () => call("withdrawal.rules", {}));
  const { data, refusal, reload } = rules;
  useDidShow(() => {
    // A withdrawal that was cancelled meanwhile is available again.
    if (data !== null) void reload();
  });
  return (
    <Page
      title="提现"
      navEnd={
        <Tap className="withdraw__list" role="link" onTap={() => go("/withdrawal/list/index")}>
          记录
        </Tap>
      }
    >
      {data !== null ? (
        <PullToRefresh onRefresh={reload}>
          <Form rules={data} loaded={rules} />
        </PullToRefresh>
      ) : refusal !== null ? (
        <PromoterFailed refusal={refusal} why="登录后提现" onRetry={() => void reload()} />
      ) : (
        <Card>
          <Bone w={90} h={14} />
          <View style={{ height: "12px" }} />
          <Bone w={180} h={36} />
          <View style={{ height: "20px" }} />
          <Bone w="80%" h={14} />
        </Card>
      )}
    </Page>
  );
}

function Form({ rules, loaded }: { rules: WithdrawalRules; loaded: Loaded<WithdrawalRules> }) {
  const form = useWithdraw(rules, loaded);
  return (
    <View className="withdraw">
      {rules.blocked !== null && <Blocked blocked={rules.blocked} />}
      <Amount rules={rules} form={form} />
      <Card title="提现规则">
        {ruleLines(rules).map((line) => (
          <View key={line} className="withdraw__rule">
            <View className="withdraw__dot" />
            <View>{line}</View>
          </View>
        ))}
        {rules.withdrawing_fen > 0 && (
          <View className="withdraw__rule">
            <View className="withdraw__dot" />
            <View>另有 ¥{yuan(rules.withdrawing_fen)} 正在提现中</View>
          </View>
        )}
      </Card>
      <BottomBar>
        <Button
          text={form.typed.kind === "amount" ? `提现 ¥${yuan(form.typed.fen)}` : "提现"}
          look="primary"
          size="large"
          block
          busy={form.busy}
          disabled={rules.blocked !== null}
          onTap={form.submit}
        />
      </BottomBar>
    </View>
  );
}

function Amount({ rules, form }: { rules: WithdrawalRules; form: Withdrawing }) {
  const all = everything(rules);
  const { typed, problem } = form;
  return (
    <Card>
      <View className="withdraw__label">提现到微信零钱</View>
      <View className={join("withdraw__field", problem !== null && "is-wrong")}>
        <Text className="withdraw__sign">¥</Text>
        <View className="withdraw__input">
          <TextInput
            label="提现金额"
            value={form.text}
            onChange={form.type}
            type="digit"
            max={12}
            placeholder="填写金额"
            onLeave={form.leave}
          />
        </View>
      </View>
      <View className="withdraw__row">
        <Text>
          可提现 ¥{yuan(rules.available_fen)}
          {rules.available_fen < rules.min_fen && `，满 ¥${shortYuan(rules.min_fen)} 就能提现`}
        </Text>
        {all !== "" && (
          <Tap className="withdraw__all" onTap={() => form.type(all)}>
            全部提现
          </Tap>
        )}
      </View>
      {problem !== null && (
        <View className="withdraw__problem">
          <Icon name="warn" size={16} />
          <View>{problem}</View>
        </View>
      )}
      {typed.kind === "amount" && (
        <View className="withdraw__sum">
          <View className="withdraw__line">
            <Text>手续费</Text>
            <Text>{typed.feeFen === 0 ? "免" : `¥${yuan(typed.feeFen)}`}</Text>
          </View>
          <View className="withdraw__line is-net">
            <Text>预计到账</Text>
            <Text>¥{yuan(typed.netFen)}</Text>
          </View>
        </View>
      )}
    </Card>
  );
}
