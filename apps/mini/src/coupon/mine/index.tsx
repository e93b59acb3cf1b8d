import type { CouponGrant } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { Empty } from "@/design/empty/empty.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { shortYuan } from "@/design/price/yuan.ts";
import { Tabs } from "@/design/tabs/tabs.tsx";
import { call } from "@/http/call.ts";
import { businessNow } from "@/http/clock.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { go } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { CodeEntry } from "../code-entry.tsx";
import { CouponTicket } from "../ticket.tsx";
import { TicketSkeleton } from "../ticket-skeleton.tsx";
import { goUse } from "../use.ts";
import "../pages.scss";

const TABS = [
  { key: "usable", text: "可用" },
  { key: "used", text: "已用" },
  { key: "expired", text: "已失效" },
] as const;
type Tab = (typeof TABS)[number]["key"];

const NOTHING: Record<Tab, string> = {
  usable: "还没有可用的优惠券",
  used: "还没有用过优惠券",
  expired: "没有失效的优惠券",
};
const SOON_MS = 3 * 86_400_000;
/** What a coupon that came back with a full refund says of itself. */
const RETURNED = {
  usable: "订单退款后已退回",
  expired: "订单退款后退回，已过期",
};

/** The person's own coupons. */
export default function MyCoupons() {
  const [tab, setTab] = useState<Tab>("usable");
  const pages = usePages(tab, (cursor) =>
    call("coupon.mine", { state: tab, limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  return (
    <Page title="我的优惠券" nav="white">
      <View className={join("coupons__tabs", process.env.TARO_ENV === "h5" && "is-under-nav")}>
        <Tabs tabs={TABS} value={tab} onChange={setTab} />
      </View>
      <PullToRefresh onRefresh={pages.reload}>
        <View className="coupons">
          {tab === "usable" && <CodeEntry onRedeemed={() => void pages.reload()} />}
          <List pages={pages} tab={tab} />
        </View>
      </PullToRefresh>
    </Page>
  );
}

function List({ pages, tab }: { pages: Pages<CouponGrant>; tab: Tab }) {
  if (pages.phase === "first") return <TicketSkeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return (
      <LoadFailed refusal={pages.refusal} why="登录后查看您的优惠券" onRetry={() => void pages.reload()} />
    );
  }
  if (pages.items.length === 0) {
    const action = { text: "去领券", onTap: () => go("/coupon/center/index") };
    return <Empty drawing="coupon" text={NOTHING[tab]} action={tab === "usable" ? action : undefined} />;
  }
  return (
    <View>
      {pages.items.map((grant) => (
        <Mine key={grant.id} grant={grant} tab={tab} />
      ))}
      <ListEnd pages={pages} />
    </View>
  );
}

function Mine({ grant, tab }: { grant: CouponGrant; tab: Tab }) {
  if (tab === "used") return <Used grant={grant} />;
  if (grant.unusable_reason !== null) {
    const over = <Text className="coupons__state">已失效</Text>;
    return <CouponTicket coupon={grant} off valid="" reason={grant.unusable_reason} end={over} />;
  }
  const soon = tab === "usable" && Date.parse(grant.expires_at) - businessNow() < SOON_MS;
  const reason = grant.returned ? RETURNED[tab] : soon ? "即将过期" : "";
  const end =
    tab === "usable" ? (
      <Button text="去使用" look="outline-green" size="small" onTap={() => goUse(grant)} />
    ) : (
      <Text className="coupons__state">已过期</Text>
    );
  return (
    <CouponTicket coupon={grant} off={tab !== "usable"} end={end} {...(reason === "" ? {} : { reason })} />
  );
}

/** Names the order that it went into, and leads there. */
function Used({ grant }: { grant: CouponGrant }) {
  const { order_no: no, saved_fen: saved } = grant;
  if (no === null) {
    return <CouponTicket coupon={grant} off end={<Text className="coupons__state">已使用</Text>} />;
  }
  return (
    <CouponTicket
      coupon={grant}
      off
      valid={saved === null ? "" : `已减 ¥${shortYuan(saved)}`}
      reason={`订单 ${no}`}
      calm
      end={<Icon name="right" size={16} className="coupons__arrow" />}
      label={`${grant.name}，查看用了这张券的订单`}
      onTap={() => go(`/order/detail/index?no=${no}`)}
    />
  );
}
