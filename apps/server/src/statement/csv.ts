/** The lines alone as text, for whoever has more of them than a sheet holds. */
import { yuan } from "@banyan/kernel";
import { type Cell, harmless } from "./content.ts";

/** UTF-8 mark: without it Excel reads Chinese as another encoding. */
export const BOM = "\uFEFF";

export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (typeof cell !== "string") return "fen" in cell ? yuan(BigInt(cell.fen)) : String(cell.count);
  return `"${harmless(cell).replaceAll('"', '""')}"`;
}
