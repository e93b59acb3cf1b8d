import type { WithdrawalDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { Card } from "@/design/card/card.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Timeline } from "@/design/timeline/timeline.tsx";
import { param } from "@/navigation.ts";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import { Bar } from "./bar.tsx";
import { Money, Why } from "./cards.tsx";
import "./detail.scss";
import { DetailSkeleton } from "./detail-skeleton.tsx";
import { Head } from "./head.tsx";
import { useWithdrawal, type Watching } from "./use-withdrawal.ts";

/** One withdrawal: where the money is, what happens next and by when, and what the person can do. */
export default function WithdrawalDetailPage() {
  const { params } = useRouter();
  const watching = useWithdrawal(param(params, "no"), param(params, "transfer"));
  const { data, refusal } = watching.loaded;
  return (
    <Page title="提现详情">
      {data !== null ? (
        <PullToRefresh onRefresh={watching.ask}>
          <Detail item={data} watching={watching} />
        </PullToRefresh>
      ) : refusal !== null ? (
        <PromoterFailed
          refusal={refusal}
          why="登录后查看提现"
          missing="没有找到这笔提现"
          onRetry={() => void watching.loaded.reload()}
        />
      ) : (
        <DetailSkeleton />
      )}
    </Page>
  );
}

function Detail({ item, watching }: { item: WithdrawalDetail; watching: Watching }) {
  return (
    <View className="withdrawal-detail">
      <Head item={item} asking={watching.asking} onTimeOut={() => void watching.ask()} />
      <Why item={item} />
      <Money item={item} />
      <Card title="进度">
        <Timeline events={item.timeline} />
      </Card>
      <Bar item={item} watching={watching} />
    </View>
  );
}
