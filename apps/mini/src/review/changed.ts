import { createSlot } from "../design/slot.ts";

/** Counts what the person did with their reviews, so that pages behind the one where it was done look again. */
export const reviewsSlot = createSlot<number>(0);

export function tellReviews(): void {
  reviewsSlot.put((reviewsSlot.value() ?? 0) + 1);
}
