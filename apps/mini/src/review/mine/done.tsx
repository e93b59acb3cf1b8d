import type { OwnReview } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Empty } from "@/design/empty/empty.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { toast } from "@/design/toast/toast.ts";
import { useViewer, type Viewing } from "@/design/viewer/viewer.tsx";
import { call } from "@/http/call.ts";
import { type Action, useAction } from "@/http/use-action.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { go } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { tellReviews } from "../changed.ts";
import { OwnReviewCard } from "../own-review-card.tsx";
import { ReviewSkeleton } from "../review-card.tsx";
import { useReviewsChange } from "../use-reviews-change.ts";

const REMOVE = {
  title: "删除这条评价？",
  body: "删除后谁也看不到它，这件商品也不能再评价。",
  yes: "删除",
} as const;

/** What this person has said, the newest first. */
export function Done() {
  const pages = usePages("done", (cursor) =>
    call("review.mine", { limit: 10, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  useReviewsChange(() => void pages.reload());
  const { look, viewer } = useViewer();
  const action = useAction();
  return (
    <>
      <PullToRefresh onRefresh={pages.reload}>
        <View className="my-reviews">
          <List pages={pages} look={look} action={action} />
        </View>
      </PullToRefresh>
      {viewer}
    </>
  );
}

interface ListProps {
  pages: Pages<OwnReview>;
  look: Viewing["look"];
  action: Action;
}

function List({ pages, look, action }: ListProps) {
  if (pages.phase === "first") {
    return (
      <View>
        {[0, 1, 2].map((at) => (
          <Card key={at} className="own-review">
            <ReviewSkeleton />
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
    return <Empty drawing="notice" text="还没有写过评价" note="您的话会帮到后来的人，好的坏的都可以说" />;
  }
  return (
    <View>
      {pages.items.map((review) => (
        <OwnReviewCard key={review.id} review={review} look={look}>
          <Ways review={review} action={action} onRemoved={pages.reload} />
        </OwnReviewCard>
      ))}
      <ListEnd pages={pages} />
    </View>
  );
}

function Ways({
  review: { id, order_no, can_append },
  action: { busy, run },
  onRemoved,
}: {
  review: OwnReview;
  action: Action;
  onRemoved: () => Promise<void>;
}) {
  const remove = () =>
    void confirm(REMOVE).then((yes) => {
      if (!yes) return;
      run(`remove-${id}`, async () => {
        await call("review.remove", { review_id: id });
        tellReviews();
        await onRemoved();
        toast("评价已删除", { mood: "good" });
      });
    });
  return (
    <>
      <Button text="删除" look="outline" size="small" busy={busy === `remove-${id}`} onTap={remove} />
      {can_append && (
        <Button
          text="追评"
          look="outline-green"
          size="small"
          onTap={() => go(`/review/append/index?no=${order_no}&id=${id}`)}
        />
      )}
    </>
  );
}
