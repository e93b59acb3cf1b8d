import type { PlanBody } from "@banyan/contract";
import { POSITION_WORDS, percent, SCOPE_WORDS, SHEET_HEADERS, type SheetCell } from "@banyan/domain";
import { yuanInput } from "../design/money.tsx";
import type { Known } from "./names.ts";

/** Rows that are sent; a longer sheet is refused before it travels. */
export const MOST_SHEET_ROWS = 10_000;
const MOST_LETTERS = 500;
const MOST_COLUMNS = 50;
const MOST_BYTES = 8 * 1024 * 1024;

export class SheetFault extends Error {}

/** The cells of a chosen file. @throws SheetFault with a sentence, where it is no sheet that can be read */
export async function cellsOf(file: File): Promise<SheetCell[][]> {
  if (file.size > MOST_BYTES) throw new SheetFault("文件超过 8 MB，请分成几个文件");
  const rows = /\.csv$/i.test(file.name) ? parseCsv(decode(await file.arrayBuffer())) : await readXlsx(file);
  while (rows.length > 0 && rows.at(-1)?.every((cell) => cell === null || cell === "")) rows.pop();
  if (rows.length > MOST_SHEET_ROWS + 1)
    throw new SheetFault(`表格最多 ${MOST_SHEET_ROWS} 行，这个文件有 ${rows.length - 1} 行`);
  return rows.map((row) => row.slice(0, MOST_COLUMNS).map(shortened));
}

async function readXlsx(file: File): Promise<SheetCell[][]> {
  const { readSheet } = await import("read-excel-file/universal");
  try {
    const rows = await readSheet(file);
    return rows.map((row) =>
      row.map((cell) => (cell instanceof Date ? cell.toISOString() : (cell as SheetCell))),
    );
  } catch {
    throw new SheetFault("这个文件读不出来，请用 .xlsx 或 .csv 文件");
  }
}

function shortened(cell: SheetCell): SheetCell {
  return typeof cell === "string" ? cell.slice(0, MOST_LETTERS) : cell;
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

/** The rules as cells of text, titles first: what is written out can be read in again. */
export function sheetOf(body: PlanBody, known: Known): string[][] {
  return [
    [...SHEET_HEADERS],
    ...body.rules.map(({ scope, target, position, tier, rate_bps, fixed_fen }) => [
      scope === "all" ? "全部" : SCOPE_WORDS[scope],
      scope === "all" ? "" : (target ?? ""),
      scope === "all" ? "" : known.target(scope, target ?? ""),
      POSITION_WORDS[position],
      tier === undefined ? "" : known.tier(tier),
      rate_bps === undefined ? "" : percent(rate_bps),
      fixed_fen === undefined ? "" : yuanInput(fixed_fen),
    ]),
  ];
}

const WIDTHS = [8, 12, 30, 10, 12, 10, 14];

/** Every cell is text, so that "12%" typed into one stays what was typed. */
export async function xlsxOf(rows: readonly (readonly string[])[]): Promise<Blob> {
  const { default: writeXlsx } = await import("write-excel-file/universal");
  const cells = rows.map((row, index) =>
    row.map((value) => ({
      value,
      type: String,
      format: "@",
      ...(index === 0 ? { fontWeight: "bold" as const, backgroundColor: "#E8F3EE" } : {}),
    })),
  );
  return writeXlsx(cells, {
    sheet: "佣金规则",
    columns: WIDTHS.map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBlob();
}
