import type { OwnReview } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Card } from "@/design/card/card.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { Stars } from "@/design/stars/stars.tsx";
import { Tag, type Tone } from "@/design/tag/tag.tsx";
import { dateOnly } from "@/design/time.ts";
import type { Viewing } from "@/design/viewer/viewer.tsx";
import { goProduct } from "@/navigation.ts";
import { GoodsRow } from "./goods-row.tsx";
import "./own-review-card.scss";
import { ReviewCard } from "./review-card.tsx";

const TONE: Readonly<Record<OwnReview["state"], Tone>> = { waiting: "amber", shown: "green", hidden: "grey" };

/** What one has said oneself, about which goods, and where it stands; below it what can be done with it. */
export function OwnReviewCard({
  review,
  look,
  children,
}: {
  review: OwnReview;
  look: Viewing["look"];
  children?: ReactNode;
}) {
  const { product, spec, appended } = review;
  return (
    <Card className="own-review">
      <ReviewCard
        review={review}
        look={look}
        head={
          <View>
            <GoodsRow
              goods={product}
              note={specText(spec)}
              onTap={() => goProduct(product.id)}
              end={review.state !== "shown" && <Tag text={review.state_text} tone={TONE[review.state]} />}
            />
            <View className="own-review__line">
              <Stars rating={review.rating} size={15} />
              <Text className="own-review__at">
                {dateOnly(review.created_at)}
                {review.anonymous ? " · 匿名" : ""}
              </Text>
            </View>
          </View>
        }
      >
        <Why review={review} />
        {appended?.state === "waiting" && review.state === "shown" && (
          <View className="own-review__why">追评正在审核，通过后就会展示。</View>
        )}
        {children !== undefined && <View className="own-review__ways">{children}</View>}
      </ReviewCard>
    </Card>
  );
}

/** Why others do not see it, and that a low rating is no reason. */
function Why({ review: { state, appended, hidden_reason, hidden_note } }: { review: OwnReview }) {
  if (state === "waiting") {
    return <View className="own-review__why">正在审核，与评分高低无关，通过后就会展示。</View>;
  }
  if (state !== "hidden" && appended?.state !== "hidden") return null;
  return (
    <View className="own-review__why is-hidden">
      <Icon name="info" size={16} />
      <View>
        {state === "hidden" ? "这条评价" : "追评"}因“{hidden_reason ?? "不符合规则"}”没有展示
        {hidden_note === "" ? "" : `：${hidden_note}`}。如有疑问可以联系客服。
      </View>
    </View>
  );
}
