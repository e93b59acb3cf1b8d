import type { Notice } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { Empty } from "@/design/empty/empty.tsx";
import { Icon, type IconName } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { dateTime } from "@/design/time.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { go, goHome } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { byDay } from "../days.ts";
import "./list.scss";

/** What the shop had to say, by day; a notice leads to what it is about. */
export default function NoticeList() {
  const pages = usePages("notices", (cursor) =>
    call("notice.list", { limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  return (
    <Page title="消息">
      <PullToRefresh onRefresh={pages.reload}>
        <View className="notices">
          <List pages={pages} />
        </View>
      </PullToRefresh>
    </Page>
  );
}

function List({ pages }: { pages: Pages<Notice> }) {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const { busy, run } = useAction();
  if (pages.phase === "first") return <NoticeSkeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return <LoadFailed refusal={pages.refusal} why="登录后查看消息" onRetry={() => void pages.reload()} />;
  }
  if (pages.items.length === 0) {
    return (
      <Empty
        drawing="notice"
        text="还没有消息"
        note="发货、退款到账时会在这里告诉您"
        action={{ text: "去逛逛", onTap: goHome }}
      />
    );
  }
  const isRead = (notice: Notice) => notice.read || seen.has(notice.id);
  const mark = (ids: readonly string[]) => setSeen((before) => new Set([...before, ...ids]));
  const open = (notice: Notice) => {
    if (!isRead(notice)) {
      mark([notice.id]);
      // Not worth a word when it fails: it stays unread on the server and is read next time.
      call("notice.read", { ids: [notice.id] }).catch(() => undefined);
    }
    if (notice.link !== null) go(notice.link);
  };
  const readAll = () =>
    run("all", async () => {
      await call("notice.read", {});
      mark(pages.items.map(({ id }) => id));
    });
  return (
    <View>
      {pages.items.some((notice) => !isRead(notice)) && (
        <View className="notices__all">
          <Button text="全部标为已读" look="plain" size="small" busy={busy !== null} onTap={readAll} />
        </View>
      )}
      {byDay(pages.items).map((day) => (
        <View key={day.date}>
          <View className="notices__day">{day.title}</View>
          {day.notices.map((notice) => (
            <Row key={notice.id} notice={notice} read={isRead(notice)} onTap={() => open(notice)} />
          ))}
        </View>
      ))}
      <ListEnd pages={pages} />
    </View>
  );
}

function iconOf(topic: string): IconName {
  if (topic.startsWith("refund") || topic.startsWith("aftersale")) return "refund";
  if (topic === "order.shipped") return "truck";
  if (topic === "order.paid") return "check";
  if (topic.startsWith("withdrawal")) return "wallet";
  if (topic.startsWith("promoter")) return "leaf";
  if (topic.startsWith("coupon")) return "ticket";
  return topic.startsWith("order") ? "receipt" : "bell";
}

function Row({ notice, read, onTap }: { notice: Notice; read: boolean; onTap: () => void }) {
  return (
    <Tap className={join("notice", read && "is-read")} role="link" label={notice.title} onTap={onTap}>
      <View className="notice__icon">
        <Icon name={iconOf(notice.topic)} size={20} />
      </View>
      <View className="notice__body">
        <View className="notice__top">
          <Text className="notice__title">{notice.title}</Text>
          {!read && <View className="notice__dot" />}
          <Text className="notice__at">{dateTime(notice.created_at).slice(11)}</Text>
        </View>
        <View className="notice__text">{notice.body}</View>
        {notice.link !== null && (
          <View className="notice__way">
            <Text>查看详情</Text>
            <Icon name="right" size={13} />
          </View>
        )}
      </View>
    </Tap>
  );
}

function NoticeSkeleton() {
  return (
    <View>
      <View className="notices__day">
        <Bone w={48} h={14} />
      </View>
      {[0, 1, 2].map((at) => (
        <View key={at} className="notice">
          <Bone w={40} h={40} shape="round" />
          <View className="notice__body">
            <Bone w="42%" h={18} />
            <View style={{ height: "8px" }} />
            <Bone w="90%" h={14} />
          </View>
        </View>
      ))}
    </View>
  );
}
