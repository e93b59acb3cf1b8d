import type { OrderCard as Order } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom, useRouter } from "@tarojs/taro";
import { type ReactNode, useState } from "react";
import { Empty } from "../../design/empty/empty.tsx";
import { join } from "../../design/join.ts";
import { ListEnd } from "../../design/list/list-end.tsx";
import { PullToRefresh } from "../../design/list/pull-to-refresh.tsx";
import { Page } from "../../design/page/page.tsx";
import { Tabs } from "../../design/tabs/tabs.tsx";
import { call } from "../../http/call.ts";
import { useFresh } from "../../http/use-fresh.ts";
import { type Pages, usePages } from "../../http/use-pages.ts";
import { go, goHome } from "../../navigation.ts";
import { LoadFailed } from "../../session/load-failed.tsx";
import { OrderCard, OrderCardSkeleton } from "../order-card.tsx";
import { useOrderActions } from "../use-order-actions.tsx";
import "./list.scss";

const isH5 = process.env.TARO_ENV === "h5";
const TABS = [
  { key: "all", text: "全部" },
  { key: "awaiting_payment", text: "待付款" },
  { key: "awaiting_shipment", text: "待发货" },
  { key: "awaiting_receipt", text: "待收货" },
  { key: "completed", text: "已完成" },
] as const;
type Tab = (typeof TABS)[number]["key"];

/** The sweep that closes an unpaid order comes seconds after its time is over. */
const SWEEP_MS = 4000;

const NOTHING: Record<Tab, string> = {
  all: "还没有订单",
  awaiting_payment: "没有待付款的订单",
  awaiting_shipment: "没有待发货的订单",
  awaiting_receipt: "没有待收货的订单",
  completed: "没有已完成的订单",
};

export default function OrderList() {
  const { params } = useRouter();
  const [tab, setTab] = useState<Tab>(() => TABS.find(({ key }) => key === params["tab"])?.key ?? "all");
  const pages = usePages(tab, (cursor) =>
    call("order.list", { tab, limit: 10, ...(cursor === undefined ? {} : { cursor }) }),
  );
  const fresh = useFresh<Order>((no) => call("order.get", { no }));
  const actions = useOrderActions(fresh.replace, fresh.open);
  useReachBottom(pages.loadMore);
  const choose = (next: Tab) => {
    fresh.forget();
    setTab(next);
  };
  const open = (no: string) => {
    fresh.open(no);
    go(`/order/detail/index?no=${no}`);
  };
  const reload = async () => {
    await pages.reload();
    fresh.forget();
  };
  return (
    <Page title="我的订单" nav="white">
      <View className={join("order-list__tabs", isH5 && "is-under-nav")}>
        <Tabs tabs={TABS} value={tab} onChange={choose} />
      </View>
      <PullToRefresh onRefresh={reload}>
        <View className="order-list">
          <List pages={pages} tab={tab}>
            {pages.items.map((item) => (
              <OrderCard
                key={item.no}
                order={fresh.of(item)}
                actions={actions}
                onOpen={() => open(item.no)}
                onTimeOut={() => setTimeout(() => fresh.refresh(item.no), SWEEP_MS)}
              />
            ))}
          </List>
        </View>
      </PullToRefresh>
      {actions.sheet}
    </Page>
  );
}

function List({ pages, tab, children }: { pages: Pages<Order>; tab: Tab; children: ReactNode }) {
  if (pages.phase === "first") {
    return (
      <View>
        {[0, 1, 2].map((at) => (
          <OrderCardSkeleton key={at} />
        ))}
      </View>
    );
  }
  if (pages.phase === "failed" && pages.items.length === 0 && pages.refusal !== null) {
    return (
      <LoadFailed refusal={pages.refusal} why="登录后查看您的订单" onRetry={() => void pages.reload()} />
    );
  }
  if (pages.items.length === 0) {
    return <Empty drawing="order" text={NOTHING[tab]} action={{ text: "去逛逛", onTap: goHome }} />;
  }
  return (
    <View>
      {children}
      <ListEnd pages={pages} />
    </View>
  );
}
