import type { Reviewable } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { Checkbox } from "@/design/choice/choice.tsx";
import { Tag } from "@/design/tag/tag.tsx";
import type { Viewing } from "@/design/viewer/viewer.tsx";
import { go, goProduct } from "@/navigation.ts";
import { GoodsRow } from "../goods-row.tsx";
import { OwnReviewCard } from "../own-review-card.tsx";
import { LineForm } from "./line-form.tsx";
import { useWriting } from "./use-writing.ts";

type Line = Reviewable["lines"][number];

/** All goods of the order: those to speak of with a form, those spoken of with what was said. */
export function WriteForm({
  reviewable,
  look,
  onMoved,
}: {
  reviewable: Reviewable;
  look: Viewing["look"];
  onMoved: () => Promise<void>;
}) {
  const form = useWriting(reviewable, onMoved);
  const open = reviewable.lines.some((line) => line.open);
  const spoken = reviewable.lines.filter((line) => !line.open);
  return (
    <View className="write">
      {!open && reviewable.reason !== null && <View className="write__why">{reviewable.reason}</View>}
      {reviewable.lines
        .filter((line) => line.open)
        .map((line) => (
          <LineForm
            key={line.line_no}
            line={line}
            draft={form.draftOf(line.line_no)}
            onChange={(change) => form.change(line.line_no, change)}
            onPictures={(state) => form.setPictures(line.line_no, state)}
          />
        ))}
      {open && (
        <View className="write__note">
          评价发布后所有人都能看到，好评、差评一样展示。请别写下电话、地址等个人信息。
        </View>
      )}
      {spoken.map((line) => (
        <Spoken key={line.line_no} line={line} look={look} />
      ))}
      {open && (
        <BottomBar>
          <Checkbox label="匿名评价" on={form.anonymous} onChange={form.setAnonymous}>
            匿名
          </Checkbox>
          <Button
            className="write__send"
            text={form.rated > 1 ? `发布 ${form.rated} 条评价` : "发布评价"}
            look="primary"
            size="large"
            disabled={form.rated === 0}
            busy={form.busy}
            onTap={form.send}
          />
        </BottomBar>
      )}
    </View>
  );
}

/** Goods of which nothing more can be said here: one's own review, or why there is none. */
function Spoken({ line, look }: { line: Line; look: Viewing["look"] }) {
  if (line.review !== null) {
    const { id, can_append } = line.review;
    const path = `/review/append/index?no=${line.review.order_no}&id=${id}`;
    return (
      <OwnReviewCard review={line.review} look={look}>
        {can_append && <Button text="追评" look="outline" size="small" onTap={() => go(path)} />}
      </OwnReviewCard>
    );
  }
  return (
    <Card>
      <GoodsRow
        goods={line}
        note={specText(line.spec)}
        end={<Tag text="不能评价" tone="grey" />}
        onTap={() => goProduct(line.product_id)}
      />
    </Card>
  );
}
