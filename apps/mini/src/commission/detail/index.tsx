import type { CommissionExplanation } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { param } from "@/navigation.ts";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import "./detail.scss";
import { Facts, Movements, Steps } from "./cards.tsx";
import { DetailSkeleton } from "./detail-skeleton.tsx";
import { Head } from "./head.tsx";

/** 怎么算的: every figure of one commission, in the order in which it is computed, and where its money went. */
export default function CommissionDetail() {
  const key = param(useRouter().params, "key");
  const found = useLoad(key === "" ? null : key, () => call("commission.get", { key }));
  return (
    <Page title="怎么算的">
      {found.data !== null ? (
        <PullToRefresh onRefresh={found.reload}>
          <Explained explanation={found.data} />
        </PullToRefresh>
      ) : found.refusal !== null ? (
        <PromoterFailed
          refusal={found.refusal}
          why="登录后查看佣金"
          missing="没有找到这笔佣金"
          onRetry={() => void found.reload()}
        />
      ) : (
        <DetailSkeleton />
      )}
    </Page>
  );
}

function Explained({ explanation }: { explanation: CommissionExplanation }) {
  return (
    <View className="commission-detail">
      <Head explanation={explanation} />
      <Steps explanation={explanation} />
      <Movements transfers={explanation.transfers} />
      <Facts explanation={explanation} />
    </View>
  );
}
