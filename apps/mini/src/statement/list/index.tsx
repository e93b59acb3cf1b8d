import type { StatementMonth } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { shortDateTime } from "@/design/time.ts";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import { monthText } from "../words.ts";
import "./list.scss";

/** Every month from the first one on, newest first. */
export default function StatementList() {
  const { data, refusal, reload } = useLoad("statements", () => call("statement.months", {}));
  return (
    <Page title="对账单">
      {data !== null ? (
        <PullToRefresh onRefresh={reload}>
          <View className="statements">
            {data.months.map((month) => (
              <Month key={month.month} item={month} readAt={data.read_at} />
            ))}
            <View className="statements__note">退款等事情按发生的日期归入月份</View>
          </View>
        </PullToRefresh>
      ) : refusal !== null ? (
        <PromoterFailed refusal={refusal} why="登录后查看对账单" onRetry={() => void reload()} />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}

function Month({ item, readAt }: { item: StatementMonth; readAt: string }) {
  const { month, current, sums } = item;
  const figures = [
    { label: "佣金奖励", fen: sums.earned_fen + sums.rewarded_fen },
    { label: "追回", fen: sums.clawed_back_fen },
    { label: "到账", fen: sums.paid_out_fen },
  ];
  return (
    <Tap
      className="statement-month"
      role="link"
      label={`${monthText(month)}对账单`}
      onTap={() => go(`/statement/month/index?month=${month}`)}
    >
      <View className="statement-month__head">
        <Text className="statement-month__name">{monthText(month)}</Text>
        {current && <Text className="statement-month__now">截至 {shortDateTime(readAt)}</Text>}
        <Icon name="right" size={16} className="statement-month__arrow" />
      </View>
      <View className="statement-month__figures">
        {figures.map(({ label, fen }) => (
          <View key={label} className="statement-month__one">
            <View className="statement-month__fen">{yuan(fen)}</View>
            <View className="statement-month__label">{label}（元）</View>
          </View>
        ))}
      </View>
    </Tap>
  );
}

function Skeleton() {
  return (
    <View className="statements">
      {[0, 1, 2].map((at) => (
        <View key={at} className="statement-month">
          <Bone w="42%" h={18} />
          <View style={{ height: "14px" }} />
          <Bone w="88%" h={20} />
          <View style={{ height: "6px" }} />
          <Bone w="70%" h={12} />
        </View>
      ))}
    </View>
  );
}
