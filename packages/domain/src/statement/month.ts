/** Business months ("2026-11") of the shop, Asia/Shanghai. */
import { startOfBusinessDay } from "@banyan/kernel";

/** "2026-11" of a business date. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** The month after. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** Every month from the first to the last, both included; none where the last is before the first. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

export interface MonthSpan {
  /** First and last business date, both included. */
  from: string;
  to: string;
  /** Instants: start included, end not. */
  startsAt: Date;
  endsAt: Date;
}

/** The days and instants of a month. */
export function spanOfMonth(month: string): MonthSpan {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return {
    from: `${month}-01`,
    to: `${month}-${String(last).padStart(2, "0")}`,
    startsAt: startOfBusinessDay(`${month}-01`),
    endsAt: startOfBusinessDay(`${nextMonth(month)}-01`),
  };
}
