import type { CategoryNode } from "@banyan/contract";
import { ScrollView, View } from "@tarojs/components";
import { useState } from "react";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { join } from "@/design/join.ts";
import { ListEnd } from "@/design/list/list-end.tsx";
import { ProductRow } from "@/design/product-card/product-card.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { usePages } from "@/http/use-pages.ts";
import { useViewerChange } from "@/session/use-viewer-change.ts";

const FOUR = Array.from({ length: 4 }, (_, at) => at);
const PAGE_SIZE = 20;

/** The products of one category, all of them or those of one of its children. */
export function Shelf({ category }: { category: CategoryNode }) {
  const [child, setChild] = useState<string | null>(null);
  const shown = child ?? category.id;
  const products = usePages(shown, (cursor) =>
    call("catalog.list", { category: shown, limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useViewerChange(products.reload);
  const chips = [{ id: null, name: "全部" }, ...category.children];
  return (
    <View className="category__shelf">
      {category.children.length > 1 && (
        <ScrollView className="category__chips" scrollX enhanced showScrollbar={false}>
          <View className="category__chip-rail">
            {chips.map(({ id, name }) => (
              <Tap
                key={name}
                role="tab"
                selected={id === child}
                className={join("category__chip", id === child && "is-on")}
                onTap={() => setChild(id)}
              >
                {name}
              </Tap>
            ))}
          </View>
        </ScrollView>
      )}
      <ScrollView
        className="category__products"
        scrollY
        enhanced
        showScrollbar={false}
        lowerThreshold={200}
        onScrollToLower={products.loadMore}
      >
        {products.phase === "first" && <RowsSkeleton />}
        {products.items.map((product) => (
          <ProductRow key={product.id} product={product} />
        ))}
        {products.items.length > 0 && <ListEnd pages={products} />}
        {products.items.length === 0 && products.phase === "end" && (
          <Empty drawing="gone" text="这一格还空着，过几天再来看看" />
        )}
        {products.items.length === 0 && products.refusal !== null && (
          <ErrorState refusal={products.refusal} onRetry={() => void products.reload()} />
        )}
      </ScrollView>
    </View>
  );
}

function RowsSkeleton() {
  return (
    <View>
      {FOUR.map((at) => (
        <View key={at} className="b-row-product">
          <Bone w={88} h={88} shape="card" />
          <View className="b-row-product__body">
            <Bone h={16} />
            <View className="category__bone-gap" />
            <Bone w="60%" h={12} />
            <View className="b-row-product__foot">
              <Bone w={64} h={18} />
            </View>
          </View>
        </View>
      ))}
    </View>
  );
}

export function ShelfSkeleton() {
  return (
    <View className="category__shelf">
      <View className="category__products">
        <RowsSkeleton />
      </View>
    </View>
  );
}
