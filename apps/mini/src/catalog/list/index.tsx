import type { SORTS } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom, useRouter } from "@tarojs/taro";
import { useEffect, useState } from "react";
import { namePage } from "@/design/bars/nav-bar.tsx";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { Page } from "@/design/page/page.tsx";
import { ProductGrid, ProductGridSkeleton } from "@/design/product-card/product-card.tsx";
import { SearchEntrance } from "@/design/search-bar/search-bar.tsx";
import { Tabs } from "@/design/tabs/tabs.tsx";
import { call } from "@/http/call.ts";
import { usePages } from "@/http/use-pages.ts";
import { goHome, param, replaceWith } from "@/navigation.ts";
import "./index.scss";
import { useViewerChange } from "@/session/use-viewer-change.ts";

type Sort = (typeof SORTS)[number];
const PAGE_SIZE = 20;
const ORDERS: readonly { key: Sort; text: string }[] = [
  { key: "recommended", text: "综合" },
  { key: "sales", text: "销量" },
  { key: "price_up", text: "价格低到高" },
  { key: "price_down", text: "价格高到低" },
  { key: "newest", text: "新品" },
];

/** The products of a category, or those that a search found. */
export default function ProductList() {
  const { params } = useRouter();
  const category = param(params, "category");
  const q = param(params, "q");
  const title = param(params, "title");
  const name = title === "" ? (q === "" ? "全部商品" : `“${q}”`) : title;
  const [sort, setSort] = useState<Sort>("recommended");
  useEffect(() => namePage(name), [name]);
  const products = usePages(`${category}/${q}/${sort}`, (cursor) =>
    call("catalog.list", {
      sort,
      limit: PAGE_SIZE,
      ...(category === "" ? {} : { category }),
      ...(q === "" ? {} : { q }),
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  useReachBottom(products.loadMore);
  useViewerChange(products.reload);
  const nothing = products.items.length === 0;
  return (
    <Page title={name}>
      {q !== "" && (
        <View className="product-list__search">
          <SearchEntrance
            hint={q}
            onTap={() => replaceWith(`/catalog/search/index?q=${encodeURIComponent(q)}`)}
          />
        </View>
      )}
      <View className="product-list__orders">
        <Tabs tabs={ORDERS} value={sort} onChange={setSort} />
      </View>
      {products.phase === "first" && <ProductGridSkeleton rows={3} />}
      <ProductGrid products={products.items} />
      {nothing && products.phase === "end" && (
        <Empty
          drawing="search"
          text={q === "" ? "这里还没有商品" : `没有找到和“${q}”有关的山货`}
          note={q === "" ? undefined : "换个短一点的词试试，比如“茶”“菌”“蜜”"}
          action={{ text: "回首页看看", onTap: goHome }}
        />
      )}
      {nothing && products.refusal !== null && (
        <ErrorState refusal={products.refusal} onRetry={() => void products.reload()} />
      )}
      {!nothing && <ListEnd pages={products} />}
    </Page>
  );
}
