import { View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Picture } from "@/design/picture/picture.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import "./goods-row.scss";

export interface GoodsRowProps {
  goods: { name: string; picture: string };
  /** Below the name: what was bought of it, when. */
  note: string;
  /** A line of its own below that. */
  more?: string;
  /** At the right: the way on. */
  end?: ReactNode;
  onTap?: () => void;
}

/** The goods that a review is about. */
export function GoodsRow({ goods, note, more, end, onTap }: GoodsRowProps) {
  const content = (
    <>
      <View className="review-goods__picture">
        <Picture src={goods.picture} />
      </View>
      <View className="review-goods__body">
        <View className="review-goods__name">{goods.name}</View>
        {note !== "" && <View className="review-goods__note">{note}</View>}
        {more !== undefined && <View className="review-goods__note is-more">{more}</View>}
      </View>
    </>
  );
  return (
    <View className="review-goods">
      {onTap === undefined ? (
        <View className="review-goods__main">{content}</View>
      ) : (
        <Tap className="review-goods__main" role="link" label={goods.name} onTap={onTap}>
          {content}
        </Tap>
      )}
      {end}
    </View>
  );
}

/** The row before it is known. */
export function GoodsRowSkeleton() {
  return (
    <View className="review-goods">
      <View className="review-goods__main">
        <View className="review-goods__picture">
          <Bone className="b-bone-square" />
        </View>
        <View className="review-goods__body">
          <Bone w="78%" h={16} />
          <View style={{ height: "8px" }} />
          <Bone w="44%" h={12} />
        </View>
      </View>
    </View>
  );
}
