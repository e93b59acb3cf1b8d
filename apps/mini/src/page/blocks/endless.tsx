import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { ListEnd } from "@/design/list/list-end.tsx";
import { ProductGrid, ProductGridSkeleton } from "@/design/product-card/product-card.tsx";
import { call } from "@/http/call.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { SectionTitle } from "./products.tsx";

const PAGE_SIZE = 20;

/** Everything the shop has, below the blocks; asked for when they stand. */
export function useEndless(wanted: boolean) {
  const pages = usePages(wanted ? "all" : null, (cursor) =>
    call("catalog.list", {
      sort: "recommended",
      limit: PAGE_SIZE,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  useReachBottom(pages.loadMore);
  return pages;
}

export function Endless({ pages }: { pages: ReturnType<typeof useEndless> }) {
  return (
    <View className="pb-endless">
      <SectionTitle title="逛逛全部" subtitle="慢慢挑" />
      {pages.phase === "first" ? <ProductGridSkeleton /> : <ProductGrid products={pages.items} first={2} />}
      {pages.phase !== "first" && <ListEnd pages={pages as Pages<unknown>} end="山货就这些了" />}
    </View>
  );
}
