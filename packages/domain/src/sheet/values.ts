/** Numbers and lists of a sheet of products; nothing is guessed about money. */
import { MAX_FEN } from "@banyan/kernel";
import { hundredthsOf, isFormula, quoted, type SheetCell, word } from "./cell.ts";

export type Read<T> = T | { reason: string };

export function isFault<T>(read: Read<T>): read is { reason: string } {
  return typeof read === "object" && read !== null && "reason" in read;
}

/** A spreadsheet keeps fifteen digits of a number; what was typed behind them is gone. */
const MOST_DIGITS = 1e15;

/** Why a cell does not hold what somebody typed into it: a spreadsheet made a date of it, cut its digits, or could not compute it. null: it does. */
export function unfitReason(cell: SheetCell): string | null {
  const toText = "请把这一格改成文本格式再填";
  if (typeof cell === "number")
    return Math.abs(cell) < MOST_DIGITS ? null : `数字超过 15 位，后面几位已经不准，${toText}`;
  if (typeof cell !== "string" || (!cell.startsWith("#") && !cell.endsWith("Z"))) return null;
  if (/^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/.test(cell))
    return `${quoted(cell)}是公式算错了`;
  const date = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:.]+Z$/.exec(cell);
  return date ? `${quoted(date[1] ?? "")}是日期，${toText}` : null;
}

/** Yuan with at most two decimals as fen; null for an empty cell. */
export function fenOf(typed: string): Read<number | null> {
  if (typed === "") return null;
  const text = word(typed).replaceAll(/^[¥￥]|元$|,/g, "");
  const read = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (!read) return { reason: `${quoted(typed)}${isFormula(typed) ? "是公式，请填数字" : "不是金额"}` };
  if (read[1] === "-") return { reason: `${quoted(typed)}是负数` };
  const fen = hundredthsOf(read[2] ?? "", read[3] ?? "");
  if (fen === null) return { reason: `${quoted(typed)}最多两位小数` };
  if (fen > MAX_FEN) return { reason: `${quoted(typed)}太大了` };
  return Number(fen);
}

/** A whole number from 0; null for an empty cell. */
export function wholeOf(typed: string): Read<number | null> {
  if (typed === "") return null;
  const text = word(typed).replaceAll(",", "");
  if (!/^[0-9]{1,9}(?:\.0+)?$/.test(text))
    return { reason: `${quoted(typed)}${isFormula(typed) ? "是公式，请填数字" : "应为不小于 0 的整数"}` };
  return Number(text);
}

/** Parts between ；, ; or line ends. */
export function listOf(text: string): string[] {
  return text
    .split(/[；;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
