import type { OrderDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useDidShow, useRouter } from "@tarojs/taro";
import { useRef } from "react";
import { BottomBar } from "../../design/bars/bottom-bar.tsx";
import { Card } from "../../design/card/card.tsx";
import { PullToRefresh } from "../../design/list/pull-to-refresh.tsx";
import { Page } from "../../design/page/page.tsx";
import { Timeline } from "../../design/timeline/timeline.tsx";
import { call } from "../../http/call.ts";
import { useLoad } from "../../http/use-load.ts";
import { param } from "../../navigation.ts";
import { LoadFailed } from "../../session/load-failed.tsx";
import { ActionButtons } from "../action-buttons.tsx";
import { type OrderActions, useOrderActions } from "../use-order-actions.tsx";
import { Bill, Contact, Facts, Lines } from "./cards.tsx";
import "./detail.scss";
import { Head } from "./head.tsx";
import { OrderDetailSkeleton } from "./order-detail-skeleton.tsx";
import { Shipments } from "./shipments.tsx";

export default function OrderDetailPage() {
  const no = param(useRouter().params, "no");
  const order = useLoad(no === "" ? null : no, () => call("order.get", { no }));
  const actions = useOrderActions(order.replace);
  useShownAgain(() => void order.reload());
  return (
    <Page title="订单详情">
      {order.data !== null ? (
        <PullToRefresh onRefresh={order.reload}>
          <Detail order={order.data} actions={actions} onReload={() => void order.reload()} />
        </PullToRefresh>
      ) : order.refusal !== null ? (
        <LoadFailed
          refusal={order.refusal}
          why="登录后查看这个订单"
          missing="没有找到这个订单"
          onRetry={() => void order.reload()}
        />
      ) : (
        <OrderDetailSkeleton />
      )}
      {actions.sheet}
    </Page>
  );
}

function Detail({
  order,
  actions,
  onReload,
}: {
  order: OrderDetail;
  actions: OrderActions;
  onReload: () => void;
}) {
  return (
    <View className="order-detail">
      <Head order={order} onTimeOut={() => afterClosing(onReload)} />
      <Shipments order={order} />
      {order.contact !== null && <Contact contact={order.contact} />}
      <Lines order={order} />
      <Bill order={order} />
      <Facts order={order} />
      <Card title="订单进度">
        <Timeline events={order.timeline} />
      </Card>
      {order.actions.length > 0 && (
        <BottomBar>
          <ActionButtons order={order} actions={actions} size="normal" />
        </BottomBar>
      )}
    </View>
  );
}

/** The sweep that closes an unpaid order comes seconds after its time is over. */
function afterClosing(reload: () => void): void {
  for (const wait of [2000, 8000]) setTimeout(reload, wait);
}

/** Something else may have happened to the order on the page that was opened from here. */
function useShownAgain(reload: () => void): void {
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) reload();
    shown.current = true;
  });
}
