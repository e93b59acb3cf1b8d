import type { PromoterCenter } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { ShareSheet } from "@/share/share-sheet.tsx";
import { type Place, useShareCard } from "@/share/use-share-card.ts";
import { useShopInfo } from "@/shop/shop-info.ts";
import { TierCard } from "@/tier/tier-card.tsx";
import { PromoterFailed } from "../promoter-failed.tsx";
import { askedStanding } from "../standing.ts";
import { learnWords } from "../words.ts";
import "./center.scss";
import { CenterSkeleton } from "./center-skeleton.tsx";
import { Hero } from "./hero.tsx";
import { Money } from "./money.tsx";
import { Notes } from "./notes.tsx";
import { Today, Ways } from "./ways.tsx";

/** The promoter's own room: what they have, what happened today, where everything is. */
export default function Center() {
  const center = useLoad("center", centerOf);
  const shop = useShopInfo();
  const place = {
    title: shop === null ? "" : `${shop.name} · ${shop.slogan}`,
    path: "/page/home/index",
    picture: null,
    productId: null,
  };
  useShareCard(place);
  const { data, refusal, reload } = center;
  useDidShow(() => {
    // The first time it is on its way already.
    if (data !== null || refusal !== null) void reload();
  });
  return (
    <Page title="推广中心" nav="page" className="center">
      {data !== null ? (
        <PullToRefresh onRefresh={reload}>
          <Room center={data} place={place} />
        </PullToRefresh>
      ) : refusal !== null ? (
        <PromoterFailed refusal={refusal} why="登录后进入推广中心" onRetry={() => void reload()} />
      ) : (
        <CenterSkeleton />
      )}
    </Page>
  );
}

async function centerOf(): Promise<PromoterCenter> {
  const put = askedStanding();
  const center = await call("promoter.center", {});
  put(center.state);
  learnWords(center);
  return center;
}

function Room({ center, place }: { center: PromoterCenter; place: Place }) {
  const [sharing, setSharing] = useState(false);
  return (
    <View>
      <Hero center={center} />
      <Notes center={center} />
      <Money center={center} />
      <TierCard name={center.tier.name} />
      <Today today={center.today} />
      <Ways center={center} />
      {center.state === "active" && center.agreement_current && (
        <BottomBar>
          <Button
            text="分享店铺"
            look="primary"
            size="large"
            block
            icon="share"
            onTap={() => setSharing(true)}
          />
        </BottomBar>
      )}
      <ShareSheet open={sharing} onClose={() => setSharing(false)} place={place} />
    </View>
  );
}
