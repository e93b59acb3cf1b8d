/** Keyset paging by (instant, business number or code): newest first, ties by number. Opaque text "ms~NUMBER". */
import { refuse } from "./refusal.ts";

/** The last row of the page before. */
export interface TimeKey {
  at: Date;
  no: string;
}

/** @throws Refusal invalid_input at `cursor` */
export function decodeTimeKey(cursor: string | undefined): TimeKey | null {
  if (cursor === undefined) return null;
  const match = /^([0-9]{12,14})~([0-9A-Za-z]{1,32})$/.exec(cursor);
  if (!match?.[1] || !match[2])
    return refuse("invalid_input", { field: "cursor", message: "翻页位置不正确" });
  return { at: new Date(Number(match[1])), no: match[2] };
}

/** One page of rows that were asked for with limit + 1. */
export function timePage<Row extends { created_at: Date; no: string }, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): { items: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(toItem), next_cursor: last ? `${last.created_at.getTime()}~${last.no}` : null };
}
