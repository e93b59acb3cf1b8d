import { ScrollView, View } from "@tarojs/components";
import { useState } from "react";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { join } from "@/design/join.ts";
import { Page } from "@/design/page/page.tsx";
import { SearchEntrance } from "@/design/search-bar/search-bar.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";
import { Shelf, ShelfSkeleton } from "./shelf.tsx";
import "./index.scss";

const EIGHT = Array.from({ length: 8 }, (_, at) => at);

/** Two levels: the shelves on a rail, what lies on one of them beside it. */
export default function Category() {
  const tree = useLoad("categories", () => call("catalog.categories", {}));
  const [chosen, setChosen] = useState<string | null>(null);
  const categories = tree.data?.categories ?? [];
  const current = categories.find(({ id }) => id === chosen) ?? categories[0];
  return (
    <Page title="分类" nav="none" tab="category" white>
      <View className="category">
        <View className="category__head">
          <SearchEntrance hint="搜索山货" onTap={() => go("/catalog/search/index")} />
        </View>
        {tree.data === null && tree.refusal !== null ? (
          <ErrorState refusal={tree.refusal} onRetry={() => void tree.reload()} />
        ) : (
          <View className="category__body">
            <ScrollView className="category__rail" scrollY enhanced showScrollbar={false}>
              {tree.data === null &&
                EIGHT.map((at) => (
                  <View key={at} className="category__one">
                    <Bone w={52} h={14} />
                  </View>
                ))}
              {categories.map(({ id, name }) => (
                <Tap
                  key={id}
                  role="tab"
                  selected={id === current?.id}
                  className={join("category__one", id === current?.id && "is-on")}
                  onTap={() => setChosen(id)}
                >
                  {name}
                </Tap>
              ))}
              <View className="category__end" />
            </ScrollView>
            {tree.data !== null && current === undefined ? (
              <Empty drawing="gone" text="货架还空着，过几天再来看看" />
            ) : current === undefined ? (
              <ShelfSkeleton />
            ) : (
              <Shelf key={current.id} category={current} />
            )}
          </View>
        )}
      </View>
    </Page>
  );
}
