import type { Reviewable } from "@banyan/contract";
import { useEffect, useRef, useState } from "react";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import type { In, Out } from "@/http/types.ts";
import { useAction } from "@/http/use-action.ts";
import { backOr, go } from "@/navigation.ts";
import { tellReviews } from "../changed.ts";
import { type Draft, type Drafts, NO_DRAFT } from "../draft.ts";
import { dropDrafts, keepDrafts, keptDrafts } from "../kept-drafts.ts";
import { useContentKey } from "../use-content-key.ts";
import { MOST_AT_ONCE } from "../words.ts";
import type { PicturesState } from "./line-form.tsx";

export interface Writing {
  draftOf: (lineNo: number) => Draft;
  change: (lineNo: number, change: Partial<Draft>) => void;
  setPictures: (lineNo: number, state: PicturesState) => void;
  anonymous: boolean;
  setAnonymous: (anonymous: boolean) => void;
  /** How many lines have stars: so many are sent. */
  rated: number;
  busy: boolean;
  send: () => void;
}

/** Refusals after which the order's lines are others than what the page shows. */
const MOVED: ReadonlySet<string> = new Set([
  "review_done",
  "review_refunded",
  "review_late",
  "review_not_yet",
]);

const MINE = "/review/mine/index?tab=done";

const WAITS = { uploading: "图片还在上传，请稍候", failed: "有图片没传上去，请重试或移除" } as const;

/** What is being written about an order's goods; kept on the phone until it is sent. */
export function useWriting(reviewable: Reviewable, onMoved: () => Promise<void>): Writing {
  const place = reviewable.order_no;
  const [drafts, setDrafts] = useState<Drafts>(() => keptDrafts(place));
  const waits = useRef(new Map<number, PicturesState["waits"]>());
  const { busy, run } = useAction();
  const keyOf = useContentKey();
  const sent = useRef(false);
  useEffect(() => {
    if (!sent.current) keepDrafts(place, drafts);
  }, [place, drafts]);
  const change = (lineNo: number, how: Partial<Draft>) =>
    setDrafts(({ lines, anonymous }) => ({
      anonymous,
      lines: { ...lines, [lineNo]: { ...(lines[lineNo] ?? NO_DRAFT), ...how } },
    }));
  const rated = ratedLines(reviewable, drafts);
  const post = () =>
    run(
      "send",
      async () => {
        const body = { order_no: place, reviews: rated.slice(0, MOST_AT_ONCE) };
        const answer = await call("review.create", { request_key: keyOf(body), ...body });
        tellReviews();
        if (rated.length > MOST_AT_ONCE) return onMoved();
        sent.current = true;
        dropDrafts(place);
        thank(answer, !backOr(MINE));
      },
      ({ code }) => {
        if (MOVED.has(code)) void onMoved();
        return false;
      },
    );
  const send = () => {
    const waiting = rated
      .map(({ line_no }) => waits.current.get(line_no) ?? null)
      .find((why) => why !== null);
    if (waiting) toast(WAITS[waiting]);
    else post();
  };
  return {
    draftOf: (lineNo) => drafts.lines[lineNo] ?? NO_DRAFT,
    change,
    setPictures: (lineNo, { urls, waits: why }) => {
      waits.current.set(lineNo, why);
      change(lineNo, { pictures: urls });
    },
    anonymous: drafts.anonymous,
    setAnonymous: (anonymous) => setDrafts(({ lines }) => ({ lines, anonymous })),
    rated: rated.length,
    busy: busy !== null,
    send,
  };
}

/** What would be sent: the open lines that have stars. */
function ratedLines(reviewable: Reviewable, { lines, anonymous }: Drafts): In<"review.create">["reviews"] {
  return reviewable.lines.flatMap(({ line_no, open }) => {
    const draft = lines[line_no];
    if (!open || draft === undefined || draft.rating === 0) return [];
    const { rating, text, pictures } = draft;
    return [{ line_no, rating, text: text.trim(), pictures: [...pictures], anonymous }];
  });
}

/** @param there whether they are on the screen already */
function thank({ reviews }: Out<"review.create">, there: boolean): void {
  const waits = reviews.some(({ state }) => state !== "shown");
  toast(waits ? "评价已提交，审核后展示" : "评价已发布，谢谢您", {
    mood: "good",
    ...(there ? {} : { action: { text: "去看看", onTap: () => go(MINE) } }),
  });
}
