import type { AftersaleCard } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { Empty } from "@/design/empty/empty.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { call } from "@/http/call.ts";
import { type Fresh, useFresh } from "@/http/use-fresh.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { go } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { CaseCard, CaseCardSkeleton } from "../case-card.tsx";
import "./list.scss";

/** The person's after-sale cases. */
export default function CaseList() {
  const pages = usePages("cases", (cursor) =>
    call("aftersale.list", { limit: 10, ...(cursor === undefined ? {} : { cursor }) }),
  );
  const fresh = useFresh<AftersaleCard>((no) => call("aftersale.get", { no }));
  useReachBottom(pages.loadMore);
  const open = (no: string) => {
    fresh.open(no);
    go(`/aftersale/detail/index?no=${no}`);
  };
  const reload = async () => {
    await pages.reload();
    fresh.forget();
  };
  return (
    <Page title="退款售后">
      <PullToRefresh onRefresh={reload}>
        <View className="case-list">
          <List pages={pages} fresh={fresh} onOpen={open} />
        </View>
      </PullToRefresh>
    </Page>
  );
}

function List({
  pages,
  fresh,
  onOpen,
}: {
  pages: Pages<AftersaleCard>;
  fresh: Fresh<AftersaleCard>;
  onOpen: (no: string) => void;
}) {
  if (pages.phase === "first") {
    return (
      <View>
        <CaseCardSkeleton />
        <CaseCardSkeleton />
      </View>
    );
  }
  if (pages.items.length === 0 && pages.refusal !== null) {
    return (
      <LoadFailed refusal={pages.refusal} why="登录后查看退款进度" onRetry={() => void pages.reload()} />
    );
  }
  if (pages.items.length === 0) {
    const action = { text: "看看订单", onTap: () => go("/order/list/index") };
    return <Empty drawing="order" text="没有退款和售后" note="需要退款时，在订单里申请" action={action} />;
  }
  return (
    <View>
      {pages.items.map((item) => (
        <CaseCard key={item.no} item={fresh.of(item)} onOpen={() => onOpen(item.no)} />
      ))}
      <ListEnd pages={pages} />
    </View>
  );
}
