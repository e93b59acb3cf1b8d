import type { CommissionRow } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { join } from "@/design/join.ts";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Tabs } from "@/design/tabs/tabs.tsx";
import { call } from "@/http/call.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { goHome } from "@/navigation.ts";
import { PromoterEmpty } from "@/promoter/promoter-empty.tsx";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import { NOTHING, TABS, type Tab } from "../words.ts";
import "./list.scss";
import { CommissionItem, CommissionSkeleton } from "./commission-item.tsx";

const isH5 = process.env.TARO_ENV === "h5";

/** Every commission, newest first; each leads to how it was computed. */
export default function CommissionList() {
  const { params } = useRouter();
  const [tab, setTab] = useState<Tab>(() => TABS.find(({ key }) => key === params["tab"])?.key ?? "all");
  const pages = usePages(tab, (cursor) =>
    call("commission.list", { state: tab, limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  return (
    <Page title="佣金明细" nav="white">
      <View className={join("commissions__tabs", isH5 && "is-under-nav")}>
        <Tabs tabs={TABS} value={tab} onChange={setTab} />
      </View>
      <PullToRefresh onRefresh={pages.reload}>
        <View className="commissions">
          <List pages={pages} tab={tab} />
        </View>
      </PullToRefresh>
    </Page>
  );
}

function List({ pages, tab }: { pages: Pages<CommissionRow>; tab: Tab }) {
  if (pages.phase === "first") return <CommissionSkeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return (
      <PromoterFailed refusal={pages.refusal} why="登录后查看佣金" onRetry={() => void pages.reload()} />
    );
  }
  if (pages.items.length === 0) {
    const first = tab === "all";
    return (
      <PromoterEmpty
        drawing="order"
        text={NOTHING[tab]}
        note={first ? "朋友经您的分享下单付款后，这里会有一笔预估" : undefined}
        action={first ? { text: "去挑一件分享", onTap: goHome } : undefined}
      />
    );
  }
  return (
    <View>
      {pages.items.map((item) => (
        <CommissionItem key={item.key} item={item} />
      ))}
      <ListEnd pages={pages} />
    </View>
  );
}
