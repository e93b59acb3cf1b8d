import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { ErrorState } from "@/design/empty/empty.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { ProductGrid, ProductGridSkeleton } from "@/design/product-card/product-card.tsx";
import { SearchEntrance } from "@/design/search-bar/search-bar.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { usePages } from "@/http/use-pages.ts";
import { go } from "@/navigation.ts";
import { useShopInfo } from "@/shop/shop-info.ts";
import { Banners } from "./banners.tsx";
import { CategoryGrid } from "./category-grid.tsx";
import { CouponStrip } from "./coupon-strip.tsx";
import { HomeSkeleton } from "./home-skeleton.tsx";
import { Section, SectionTitle } from "./section.tsx";
import "./index.scss";
import { useViewerChange } from "@/session/use-viewer-change.ts";

const PAGE_SIZE = 20;

/** The shop's front: what the operator composed, then everything there is. */
export default function Home() {
  const shop = useShopInfo();
  const home = useLoad("home", () => call("page.home", {}));
  const all = usePages(home.data === null ? null : "all", (cursor) =>
    call("catalog.list", {
      sort: "recommended",
      limit: PAGE_SIZE,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  useReachBottom(all.loadMore);
  useViewerChange(() => refresh());
  const refresh = async () => {
    await Promise.all([home.reload(), all.reload()]);
  };
  return (
    <Page title="首页" nav="none" tab="home">
      <View className="home-head">
        {process.env.TARO_ENV === "h5" && (
          <View className="home-head__brand">
            <View className="home-head__name">{shop?.name ?? "云岭山货"}</View>
            <View className="home-head__slogan">{shop?.slogan ?? ""}</View>
          </View>
        )}
        <SearchEntrance hint="搜茶、菌子、鲜花饼" onTap={() => go("/catalog/search/index")} />
      </View>
      <PullToRefresh onRefresh={refresh}>
        {home.data === null && home.refusal === null && <HomeSkeleton />}
        {home.data === null && home.refusal !== null && (
          <ErrorState refusal={home.refusal} onRetry={() => void home.reload()} />
        )}
        {home.data !== null && (
          <View className="home">
            <Banners banners={home.data.banners} />
            <CategoryGrid categories={home.data.categories} />
            <CouponStrip offers={home.data.coupons} />
            {home.data.sections.map((section, at) => (
              <Section key={section.key} section={section} look={at === 0 ? "rail" : "grid"} />
            ))}
            <SectionTitle title="逛逛全部" subtitle="慢慢挑" />
            {all.phase === "first" ? <ProductGridSkeleton /> : <ProductGrid products={all.items} />}
            {all.phase !== "first" && <ListEnd pages={all} end="山货就这些了" />}
          </View>
        )}
      </PullToRefresh>
    </Page>
  );
}
