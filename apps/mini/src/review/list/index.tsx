import type { ReviewCard as Review, ReviewSummary } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { Empty } from "@/design/empty/empty.tsx";
import { join } from "@/design/join.ts";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { useViewer, type Viewing } from "@/design/viewer/viewer.tsx";
import { call } from "@/http/call.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { back, param } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { ReviewCard, ReviewSkeleton } from "../review-card.tsx";
import type { ReviewFilter } from "../words.ts";
import { Filters } from "./filters.tsx";
import "./list.scss";
import { Summary, SummarySkeleton } from "./summary.tsx";

/** What everybody who bought a product says of it, in figures and in their words. */
export default function ProductReviews() {
  const id = param(useRouter().params, "id");
  const [filter, setFilter] = useState<ReviewFilter>("all");
  // The figures stay while another filter's reviews are on their way.
  const [summary, setSummary] = useState<ReviewSummary | null>(null);
  const pages = usePages(id === "" ? null : `${id}-${filter}`, async (cursor) => {
    const page = await call("review.list", {
      product_id: id,
      filter,
      limit: 10,
      ...(cursor === undefined ? {} : { cursor }),
    });
    setSummary(page.summary);
    return page;
  });
  useReachBottom(pages.loadMore);
  const { look, viewer } = useViewer();
  return (
    <Page title="商品评价" nav="white">
      {id === "" ? (
        <Empty drawing="gone" text="没有找到这件商品" action={{ text: "返回", onTap: back }} />
      ) : (
        <PullToRefresh onRefresh={pages.reload}>
          {summary === null ? pages.refusal === null && <SummarySkeleton /> : <Summary summary={summary} />}
          {summary !== null && summary.count > 0 && (
            <View className={join("review-filters", process.env.TARO_ENV === "h5" && "is-under-nav")}>
              <Filters summary={summary} value={filter} onChange={setFilter} />
            </View>
          )}
          <List pages={pages} filter={filter} look={look} />
        </PullToRefresh>
      )}
      {viewer}
    </Page>
  );
}

const NOTHING: Record<ReviewFilter, string> = {
  all: "还没有评价",
  pictures: "还没有带图的评价",
  good: "还没有好评",
  middle: "没有中评",
  bad: "没有差评",
  appended: "还没有追评",
};

function List({
  pages,
  filter,
  look,
}: {
  pages: Pages<Review>;
  filter: ReviewFilter;
  look: Viewing["look"];
}) {
  if (pages.phase === "first") {
    return (
      <View>
        {[0, 1, 2, 3].map((at) => (
          <ReviewSkeleton key={at} />
        ))}
      </View>
    );
  }
  if (pages.items.length === 0 && pages.refusal !== null) {
    return (
      <LoadFailed refusal={pages.refusal} missing="没有找到这件商品" onRetry={() => void pages.reload()} />
    );
  }
  if (pages.items.length === 0) {
    const note = filter === "all" ? "收到货的顾客会在这里说说用得怎么样" : undefined;
    return <Empty drawing="notice" text={NOTHING[filter]} note={note} />;
  }
  return (
    <View className="review-list">
      {pages.items.map((review) => (
        <ReviewCard key={review.id} review={review} look={look} />
      ))}
      <ListEnd pages={pages} end="评价都来自收到货的顾客" />
    </View>
  );
}
