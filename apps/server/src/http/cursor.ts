/** Keyset paging: the place after the last row of a page, as opaque text of whole numbers (sort key, then id). */
import { refuse } from "./refusal.ts";

/** What every key fits: ids, fen, and instants in ms or µs, which beyond this are dates that neither JavaScript nor PostgreSQL has. */
const MOST = 8_640_000_000_000_000n;
const LEAST = -100_000_000_000_000n;

/** @param parts the sort key and the id of the last row shown */
export function encodeCursor(parts: readonly bigint[]): string {
  return parts.join("~");
}

/**
 * The numbers of a cursor this server wrote, or null for the first page.
 * @param length how many numbers the list's cursor has
 * @throws Refusal invalid_input at `cursor`
 */
export function decodeCursor(text: string | undefined, length: number): bigint[] | null {
  if (text === undefined) return null;
  const parts = text.split("~");
  if (parts.length !== length || !parts.every((part) => /^-?[0-9]{1,19}$/.test(part))) {
    refuse("invalid_input", { field: "cursor", message: "翻页位置不正确" });
  }
  const numbers = parts.map(BigInt);
  if (numbers.some((number) => number > MOST || number < LEAST)) {
    refuse("invalid_input", { field: "cursor", message: "翻页位置不正确" });
  }
  return numbers;
}

/**
 * One page of rows that were asked for with limit + 1.
 * @param keyOf the cursor numbers of a row
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly bigint[],
  toItem: (row: Row) => Item,
): { items: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
}
