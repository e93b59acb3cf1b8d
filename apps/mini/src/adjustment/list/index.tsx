import type { PromoterAdjustment } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { Icon, type IconName } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Bone } from "@/design/skeleton/bone.tsx";
import { dateTime } from "@/design/time.ts";
import { call } from "@/http/call.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { PromoterEmpty } from "@/promoter/promoter-empty.tsx";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import "./list.scss";

/** What the shop gave, took or forgave, newest first, each with a sentence of what it did. */
export default function AdjustmentList() {
  const pages = usePages("adjustments", (cursor) =>
    call("adjustment.list", { limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  return (
    <Page title="奖励与调整">
      <PullToRefresh onRefresh={pages.reload}>
        <View className="adjustments">
          <List pages={pages} />
        </View>
      </PullToRefresh>
    </Page>
  );
}

function List({ pages }: { pages: Pages<PromoterAdjustment> }) {
  if (pages.phase === "first") return <Skeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return <PromoterFailed refusal={pages.refusal} why="登录后查看" onRetry={() => void pages.reload()} />;
  }
  if (pages.items.length === 0) {
    return (
      <PromoterEmpty
        drawing="coupon"
        text="还没有奖励或调整"
        note="店铺给您的奖励，或对账户的更正，会写在这里"
      />
    );
  }
  return (
    <View>
      {pages.items.map((item) => (
        <One key={item.no} item={item} />
      ))}
      <ListEnd pages={pages} />
    </View>
  );
}

const ICON: Readonly<Record<string, IconName>> = {
  reward: "gift",
  plus: "plus",
  minus: "minus",
  write_off: "check",
};

/** "+5.00" for what came in, "-5.00" for what went out; forgiven debt changes nothing that could be withdrawn. */
function amountText({ change_fen, amount_fen }: PromoterAdjustment): string {
  if (change_fen === 0) return `¥${yuan(amount_fen)}`;
  return `${change_fen > 0 ? "+" : "-"}¥${yuan(amount_fen)}`;
}

function One({ item }: { item: PromoterAdjustment }) {
  const { kind, kind_text, said, reason, decided_at, change_fen } = item;
  return (
    <View className={join("adjustment", change_fen < 0 ? "is-out" : "is-in")}>
      <View className="adjustment__icon">
        <Icon name={ICON[kind] ?? "info"} size={20} />
      </View>
      <View className="adjustment__words">
        <View className="adjustment__head">
          <Text className="adjustment__kind">{kind_text}</Text>
          <Text className="adjustment__fen">{amountText(item)}</Text>
        </View>
        <View className="adjustment__said">{said}</View>
        <View className="adjustment__reason">事由：{reason}</View>
        {decided_at !== null && <View className="adjustment__at">{dateTime(decided_at)}</View>}
      </View>
    </View>
  );
}

function Skeleton() {
  return (
    <View>
      {[0, 1, 2].map((at) => (
        <View key={at} className="adjustment">
          <Bone w={40} h={40} shape="round" />
          <View className="adjustment__words">
            <Bone w="50%" h={16} />
            <View style={{ height: "8px" }} />
            <Bone w="80%" h={12} />
          </View>
        </View>
      ))}
    </View>
  );
}
