import { View } from "@tarojs/components";
import { useCallback, useState } from "react";
import { ErrorState } from "@/design/empty/empty.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { SearchEntrance } from "@/design/search-bar/search-bar.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";
import { useViewerChange } from "@/session/use-viewer-change.ts";
import { useShareCard } from "@/share/use-share-card.ts";
import { useShopInfo } from "@/shop/shop-info.ts";
import { Endless, useEndless } from "../blocks/endless.tsx";
import { PageBlocks } from "../blocks/page-blocks.tsx";
import { PageSkeleton } from "../blocks/skeleton.tsx";
import "./index.scss";

/** The shop's front: what the operator composed, then, if they want it, everything there is. */
export default function Home() {
  const shop = useShopInfo();
  const home = useLoad("home", () => call("page.front", {}));
  const [standing, setStanding] = useState(false);
  const stand = useCallback(() => setStanding(true), []);
  const page = home.data;
  const endless = page?.endless === true;
  const all = useEndless(endless && standing);
  const refresh = async () => {
    await Promise.all([home.reload(), ...(endless ? [all.reload()] : [])]);
  };
  useViewerChange(refresh);
  useShareCard(
    page && {
      title: page.share.title,
      path: "/page/home/index",
      picture: page.share.picture,
      productId: null,
    },
  );
  const [first, ...rest] = page?.blocks ?? [];
  // A search box on top of the page belongs into its head; before the page is known one is kept there.
  const search = first?.kind === "search" ? first : null;
  const head = page === null || search !== null;
  return (
    <Page title="首页" nav="none" tab="home" className={page === null ? "" : `pb-ground--${page.ground}`}>
      <View className={head ? "home-head" : "home-head home-head--low"}>
        {process.env.TARO_ENV === "h5" && (
          <View className="home-head__brand">
            <View className="home-head__name">{shop?.name ?? "云岭山货"}</View>
            <View className="home-head__slogan">{shop?.slogan ?? ""}</View>
          </View>
        )}
        {head && <SearchEntrance hint={search?.hint ?? "搜索"} onTap={() => go("/catalog/search/index")} />}
      </View>
      <PullToRefresh onRefresh={refresh}>
        {page === null && home.refusal === null && <PageSkeleton />}
        {page === null && home.refusal !== null && (
          <ErrorState refusal={home.refusal} onRetry={() => void home.reload()} />
        )}
        {page !== null && (
          <View className="home">
            <PageBlocks blocks={search === null ? page.blocks : rest} onAll={stand} />
            {endless && standing && <Endless pages={all} />}
          </View>
        )}
      </PullToRefresh>
    </Page>
  );
}
