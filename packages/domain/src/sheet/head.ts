/** Which row of a sheet of products holds the titles, and what each cell of it names. */
import { isBlank, type SheetCell, textOf, word } from "./cell.ts";
import { columnOf, type ProductColumn, type ProductKey } from "./columns.ts";

/** A line or two may stand above the titles: what the sheet is called, and who filled it in. */
const LOOKED_AT = 5;

export interface Head {
  /** From 0; -1: the sheet is empty. */
  at: number;
  titles: readonly SheetCell[];
  places: ReadonlyMap<ProductKey, number>;
  /** Titles that are needed and not there. */
  missing: string[];
}

/** The first rows that are not empty are looked at; where none holds the titles, the first of them is named as the one that lacks them. */
export function headOf(rows: readonly (readonly SheetCell[])[]): Head {
  let first: Head | undefined;
  let seen = 0;
  for (const [at, titles] of rows.entries()) {
    if (isBlank(titles)) continue;
    const places = placesOf(titles);
    const head = { at, titles, places, missing: missingOf(places) };
    if (head.missing.length === 0) return head;
    first ??= head;
    seen += 1;
    if (seen === LOOKED_AT) break;
  }
  return first ?? { at: -1, titles: [], places: new Map(), missing: [] };
}

export function columnOfCell(title: SheetCell | undefined): ProductColumn | undefined {
  return columnOf(word(textOf(title ?? null)));
}

function placesOf(titles: readonly SheetCell[]): Map<ProductKey, number> {
  const places = new Map<ProductKey, number>();
  for (const [index, title] of titles.entries()) {
    const column = columnOfCell(title);
    if (column && !places.has(column.key)) places.set(column.key, index);
  }
  return places;
}

function missingOf(places: ReadonlyMap<ProductKey, number>): string[] {
  const missing = places.has("id") || places.has("code") ? [] : ["商品编号 或 商品编码"];
  if (!places.has("name")) missing.push("商品名称");
  if (!places.has("price")) missing.push("售价");
  return missing;
}
