import type { OrderCard as Order } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useDidShow, useReachBottom, useRouter } from "@tarojs/taro";
import { type ReactNode, useRef, useState } from "react";
import { Empty } from "../../design/empty/empty.tsx";
import { join } from "../../design/join.ts";
import { ListEnd } from "../../design/list/list-end.tsx";
import { PullToRefresh } from "../../design/list/pull-to-refresh.tsx";
import { Page } from "../../design/page/page.tsx";
import { Tabs } from "../../design/tabs/tabs.tsx";
import { call } from "../../http/call.ts";
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
  const { order, replace, refresh, open, forget } = useFreshOrders();
  const actions = useOrderActions(replace);
  useReachBottom(pages.loadMore);
  const choose = (next: Tab) => {
    forget();
    setTab(next);
  };
  const reload = async () => {
    await pages.reload();
    forget();
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
                order={order(item)}
                actions={actions}
                onOpen={() => open(item.no)}
                onTimeOut={() => setTimeout(() => refresh(item.no), SWEEP_MS)}
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

/**
 * Orders that have moved on since the list was asked for, by number: laid over the list, so that nothing jumps and the
 * place is kept. The one that was opened is asked again when its page is left.
 */
function useFreshOrders() {
  const [fresh, setFresh] = useState<Record<string, Order>>({});
  const opened = useRef<string | null>(null);
  const replace = (order: Order) => setFresh((before) => ({ ...before, [order.no]: order }));
  const refresh = (no: string) => {
    call("order.get", { no }).then(replace, () => undefined);
  };
  useDidShow(() => {
    if (opened.current !== null) refresh(opened.current);
    opened.current = null;
  });
  const open = (no: string) => {
    opened.current = no;
    go(`/order/detail/index?no=${no}`);
  };
  const forget = () => setFresh({});
  return { order: (item: Order) => fresh[item.no] ?? item, replace, refresh, open, forget };
}
