import { monthOf, monthsBetween } from "@banyan/domain";
import { businessDate } from "@banyan/kernel";
import { businessNow } from "../api/clock.ts";

/** "2026 年 11 月" */
export function monthText(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return `${year} 年 ${number} 月`;
}

/** The month that is running by the shop's clock. */
export function thisMonth(): string {
  return monthOf(businessDate(new Date(businessNow())));
}

/** Every month from the first to the last, newest first, as choices. */
export function monthOptions(first: string, last: string): { value: string; label: string }[] {
  return monthsBetween(first, last)
    .toReversed()
    .map((month) => ({ value: month, label: monthText(month) }));
}
