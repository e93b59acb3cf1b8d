import type { WorthExplanation } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { Card } from "@/design/card/card.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { param } from "@/navigation.ts";
import { Fact } from "@/order/fact.tsx";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import { selfWord } from "@/promoter/worth.ts";
import { DetailSkeleton } from "../detail/detail-skeleton.tsx";
import "../detail/detail.scss";
import { Goods, StepRows } from "../steps.tsx";

/** 怎么算的 of what a sale, or an own purchase, of one piece would bring: today's price and plan, no coupon. */
export default function WorthExplained() {
  const sku_id = param(useRouter().params, "sku");
  const { data, refusal, reload } = useLoad(sku_id === "" ? null : sku_id, () =>
    call("commission.worth", { sku_id }),
  );
  return (
    <Page title="怎么算的">
      {data !== null ? (
        <PullToRefresh onRefresh={reload}>
          <Explained worth={data} />
        </PullToRefresh>
      ) : refusal !== null ? (
        <PromoterFailed
          refusal={refusal}
          why="登录后查看怎么算的"
          missing="这件商品已经下架"
          onRetry={() => void reload()}
        />
      ) : (
        <DetailSkeleton />
      )}
    </Page>
  );
}

function Explained({ worth }: { worth: WorthExplanation }) {
  const { product_name, spec, picture, plan, tier_name, share, self } = worth;
  return (
    <View className="commission-detail">
      <Card>
        <Goods name={product_name} picture={picture} note={specText(spec, "1 件")} />
        <Fact label="等级" value={tier_name} />
        <Fact label="佣金方案" value={`${plan.name}（第 ${plan.version} 版）`} />
      </Card>
      {self !== null && (
        <Part title={`${selfWord(self.kind) ?? "自购"} ¥${yuan(self.amount_fen)}`} part={self} />
      )}
      {share !== null && <Part title={`分享赚 ¥${yuan(share.amount_fen)}`} part={share} />}
      {self === null && share === null && (
        <Card>
          <View className="commission-step__formula">这件商品不参与佣金，仍然可以分享</View>
        </Card>
      )}
      <View className="commission-note">
        按现在的价格和方案，不用券买一件计算；实际佣金以顾客下单时的金额、方案和您的等级为准。
      </View>
    </View>
  );
}

function Part({ title, part }: { title: string; part: NonNullable<WorthExplanation["share"]> }) {
  return (
    <Card title={title}>
      <View className="commission-rule">{part.rule_text}</View>
      <StepRows steps={part.steps} />
    </Card>
  );
}
