import { View } from "@tarojs/components";
import { useReachBottom, useRouter } from "@tarojs/taro";
import { useEffect, useMemo, useState } from "react";
import { namePage } from "@/design/bars/nav-bar.tsx";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { Page } from "@/design/page/page.tsx";
import { ProductGrid, ProductGridSkeleton } from "@/design/product-card/product-card.tsx";
import { SearchEntrance } from "@/design/search-bar/search-bar.tsx";
import { call } from "@/http/call.ts";
import { usePages } from "@/http/use-pages.ts";
import { goHome, param, replaceWith } from "@/navigation.ts";
import { useViewerChange } from "@/session/use-viewer-change.ts";
import { FilterSheet } from "./filter-sheet.tsx";
import { asQuery, countOf, each, type Narrow, NOT_NARROWED, type Sort } from "./narrow.ts";
import { NothingFound } from "./nothing-found.tsx";
import { OrderBar } from "./order-bar.tsx";
import { useWarming } from "./use-warming.ts";
import "./index.scss";

const PAGE_SIZE = 20;

/** The products of a category, or those that a search found. */
export default function ProductList() {
  const { params } = useRouter();
  const place = { category: param(params, "category"), q: param(params, "q") };
  const { q } = place;
  const title = param(params, "title");
  const name = title === "" ? (q === "" ? "全部商品" : `“${q}”`) : title;
  const [sort, setSort] = useState<Sort>("recommended");
  const [narrow, setNarrow] = useState<Narrow>(NOT_NARROWED);
  const [filtering, setFiltering] = useState(false);
  const [about, setAbout] = useState<{ total: number; near: boolean } | null>(null);
  useEffect(() => namePage(name), [name]);
  const query = asQuery(narrow, place);
  const products = usePages(JSON.stringify([query, sort]), async (cursor) => {
    const page = await call("catalog.list", {
      ...query,
      sort,
      limit: PAGE_SIZE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (cursor === undefined) setAbout({ total: page.total, near: page.near });
    return page;
  });
  useReachBottom(products.loadMore);
  useViewerChange(products.reload);
  const warming = useWarming(products.refusal, products.reload);
  const items = useMemo(() => each(products.items), [products.items]);
  const nothing = items.length === 0;
  const narrowed = countOf(narrow);
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
        <OrderBar sort={sort} onSort={setSort} narrowed={narrowed} onFilter={() => setFiltering(true)} />
      </View>
      {warming && <View className="product-list__found">搜索正在准备，好了自动显示</View>}
      {(products.phase === "first" || (warming && nothing)) && <ProductGridSkeleton rows={3} />}
      {!nothing && q !== "" && about !== null && (
        <View className="product-list__found">
          {about.near ? `没有“${q}”，这些也许是你要找的` : `找到 ${about.total} 件`}
        </View>
      )}
      <ProductGrid products={items} />
      {nothing && products.phase === "end" && narrowed > 0 && (
        <Empty
          drawing="search"
          text="没有符合筛选的商品"
          action={{ text: "清除筛选", onTap: () => setNarrow(NOT_NARROWED) }}
        />
      )}
      {nothing && products.phase === "end" && narrowed === 0 && q !== "" && <NothingFound q={q} />}
      {nothing && products.phase === "end" && narrowed === 0 && q === "" && (
        <Empty drawing="search" text="这里还没有商品" action={{ text: "回首页看看", onTap: goHome }} />
      )}
      {nothing && products.refusal !== null && !warming && (
        <ErrorState refusal={products.refusal} onRetry={() => void products.reload()} />
      )}
      {!nothing && <ListEnd pages={products} />}
      <FilterSheet
        open={filtering}
        place={place}
        narrow={narrow}
        onClose={() => setFiltering(false)}
        onApply={(next) => {
          setNarrow(next);
          setFiltering(false);
        }}
      />
    </Page>
  );
}
