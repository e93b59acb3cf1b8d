import type { DueReview } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { Empty } from "@/design/empty/empty.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { dateOnly } from "@/design/time.ts";
import { call } from "@/http/call.ts";
import { businessNow } from "@/http/clock.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { go, goHome } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { GoodsRow, GoodsRowSkeleton } from "../goods-row.tsx";
import { useReviewsChange } from "../use-reviews-change.ts";
import { leftText } from "../words.ts";

/** Received goods that wait for a word, the newest first. */
export function Due() {
  const pages = usePages("due", (cursor) =>
    call("review.due", { limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  useReviewsChange(() => void pages.reload());
  return (
    <PullToRefresh onRefresh={pages.reload}>
      <View className="my-reviews">
        <List pages={pages} />
      </View>
    </PullToRefresh>
  );
}

function List({ pages }: { pages: Pages<DueReview> }) {
  if (pages.phase === "first") {
    return (
      <View>
        {[0, 1, 2, 3].map((at) => (
          <Card key={at}>
            <GoodsRowSkeleton />
          </Card>
        ))}
      </View>
    );
  }
  if (pages.items.length === 0 && pages.refusal !== null) {
    return (
      <LoadFailed refusal={pages.refusal} why="登录后查看您的评价" onRetry={() => void pages.reload()} />
    );
  }
  if (pages.items.length === 0) {
    return (
      <Empty
        drawing="order"
        text="没有待评价的商品"
        note="收到货以后，可以在这里说说用得怎么样"
        action={{ text: "去逛逛", onTap: goHome }}
      />
    );
  }
  return (
    <View>
      {pages.items.map((due) => (
        <DueCard key={`${due.order_no}-${due.line_no}`} due={due} />
      ))}
      <ListEnd pages={pages} />
    </View>
  );
}

function DueCard({ due }: { due: DueReview }) {
  const write = () => go(`/review/write/index?no=${due.order_no}`);
  const left = leftText(due.until, businessNow());
  const when = left === "" ? `${dateOnly(due.received_at)} 收货` : left;
  return (
    <Card>
      <GoodsRow
        goods={due}
        note={specText(due.spec)}
        more={when}
        onTap={write}
        end={<Button text="评价" look="outline-green" size="small" onTap={write} />}
      />
    </Card>
  );
}
