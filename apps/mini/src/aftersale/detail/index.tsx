import type { AftersaleDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Timeline } from "@/design/timeline/timeline.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { type Loaded, useLoad } from "@/http/use-load.ts";
import { go, param } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { Asked, CaseFacts, Money } from "./cards.tsx";
import { CaseSkeleton } from "./case-skeleton.tsx";
import "./detail.scss";
import { Head } from "./head.tsx";

/** One case: where it stands, what comes back, everything that was said. */
export default function CaseDetail() {
  const no = param(useRouter().params, "no");
  const found = useLoad(no === "" ? null : no, () => call("aftersale.get", { no }));
  return (
    <Page title="售后详情">
      {found.data !== null ? (
        <PullToRefresh onRefresh={found.reload}>
          <Detail item={found.data} found={found} />
        </PullToRefresh>
      ) : found.refusal !== null ? (
        <LoadFailed
          refusal={found.refusal}
          why="登录后查看退款进度"
          missing="没有找到这笔售后"
          onRetry={() => void found.reload()}
        />
      ) : (
        <CaseSkeleton />
      )}
    </Page>
  );
}

function Detail({ item, found }: { item: AftersaleDetail; found: Loaded<AftersaleDetail> }) {
  const { busy, run } = useAction();
  const ask = async () => {
    const yes = await confirm({
      title: "撤销退款申请？",
      body: "撤销后，售后期内还可以再次申请。",
      yes: "撤销申请",
      no: "再想想",
    });
    if (yes) cancel();
  };
  const cancel = () =>
    run(
      "cancel",
      async () => {
        found.replace(await call("aftersale.cancel", { no: item.no }));
        toast("申请已撤销", { mood: "good" });
      },
      ({ status }) => {
        // The shop was quicker: show what it decided.
        if (status === 409) void found.reload();
        return false;
      },
    );
  const again = item.state === "rejected" || item.state === "cancelled";
  return (
    <View className="case-detail">
      <Head item={item} />
      <Money item={item} />
      <Asked item={item} />
      <Card title="处理进度">
        <Timeline events={item.timeline} />
      </Card>
      <CaseFacts item={item} />
      <BottomBar>
        <View className="case-detail__bar">
          {item.can_cancel && (
            <Button text="撤销申请" look="outline" busy={busy !== null} onTap={() => void ask()} />
          )}
          {again && (
            <Button
              text="再次申请"
              look="outline"
              onTap={() => go(`/aftersale/apply/index?no=${item.order_no}`)}
            />
          )}
          <Button
            text="查看订单"
            look="outline-green"
            onTap={() => go(`/order/detail/index?no=${item.order_no}`)}
          />
        </View>
      </BottomBar>
    </View>
  );
}
