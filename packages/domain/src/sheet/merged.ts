/** Merged cells of a sheet of products: one value that stands for several rows. Pure. */
import { isBlank, type SheetCell } from "./cell.ts";
import { columnOfCell, headOf } from "./head.ts";

/** From 0, both ends counted. */
export interface MergedCells {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Nobody can say whether it is the stock of each row or of all together, so its rows are refused by it. */
const SHARED_STOCK = "合并的单元格";

/** Each row below says what the first one says. Rows that are empty but for this stay empty. */
export function withMerged(
  rows: readonly (readonly SheetCell[])[],
  merged: readonly MergedCells[],
): (readonly SheetCell[])[] {
  const { at, titles } = headOf(rows);
  const filled = rows.map((row) => [...row]);
  for (const { top, bottom, left } of merged) {
    const value = rows[top]?.[left] ?? null;
    if (top <= at || value === null) continue;
    const shared = columnOfCell(titles[left])?.key === "stock" ? SHARED_STOCK : value;
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row += 1) {
      const cells = filled[row];
      if (!cells || isBlank(rows[row] ?? [])) continue;
      while (cells.length <= left) cells.push(null);
      cells[left] = shared;
    }
  }
  return filled;
}
