import { useDidShow } from "@tarojs/taro";
import { useRef } from "react";
import { reviewsSlot } from "./changed.ts";

/** Calls `look` when this page is shown again and the person's reviews are others than when it was shown last. */
export function useReviewsChange(look: () => void): void {
  const seen = useRef(reviewsSlot.value());
  useDidShow(() => {
    const now = reviewsSlot.value();
    if (seen.current === now) return;
    seen.current = now;
    look();
  });
}
