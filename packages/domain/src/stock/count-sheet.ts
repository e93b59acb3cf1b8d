/** A counting sheet as it is pasted from a spreadsheet: code, counted number. */

export const COUNT_SHEET_ROWS = 500;
const MOST_COUNTED = 100_000_000;

export interface CountSheet {
  lines: { line: number; code: string; counted: number }[];
  bad: { line: number; text: string; message: string }[];
}

/** Two columns parted by tab or comma; empty lines and a head are passed over. Every line that cannot be used is named with its reason. */
export function readCountSheet(text: string): CountSheet {
  const sheet: CountSheet = { lines: [], bad: [] };
  const first = new Map<string, number>();
  for (const [at, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = at + 1;
    const [code = "", number = "", ...rest] = raw.split(/[\t,，]/).map((cell) => cell.trim());
    if (raw.trim() === "" || (at === 0 && /编码|code/i.test(code))) continue;
    const before = first.get(code);
    const message =
      faultOf(code, number, rest) ??
      (before === undefined ? null : `和第 ${before} 行是同一个编码`) ??
      (sheet.lines.length === COUNT_SHEET_ROWS ? `一次最多 ${COUNT_SHEET_ROWS} 行` : null);
    if (message !== null) {
      sheet.bad.push({ line, text: raw.trim().slice(0, 60), message });
      continue;
    }
    first.set(code, line);
    sheet.lines.push({ line, code, counted: Number(number) });
  }
  return sheet;
}

function faultOf(code: string, number: string, rest: readonly string[]): string | null {
  if (code === "") return "没有规格编码";
  if (code.length > 40) return "规格编码最多 40 个字";
  if (rest.some((cell) => cell !== "")) return "应为两列：规格编码、盘点数";
  if (number === "") return "没有盘点数";
  if (!/^[0-9]{1,12}$/.test(number)) return "盘点数应为不小于 0 的整数";
  return Number(number) > MOST_COUNTED ? "盘点数太大了" : null;
}
