import type { OwnReview } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useEffect, useRef, useState } from "react";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { TextArea } from "@/design/field/field.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { Pictures } from "@/media/pictures.tsx";
import { type PictureDesk, usePictures } from "@/media/use-pictures.ts";
import { backOr } from "@/navigation.ts";
import { tellReviews } from "../changed.ts";
import { NO_DRAFT } from "../draft.ts";
import { dropDrafts, keepDrafts, keptDrafts } from "../kept-drafts.ts";
import { useContentKey } from "../use-content-key.ts";
import { MOST_LETTERS, MOST_PICTURES } from "../words.ts";

/** Refusals after which the review is another than what the page shows. */
const MOVED: ReadonlySet<string> = new Set(["review_appended", "review_late"]);

/** Words and pictures to add; kept on the phone until they are sent. */
export function AppendForm({ review, onMoved }: { review: OwnReview; onMoved: () => Promise<void> }) {
  const { text, setText, desk, busy, send } = useAppending(review, onMoved);
  return (
    <View>
      <Card className="append__form" title="用过一阵以后">
        <TextArea
          label="追评"
          tall
          value={text}
          max={MOST_LETTERS}
          placeholder="现在觉得怎么样，和刚收到时一样吗"
          onChange={setText}
        />
        <Pictures desk={desk} />
      </Card>
      <View className="append__why">追评只能写一次，发布后不能修改。</View>
      <BottomBar>
        <Button
          className="append__send"
          text="发布追评"
          look="primary"
          size="large"
          disabled={text.trim() === ""}
          busy={busy}
          onTap={send}
        />
      </BottomBar>
    </View>
  );
}

interface Appending {
  text: string;
  setText: (text: string) => void;
  desk: PictureDesk;
  busy: boolean;
  send: () => void;
}

function useAppending({ id }: OwnReview, onMoved: () => Promise<void>): Appending {
  const place = `append-${id}`;
  const [start] = useState(() => keptDrafts(place).lines[0] ?? NO_DRAFT);
  const [text, setText] = useState(start.text);
  const desk = usePictures(MOST_PICTURES, start.pictures);
  const { urls, uploading, failed } = desk;
  const { busy, run } = useAction();
  const keyOf = useContentKey();
  const sent = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pictures that have arrived are those of the shots
  useEffect(() => {
    const draft = { rating: 0, text, pictures: urls };
    if (!sent.current) keepDrafts(place, { lines: { 0: draft }, anonymous: false });
  }, [place, text, desk.shots]);
  const post = () =>
    run(
      "send",
      async () => {
        const body = { review_id: id, text: text.trim(), pictures: urls };
        const { appended } = await call("review.append", { request_key: keyOf(body), ...body });
        sent.current = true;
        dropDrafts(place);
        tellReviews();
        backOr("/review/mine/index?tab=done");
        toast(appended?.state === "shown" ? "追评已发布，谢谢您" : "追评已提交，审核后展示", {
          mood: "good",
        });
      },
      ({ code }) => {
        if (MOVED.has(code)) void onMoved();
        return false;
      },
    );
  const send = () => {
    if (uploading) toast("图片还在上传，请稍候");
    else if (failed) toast("有图片没传上去，请重试或移除");
    else post();
  };
  return { text, setText, desk, busy: busy !== null, send };
}
