import type { ReviewCard as Review } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { type ReactNode, useState } from "react";
import { Avatar } from "@/customer/avatar.tsx";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Stars } from "@/design/stars/stars.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import type { Viewing } from "@/design/viewer/viewer.tsx";
import "./review-card.scss";
import { appendedText, metaOf } from "./words.ts";

/** About six lines: what is longer is folded, so that one review does not fill the screen. */
const FOLDED_LETTERS = 130;

export interface ReviewCardProps {
  review: Review;
  look: Viewing["look"];
  /** Beside the name: its state where it is one's own. */
  aside?: ReactNode;
  /** Instead of who wrote it, on one's own pages. */
  head?: ReactNode;
  children?: ReactNode;
}

/** One review with what was added later and what the shop answered. */
export function ReviewCard({ review, look, aside, head, children }: ReviewCardProps) {
  const { appended, reply } = review;
  return (
    <View className="review">
      {head ?? <Author review={review} aside={aside} />}
      <Words text={review.text} />
      <ReviewPictures pictures={review.pictures} look={look} />
      {appended !== null && (
        <View className="review__added">
          <View className="review__when">{appendedText(appended.days_after)}</View>
          <Words text={appended.text} />
          <ReviewPictures pictures={appended.pictures} look={look} />
        </View>
      )}
      {reply !== null && (
        <View className="review__reply">
          <Text className="review__shop">商家回复　</Text>
          <Text>{reply.text}</Text>
        </View>
      )}
      {children}
    </View>
  );
}

/** Who wrote it, when, about what. */
function Author({ review, aside }: { review: Review; aside: ReactNode }) {
  return (
    <View className="review__head">
      <Avatar src={review.author.avatar} size={34} />
      <View className="review__who">
        <View className="review__line">
          <Text className="review__name">{review.author.name}</Text>
          <Stars rating={review.rating} />
          {aside !== undefined && <View className="review__aside">{aside}</View>}
        </View>
        <View className="review__meta">{metaOf(review)}</View>
      </View>
    </View>
  );
}

/** As it was written; a long one is folded until somebody wants it. */
function Words({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const folded = text.length > FOLDED_LETTERS && !open;
  if (text === "") return <View className="review__none">只打了分，没有写文字</View>;
  return (
    <View>
      <View className={join("review__text", folded && "is-folded")}>{text}</View>
      {folded && (
        <Tap className="review__unfold" label="展开全文" stop onTap={() => setOpen(true)}>
          展开
        </Tap>
      )}
    </View>
  );
}

/** Three in a row; a single one stands larger. */
function ReviewPictures({ pictures, look }: { pictures: readonly string[]; look: Viewing["look"] }) {
  if (pictures.length === 0) return null;
  const form = pictures.length === 1 ? "is-one" : pictures.length === 4 ? "is-four" : "";
  return (
    <View className={join("review__pictures", form)}>
      {pictures.map((picture, at) => (
        <Tap
          key={picture}
          className="review__picture"
          role="img"
          label={`评价图片，第 ${at + 1} 张`}
          stop
          onTap={() => look(pictures, at)}
        >
          <Picture src={picture} />
        </Tap>
      ))}
    </View>
  );
}

/** The card before it is known. */
export function ReviewSkeleton() {
  return (
    <View className="review">
      <View className="review__head">
        <Bone w={34} h={34} shape="round" />
        <View className="review__who">
          <Bone w={128} h={15} />
          <View style={{ height: "6px" }} />
          <Bone w={164} h={12} />
        </View>
      </View>
      <View style={{ height: "12px" }} />
      <Bone w="96%" h={15} />
      <View style={{ height: "8px" }} />
      <Bone w="72%" h={15} />
    </View>
  );
}
