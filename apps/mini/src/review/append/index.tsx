import type { OwnReview } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { Card } from "@/design/card/card.tsx";
import { Empty } from "@/design/empty/empty.tsx";
import { Page } from "@/design/page/page.tsx";
import { useViewer, type Viewing } from "@/design/viewer/viewer.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { back, param } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { OwnReviewCard } from "../own-review-card.tsx";
import { ReviewSkeleton } from "../review-card.tsx";
import { AppendForm } from "./append-form.tsx";
import "./append.scss";

/** A second word on what was reviewed, after some use. */
export default function AppendReview() {
  const { params } = useRouter();
  const [no, id] = [param(params, "no"), param(params, "id")];
  // Reviews have no page of their own: this one's order knows it.
  const lines = useLoad(no === "" ? null : no, () => call("review.lines", { no }));
  const review = lines.data?.lines.find((line) => line.review?.id === id)?.review ?? null;
  const { look, viewer } = useViewer();
  return (
    <Page title="追评">
      {review !== null ? (
        <Shown review={review} look={look} onMoved={lines.reload} />
      ) : lines.data !== null || no === "" ? (
        <Empty drawing="gone" text="没有找到这条评价" action={{ text: "返回", onTap: back }} />
      ) : lines.refusal !== null ? (
        <LoadFailed
          refusal={lines.refusal}
          why="登录后写追评"
          missing="没有找到这条评价"
          onRetry={() => void lines.reload()}
        />
      ) : (
        <View className="append">
          <Card className="own-review">
            <ReviewSkeleton />
          </Card>
        </View>
      )}
      {viewer}
    </Page>
  );
}

function Shown({
  review,
  look,
  onMoved,
}: {
  review: OwnReview;
  look: Viewing["look"];
  onMoved: () => Promise<void>;
}) {
  return (
    <View className="append">
      <OwnReviewCard review={review} look={look} />
      {review.can_append ? (
        <AppendForm review={review} onMoved={onMoved} />
      ) : (
        <View className="append__why">
          {review.appended === null ? "现在不能追评了" : "追评只能写一次，已经写过了"}
        </View>
      )}
    </View>
  );
}
