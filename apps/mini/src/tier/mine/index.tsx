import type { PromoterTier } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { Card } from "@/design/card/card.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { usePages } from "@/http/use-pages.ts";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import { useWords } from "@/promoter/words.ts";
import { GoalCard } from "./goal-card.tsx";
import { Hero } from "./hero.tsx";
import { History } from "./history.tsx";
import { Ladder, Rights } from "./ladder.tsx";
import "./mine.scss";
import { dayOf, spanOf } from "../words.ts";
import { TierSkeleton } from "./tier-skeleton.tsx";

/** Where one stands, what the next tier takes, what keeps this one, and how it came about. */
export default function MyTier() {
  const tier = useLoad("tier", () => call("tier.mine", {}));
  const changes = usePages("tier-changes", (cursor) =>
    call("tier.changes", { limit: 10, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(changes.loadMore);
  const { data, refusal, reload } = tier;
  return (
    <Page title="我的等级">
      {data !== null ? (
        <PullToRefresh
          onRefresh={async () => {
            await Promise.all([reload(), changes.reload()]);
          }}
        >
          <Room tier={data} />
          <History pages={changes} />
        </PullToRefresh>
      ) : refusal !== null ? (
        <PromoterFailed refusal={refusal} why="登录后查看您的等级" onRetry={() => void reload()} />
      ) : (
        <TierSkeleton />
      )}
    </Page>
  );
}

function Room({ tier }: { tier: PromoterTier }) {
  const { partner_name } = useWords();
  const { next, keep } = tier;
  return (
    <View className="tier-mine">
      <Hero tier={tier} />
      {next !== null && (
        <GoalCard
          title={`升到${next.tier.name}`}
          note={`统计 ${spanOf(next.goal)}`}
          goal={next.goal}
          partner={partner_name}
        />
      )}
      {keep !== null && (
        <GoalCard
          title={`保留${tier.tier.name}`}
          note={`${dayOf(keep.test_on)}检查 ${spanOf(keep.goal)}`}
          otherwise={`；未达到转为${keep.otherwise}`}
          goal={keep.goal}
          partner={partner_name}
        />
      )}
      <Card title="我的权益">
        <Rights rights={tier.rights} partner={partner_name} />
      </Card>
      <Ladder tier={tier} partner={partner_name} />
      <View className="tier-mine__note">
        只看顾客真实成交并结算的订单，退款会相应减少；自己购买不计入，也不以发展人数为条件。
      </View>
    </View>
  );
}
