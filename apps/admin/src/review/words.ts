import type { ConsoleReview } from "@banyan/contract";
import type { ReviewState } from "@banyan/kernel";
import type { Tone } from "../design/state-tag.tsx";

export const REVIEW_WORD: Record<ReviewState, { text: string; tone: Tone }> = {
  waiting: { text: "待审核", tone: "amber" },
  shown: { text: "已展示", tone: "green" },
  hidden: { text: "已隐藏", tone: "grey" },
};

/** What stands in the list: where the whole stands, and where what was added waits or is hidden. */
export function standing(review: ConsoleReview): { text: string; tone: Tone } {
  const { state, appended } = review;
  if (state === "shown" && appended && appended.state !== "shown")
    return { ...REVIEW_WORD[appended.state], text: `追评${REVIEW_WORD[appended.state].text}` };
  return REVIEW_WORD[state];
}

/** Whether a person has to look: at it, or at what was added. */
export function waits({ state, appended }: ConsoleReview): boolean {
  return state === "waiting" || (state === "shown" && appended?.state === "waiting");
}

/** Why a person has to look, if the check said so. */
export function doubtOf(review: ConsoleReview): string | null {
  if (review.state === "waiting" && review.check_text) return review.check_text;
  return review.appended?.state === "waiting" ? review.appended.check_text : null;
}
