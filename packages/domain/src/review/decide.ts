import { DAY_MS, later } from "@banyan/kernel";

/** What a line of an order says about whether it may be reviewed. Units. */
export interface ReviewLine {
  receivedAt: Date | null;
  quantity: number;
  refundedQuantity: number;
  /** There is a review already, or there was one. */
  reviewed: boolean;
}
export type ReviewRefusal = "review_not_yet" | "review_done" | "review_refunded" | "review_late";

/** The instant from which on goods received then are reviewed no more. */
export function reviewUntil(receivedAt: Date, days: number): Date {
  return later(receivedAt, days * DAY_MS);
}

/** Refusals, first to last: review_not_yet, review_done, review_refunded (given back whole), review_late. null: it may be. */
export function reviewRefusal(line: ReviewLine, p: { now: Date; days: number }): ReviewRefusal | null {
  if (line.receivedAt === null) return "review_not_yet";
  if (line.reviewed) return "review_done";
  if (line.refundedQuantity >= line.quantity) return "review_refunded";
  return p.now.getTime() >= reviewUntil(line.receivedAt, p.days).getTime() ? "review_late" : null;
}

export interface AppendFacts {
  createdAt: Date;
  appended: boolean;
  hidden: boolean;
}
export type AppendRefusal = "review_appended" | "review_hidden" | "review_late";

/** Refusals, first to last: review_appended, review_hidden, review_late. null: it may be added to. */
export function appendRefusal(review: AppendFacts, p: { now: Date; days: number }): AppendRefusal | null {
  if (review.appended) return "review_appended";
  if (review.hidden) return "review_hidden";
  return p.now.getTime() >= reviewUntil(review.createdAt, p.days).getTime() ? "review_late" : null;
}
