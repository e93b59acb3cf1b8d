import type { ReviewCard, ReviewSummary } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { dateOnly } from "../design/time.ts";
import type { In } from "../http/types.ts";

export type ReviewFilter = NonNullable<In<"review.list">["filter"]>;

/** Letters and pictures of one review at most, as the contract says; spelled here since its values would bring zod along. */
export const MOST_LETTERS = 500;
export const MOST_PICTURES = 9;
/** Reviews that are sent at once at most. */
export const MOST_AT_ONCE = 20;

const FILTERS: readonly {
  key: ReviewFilter;
  text: string;
  of: Exclude<keyof ReviewSummary, "good_percent">;
}[] = [
  { key: "all", text: "全部", of: "count" },
  { key: "pictures", text: "有图", of: "pictures" },
  { key: "appended", text: "追评", of: "appended" },
  { key: "good", text: "好评", of: "good" },
  { key: "middle", text: "中评", of: "middle" },
  { key: "bad", text: "差评", of: "bad" },
];

/** The filters under which there is something, and the one that is chosen: "好评 98". */
export function filtersOf(
  summary: ReviewSummary,
  chosen: ReviewFilter,
): { key: ReviewFilter; text: string }[] {
  return FILTERS.filter(({ key, of }) => key === "all" || key === chosen || summary[of] > 0).map(
    ({ key, text, of }) => ({ key, text: `${text} ${countText(summary[of])}` }),
  );
}

/** 1234 → "1234", 12345 → "1.2万": rounded down, so that no more is said than there is. */
export function countText(count: number): string {
  if (count < 10_000) return String(count);
  const tenths = Math.floor(count / 1000);
  return `${Math.floor(tenths / 10)}${tenths % 10 === 0 ? "" : `.${tenths % 10}`}万`;
}

/** When something was added to a review: "当天追评", "3 天后追评". */
export function appendedText(daysAfter: number): string {
  return daysAfter === 0 ? "当天追评" : `${daysAfter} 天后追评`;
}

/** What stands below the name: the day and what was bought. */
export function metaOf({ created_at, spec }: Pick<ReviewCard, "created_at" | "spec">): string {
  return specText([dateOnly(created_at), ...spec]);
}

/** How long goods may still be reviewed, "还剩 3 天"; "" while there is plenty of time. */
export function leftText(until: string, now: number): string {
  const days = Math.ceil((Date.parse(until) - now) / 86_400_000);
  if (days > 14) return "";
  return days <= 1 ? "今天内可评价" : `还可评价 ${days} 天`;
}
