/** Sheets that people choose: .xlsx and .csv, as cells. */
import type { MergedCells, SheetCell } from "@banyan/domain";

/** Rows that are sent; a longer sheet is refused before it travels. */
export const MOST_SHEET_ROWS = 10_000;
const MOST_LETTERS = 500;
const MOST_COLUMNS = 50;
const MOST_BYTES = 8 * 1024 * 1024;

export class SheetFault extends Error {}

export interface SheetContent {
  rows: SheetCell[][];
  /** The value stands in the first of them only. */
  merged: MergedCells[];
}

/** The cells of a chosen file, each cut to so many letters. @throws SheetFault with a sentence, where it is no sheet that can be read */
export async function cellsOf(file: File, letters = MOST_LETTERS): Promise<SheetCell[][]> {
  return (await contentOf(file, letters)).rows;
}

/** The first sheet of a chosen file. @throws SheetFault with a sentence, where it is no sheet that can be read */
export async function contentOf(file: File, letters = MOST_LETTERS): Promise<SheetContent> {
  if (file.size > MOST_BYTES) throw new SheetFault("文件超过 8 MB，请分成几个文件");
  const csv = /\.csv$/i.test(file.name);
  const { rows, merged } = csv
    ? { rows: parseCsv(decode(await file.arrayBuffer())), merged: [] }
    : await readXlsx(file);
  while (rows.length > 0 && rows.at(-1)?.every((cell) => cell === null || cell === "")) rows.pop();
  if (rows.length > MOST_SHEET_ROWS + 1)
    throw new SheetFault(`表格最多 ${MOST_SHEET_ROWS} 行，这个文件有 ${rows.length - 1} 行`);
  return {
    rows: rows.map((row) => row.slice(0, MOST_COLUMNS).map((cell) => shortened(cell, letters))),
    merged,
  };
}

/** A date becomes its ISO text; a number that shows zeros in front, and a formula that failed, become what they show. */
async function readXlsx(file: File): Promise<SheetContent> {
  const [{ readSheet }, { marksOf }] = await Promise.all([
    import("read-excel-file/universal"),
    import("./xlsx-marks.ts"),
  ]);
  try {
    const [read, { merged, padded, broken }] = await Promise.all([readSheet(file), marksOf(file)]);
    const rows = read.map((row) =>
      row.map((cell) => (cell instanceof Date ? cell.toISOString() : (cell as SheetCell))),
    );
    for (const { row, column, digits } of padded) {
      const cells = rows[row];
      const cell = cells?.[column];
      if (cells && typeof cell === "number" && Number.isSafeInteger(cell) && cell >= 0)
        cells[column] = String(cell).padStart(digits, "0");
    }
    for (const { row, column, text } of broken) {
      const cells = rows[row];
      if (cells && column < MOST_COLUMNS) cells[column] = text;
    }
    return { rows, merged };
  } catch {
    throw new SheetFault("这个文件读不出来，请用 .xlsx 或 .csv 文件");
  }
}

function shortened(cell: SheetCell, letters: number): SheetCell {
  return typeof cell === "string" ? cell.slice(0, letters) : cell;
}

/** UTF-8 where it is that; Excel on a Chinese Windows writes GB 18030. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** RFC 4180: quotes double inside quotes, lines may end inside them. */
export function parseCsv(text: string): SheetCell[][] {
  const rows: SheetCell[][] = [];
  let row: SheetCell[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  const body = text.replace(/^\uFEFF/, "");
  while (cell.lastIndex < body.length) {
    const found = cell.exec(body);
    if (!found) throw new SheetFault("这个 CSV 的引号没有配对");
    const [, quoted, plain = "", end] = found;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") {
      if (cell.lastIndex === body.length) row.push("");
      continue;
    }
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Lines as a spreadsheet pastes them. A number too long for a spreadsheet's fifteen digits shows as one, instead of as another id. */
export function pastedText(rows: readonly (readonly SheetCell[])[]): string {
  const written = (cell: SheetCell): string => {
    if (typeof cell === "number" && Math.abs(cell) > Number.MAX_SAFE_INTEGER) return cell.toExponential();
    return String(cell ?? "").replaceAll(/\s+/g, " ");
  };
  return rows.map((row) => row.map(written).join("\t")).join("\n");
}
