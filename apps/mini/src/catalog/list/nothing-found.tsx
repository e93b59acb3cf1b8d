import { View } from "@tarojs/components";
import { Empty } from "@/design/empty/empty.tsx";
import { ProductGrid, ProductGridSkeleton } from "@/design/product-card/product-card.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { replaceWith } from "@/navigation.ts";

/** A search that found nothing leads on: what comes near, and what others buy. */
export function NothingFound({ q }: { q: string }) {
  const more = useLoad(q, () => call("search.near", { q }));
  const { near = [], hot = [] } = more.data ?? {};
  return (
    <>
      <Empty
        drawing="search"
        text={`没有找到“${q}”`}
        note="换个短一点的词，或者用拼音试试"
        action={{ text: "重新搜索", onTap: () => replaceWith("/catalog/search/index") }}
      />
      {more.data === null && more.refusal === null && <ProductGridSkeleton rows={1} />}
      {near.length > 0 && (
        <>
          <View className="product-list__heading">你是不是想找</View>
          <ProductGrid products={near} />
        </>
      )}
      {hot.length > 0 && (
        <>
          <View className="product-list__heading">大家都在买</View>
          <ProductGrid products={hot} />
        </>
      )}
    </>
  );
}
