import type { PromoterCustomer } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Tag } from "@/design/tag/tag.tsx";
import { dateOnly } from "@/design/time.ts";
import { call } from "@/http/call.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { goHome } from "@/navigation.ts";
import { PeopleSkeleton, PersonRow } from "../person-row.tsx";
import { PromoterEmpty } from "../promoter-empty.tsx";
import { PromoterFailed } from "../promoter-failed.tsx";

/** The customers whose relation stands, and those whose has ended; names masked. */
export default function Customers() {
  const pages = usePages("customers", (cursor) =>
    call("promoter.customers", { limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  return (
    <Page title="我的顾客">
      <PullToRefresh onRefresh={pages.reload}>
        <List pages={pages} />
      </PullToRefresh>
    </Page>
  );
}

function List({ pages }: { pages: Pages<PromoterCustomer> }) {
  if (pages.phase === "first") return <PeopleSkeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return (
      <PromoterFailed refusal={pages.refusal} why="登录后查看您的顾客" onRetry={() => void pages.reload()} />
    );
  }
  if (pages.items.length === 0) {
    return (
      <PromoterEmpty
        drawing="person"
        text="还没有顾客"
        note="朋友打开您的分享并登录，就会出现在这里"
        action={{ text: "去挑一件分享", onTap: goHome }}
      />
    );
  }
  return (
    <View>
      <View className="people-note">金额是顾客经您推荐的成交，已扣除退款；姓名已隐去一部分</View>
      <View className="people">
        {pages.items.map((one) => (
          <PersonRow
            key={`${one.bound_at}-${one.name}`}
            name={one.name}
            avatar={one.avatar}
            tag={one.expired ? <Tag text="已到期" tone="grey" /> : undefined}
            since={[dateOnly(one.bound_at), `至 ${dateOnly(one.expires_at)}`]}
            orders={one.order_count}
            salesFen={one.sales_fen}
            dim={one.expired}
          />
        ))}
      </View>
      <ListEnd pages={pages} />
    </View>
  );
}
