/** Rules as rows of a sheet (.xlsx, .csv): read cell by cell, each bad row with its line and the reason, nothing guessed about money. */
import { type BasisPoints, MAX_FEN } from "@banyan/kernel";
import { hundredthsOf, isBlank, isFormula, quoted, type SheetCell, textOf, word } from "../sheet/cell.ts";
import type { PlanScope, Position } from "./plan.ts";

/** A row that could be read; what it names is still text. */
export interface SheetRule {
  /** From 1, as the spreadsheet counts. */
  line: number;
  scope: PlanScope;
  /** Id or exact name; both only where the sheet has both. Null for `all`. */
  targetId: string | null;
  targetName: string | null;
  position: Position;
  /** Id or exact name; null: every tier. */
  tier: string | null;
  amount: { rate_bps: BasisPoints } | { fixed_fen: number };
}

export interface BadRow {
  line: number;
  reason: string;
}

/** Named refusals: `sheet_empty`; `sheet_header` where a column that is needed has no title. */
export type SheetReading =
  | { refusal: "sheet_empty" }
  | { refusal: "sheet_header"; missing: string[] }
  | { refusal: null; rules: SheetRule[]; bad: BadRow[] };

/** Titles of the exported sheet, in their order. */
export const SHEET_HEADERS = ["范围", "对象编号", "对象名称", "位置", "等级", "比例%", "固定金额元"] as const;

type Column = "scope" | "targetId" | "targetName" | "position" | "tier" | "rate" | "fixed";

/** Each column by what people call it, spaces and brackets left out. */
const TITLES: Readonly<Record<string, Column>> = {
  范围: "scope",
  对象编号: "targetId",
  编号: "targetId",
  "对象编号/名称": "targetName",
  对象: "targetName",
  对象名称: "targetName",
  名称: "targetName",
  位置: "position",
  等级: "tier",
  "比例%": "rate",
  比例: "rate",
  固定金额元: "fixed",
  固定金额: "fixed",
};

const SCOPES: Readonly<Record<string, PlanScope>> = {
  全部: "all",
  全部商品: "all",
  所有商品: "all",
  分类: "category",
  商品: "product",
  规格: "sku",
  sku: "sku",
};
const POSITIONS: Readonly<Record<string, Position>> = {
  自购: "self",
  "1": 1,
  "2": 2,
  "3": 3,
  第1位: 1,
  第2位: 2,
  第3位: 3,
  第一位: 1,
  第二位: 2,
  第三位: 3,
};
const EVERY_TIER = new Set(["", "所有等级", "全部", "全部等级", "不限"]);

/** Reads all rows below the first one that is not empty, which must hold the titles in any order. */
export function readSheet(cells: readonly (readonly SheetCell[])[]): SheetReading {
  const head = cells.findIndex((row) => !isBlank(row));
  const titles = cells[head];
  if (titles === undefined) return { refusal: "sheet_empty" };
  const columns = columnsOf(titles);
  const missing = missingColumns(columns);
  if (missing.length > 0) return { refusal: "sheet_header", missing };
  const rules: SheetRule[] = [];
  const bad: BadRow[] = [];
  for (const [index, row] of cells.entries()) {
    if (index <= head || isBlank(row)) continue;
    const line = index + 1;
    const read = readRow(line, (column) => textOf(row[columns.get(column) ?? -1] ?? null));
    if ("reason" in read) bad.push(read);
    else rules.push(read);
  }
  if (rules.length === 0 && bad.length === 0) return { refusal: "sheet_empty" };
  return { refusal: null, rules, bad };
}

function columnsOf(titles: readonly SheetCell[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, title] of titles.entries()) {
    const column = TITLES[word(textOf(title)).replaceAll(/[（()）]/g, "")];
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

function missingColumns(columns: ReadonlyMap<Column, number>): string[] {
  const missing = columns.has("scope") ? [] : ["范围"];
  if (!columns.has("position")) missing.push("位置");
  if (!columns.has("targetId") && !columns.has("targetName")) missing.push("对象编号/名称");
  if (!columns.has("rate") && !columns.has("fixed")) missing.push("比例% 或 固定金额元");
  return missing;
}

function readRow(line: number, cell: (column: Column) => string): SheetRule | BadRow {
  const no = (reason: string): BadRow => ({ line, reason });
  const scope = SCOPES[word(cell("scope"))];
  if (scope === undefined)
    return no(cell("scope") === "" ? "没有填范围" : `范围${quoted(cell("scope"))}应为全部、分类、商品或规格`);
  const position = POSITIONS[word(cell("position"))];
  if (position === undefined)
    return no(
      cell("position") === ""
        ? "没有填位置"
        : `位置${quoted(cell("position"))}应为自购、第 1 位、第 2 位或第 3 位`,
    );
  const targetId = cell("targetId") || null;
  const targetName = cell("targetName") || null;
  if (scope !== "all" && targetId === null && targetName === null)
    return no("没有填对象：请填分类、商品或规格的编号或名称");
  const amount = readAmount(cell("rate"), cell("fixed"));
  if ("reason" in amount) return no(amount.reason);
  const tier = EVERY_TIER.has(word(cell("tier"))) ? null : cell("tier");
  const named = scope === "all" ? { targetId: null, targetName: null } : { targetId, targetName };
  return { line, scope, ...named, position, tier, amount };
}

function readAmount(rate: string, fixed: string): SheetRule["amount"] | { reason: string } {
  if (rate === "" && fixed === "") return { reason: "比例和固定金额都没有填" };
  if (rate !== "" && fixed !== "") return { reason: "比例和固定金额只能填一个" };
  return rate === "" ? readFixed(fixed) : readRate(rate);
}

function readRate(typed: string): { rate_bps: BasisPoints } | { reason: string } {
  const text = word(typed);
  const read = /^([0-9]+)(?:\.([0-9]+))?(%?)$/.exec(text);
  if (!read) return { reason: `比例${quoted(typed)}${isFormula(typed) ? "是公式，请填数字" : "不是百分数"}` };
  const [, whole = "", fraction = "", sign] = read;
  // A cell of 10 % holds 0.1: whoever wrote it may mean either, and one is a hundred times the other.
  if (sign === "" && /^0+$/.test(whole) && /[1-9]/.test(fraction))
    return {
      reason: `比例${quoted(typed)}分不清是 ${text}% 还是 ${hundredfold(fraction)}%，请连百分号一起写`,
    };
  const hundredths = hundredthsOf(whole, fraction);
  if (hundredths === null) return { reason: `比例${quoted(typed)}最多两位小数` };
  if (hundredths > 10_000n) return { reason: `比例${quoted(typed)}超过 100%` };
  return { rate_bps: Number(hundredths) };
}

function readFixed(typed: string): { fixed_fen: number } | { reason: string } {
  const text = word(typed).replaceAll(/^[¥￥]|元$|,/g, "");
  const read = /^([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (!read)
    return { reason: `固定金额${quoted(typed)}${isFormula(typed) ? "是公式，请填数字" : "不是金额"}` };
  const fen = hundredthsOf(read[1] ?? "", read[2] ?? "");
  if (fen === null) return { reason: `固定金额${quoted(typed)}最多两位小数` };
  if (fen > MAX_FEN) return { reason: `固定金额${quoted(typed)}太大了` };
  return { fixed_fen: Number(fen) };
}

/** "125" behind "0." → "12.5": what a cell of 12.5 % shows. */
function hundredfold(fraction: string): string {
  const digits = fraction.padEnd(2, "0");
  const whole = digits.slice(0, 2).replace(/^0(?=[0-9])/, "");
  const rest = digits.slice(2).replace(/0+$/, "");
  return rest === "" ? whole : `${whole}.${rest}`;
}
