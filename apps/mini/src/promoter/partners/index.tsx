import type { PromoterPartner } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { useEffect } from "react";
import { namePage } from "@/design/bars/nav-bar.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Tag } from "@/design/tag/tag.tsx";
import { dateOnly } from "@/design/time.ts";
import { call } from "@/http/call.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { go } from "@/navigation.ts";
import { PeopleSkeleton, PersonRow } from "../person-row.tsx";
import { PromoterEmpty } from "../promoter-empty.tsx";
import { PromoterFailed } from "../promoter-failed.tsx";
import { useWords } from "../words.ts";

/** The promoters whom this one invited, masked; nobody below them. */
export default function Partners() {
  const { partner_name } = useWords();
  const title = `我的${partner_name}`;
  useEffect(() => namePage(title), [title]);
  const pages = usePages("partners", (cursor) =>
    call("promoter.partners", { limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  return (
    <Page title={title}>
      <PullToRefresh onRefresh={pages.reload}>
        <List pages={pages} partnerName={partner_name} />
      </PullToRefresh>
    </Page>
  );
}

function List({ pages, partnerName }: { pages: Pages<PromoterPartner>; partnerName: string }) {
  if (pages.phase === "first") return <PeopleSkeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return <PromoterFailed refusal={pages.refusal} why="登录后查看" onRetry={() => void pages.reload()} />;
  }
  if (pages.items.length === 0) {
    return (
      <PromoterEmpty
        drawing="person"
        text={`还没有${partnerName}`}
        note="有人拿着您的邀请卡申请并通过，就会出现在这里"
        action={{ text: "看看邀请卡", onTap: () => go("/promoter/invite/index") }}
      />
    );
  }
  return (
    <View>
      <View className="people-note">金额是{partnerName}自己推荐的成交，已扣除退款；邀请本身没有报酬</View>
      <View className="people">
        {pages.items.map((one) => (
          <PersonRow
            key={`${one.joined_at}-${one.name}`}
            name={one.name}
            avatar={one.avatar}
            tag={<Tag text={one.tier_name} tone="gold" />}
            since={[`${dateOnly(one.joined_at)} 加入`]}
            orders={one.order_count}
            salesFen={one.sales_fen}
          />
        ))}
      </View>
      <ListEnd pages={pages} />
    </View>
  );
}
