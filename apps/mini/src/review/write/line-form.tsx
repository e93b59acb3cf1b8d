import type { Reviewable } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { View } from "@tarojs/components";
import { useEffect } from "react";
import { Card } from "@/design/card/card.tsx";
import { TextArea } from "@/design/field/field.tsx";
import { Rate } from "@/design/stars/stars.tsx";
import { Pictures } from "@/media/pictures.tsx";
import { usePictures } from "@/media/use-pictures.ts";
import type { Draft } from "../draft.ts";
import { GoodsRow } from "../goods-row.tsx";
import { MOST_LETTERS, MOST_PICTURES } from "../words.ts";

export interface PicturesState {
  urls: readonly string[];
  /** What keeps the form from being sent; null where nothing does. */
  waits: "uploading" | "failed" | null;
}

/** Stars for one thing; once there are some, room for words and pictures. */
export function LineForm({
  line,
  draft,
  onChange,
  onPictures,
}: {
  line: Reviewable["lines"][number];
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  onPictures: (state: PicturesState) => void;
}) {
  const desk = usePictures(MOST_PICTURES, draft.pictures);
  const { shots, urls, uploading, failed } = desk;
  const waits = uploading ? "uploading" : failed ? "failed" : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the pictures change, and only then
  useEffect(() => onPictures({ urls, waits }), [shots]);
  return (
    <Card className="write-line">
      <GoodsRow goods={line} note={specText(line.spec)} />
      <Rate rating={draft.rating} label={`给${line.name}打分`} onChange={(rating) => onChange({ rating })} />
      {draft.rating > 0 && (
        <View className="write-line__more">
          <TextArea
            label={`评价${line.name}`}
            tall
            value={draft.text}
            max={MOST_LETTERS}
            placeholder={
              draft.rating > 2 ? "好在哪里，适合谁，说给后来的人听" : "哪里不满意，说出来，商家会看到"
            }
            onChange={(text) => onChange({ text })}
          />
          <Pictures desk={desk} />
        </View>
      )}
    </Card>
  );
}
