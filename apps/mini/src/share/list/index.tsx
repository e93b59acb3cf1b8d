import type { ShareRow } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { Icon } from "@/design/icon/icon.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Picture } from "@/design/picture/picture.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tag } from "@/design/tag/tag.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { dateOnly } from "@/design/time.ts";
import { call } from "@/http/call.ts";
import { businessNow } from "@/http/clock.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { go, goHome, goProduct } from "@/navigation.ts";
import { PromoterEmpty } from "@/promoter/promoter-empty.tsx";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import "./list.scss";

/** What was shared, and what came of each. */
export default function ShareList() {
  const pages = usePages("shares", (cursor) =>
    call("share.list", { limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  return (
    <Page title="我的分享">
      <PullToRefresh onRefresh={pages.reload}>
        <View className="shares">
          <List pages={pages} />
        </View>
      </PullToRefresh>
    </Page>
  );
}

function List({ pages }: { pages: Pages<ShareRow> }) {
  if (pages.phase === "first") return <SharesSkeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return (
      <PromoterFailed refusal={pages.refusal} why="登录后查看您的分享" onRetry={() => void pages.reload()} />
    );
  }
  if (pages.items.length === 0) {
    return (
      <PromoterEmpty
        drawing="notice"
        text="还没有分享过"
        note="在商品页点“分享”，之后的访问和订单都会记在这里"
        action={{ text: "去挑一件分享", onTap: goHome }}
      />
    );
  }
  return (
    <View>
      {pages.items.map((row) => (
        <One key={row.code} row={row} />
      ))}
      <ListEnd pages={pages} />
    </View>
  );
}

const CHANNEL: Readonly<Record<ShareRow["channel"], string>> = {
  card: "微信卡片",
  link: "链接",
  code: "小程序码",
  invite: "邀请卡",
};

function One({ row }: { row: ShareRow }) {
  const over = Date.parse(row.expires_at) <= businessNow();
  const open = () => {
    if (row.product_id !== null) goProduct(row.product_id);
    else if (row.page_id !== null) go(`/page/topic/index?id=${row.page_id}`);
    else if (row.channel === "invite") go("/promoter/invite/index");
    else goHome();
  };
  return (
    <Tap className="share-row" role="link" label={row.title} onTap={open}>
      <View className="share-row__top">
        <View className="share-row__picture">
          {row.picture !== null ? (
            <Picture src={row.picture} />
          ) : (
            <View className="share-row__mark">
              <Icon name={row.channel === "invite" ? "ticket" : "home"} size={22} />
            </View>
          )}
        </View>
        <View className="share-row__words">
          <View className="share-row__title">{row.title}</View>
          <View className="share-row__note">
            <Tag text={CHANNEL[row.channel]} />
            <Text>{over ? `${dateOnly(row.expires_at)} 已到期` : `${dateOnly(row.expires_at)} 前有效`}</Text>
          </View>
        </View>
      </View>
      <View className="share-row__figures">
        <Figure label="访问" value={String(row.visits)} />
        <Figure label="订单" value={String(row.order_count)} />
        <Figure label="佣金" value={`¥${yuan(row.commission_fen)}`} />
      </View>
    </Tap>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <View className="share-row__figure">
      <Text className="share-row__label">{label}</Text>
      <Text className="share-row__value">{value}</Text>
    </View>
  );
}

function SharesSkeleton() {
  return (
    <View>
      {[0, 1, 2].map((at) => (
        <View key={at} className="share-row">
          <View className="share-row__top">
            <View className="share-row__picture">
              <Bone className="b-bone-square" />
            </View>
            <View className="share-row__words">
              <Bone w="70%" h={16} />
              <View style={{ height: "8px" }} />
              <Bone w="44%" h={14} />
            </View>
          </View>
          <View className="share-row__figures">
            <Bone h={16} />
          </View>
        </View>
      ))}
    </View>
  );
}
