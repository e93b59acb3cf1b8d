/** What is wrong with one value of a request, where the contract has no words of its own: zod's speak of "object" and "undefined". */
import { REFUSALS } from "@banyan/contract";

/** As zod reports it. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { key: PropertyKey })[];
  readonly code?: string;
  /** What the bound is of: number, string, array … */
  readonly origin?: string;
  readonly expected?: string;
  readonly maximum?: number | bigint;
  readonly minimum?: number | bigint;
}

/** Unit of what is counted; a number is its own. */
const UNITS: Readonly<Record<string, string>> = { array: " 项", set: " 项", string: " 个字" };
const KINDS: Readonly<Record<string, string>> = {
  int: "必须是整数",
  number: "必须是数字",
  string: "必须是文字",
  boolean: "只能是“是”或“否”",
  array: "必须是一组内容",
  object: "内容不完整",
  record: "内容不完整",
  tuple: "内容不完整",
};

/** One sentence for a person: the contract's own where it has one. */
export function issueWords(issue: Issue): string {
  const { message, code, origin = "", expected = "", maximum, minimum } = issue;
  if (!isGeneric(message)) return message;
  const unit = UNITS[origin] ?? "";
  if (code === "too_big" && maximum !== undefined) return `最多 ${maximum}${unit}`;
  if (code === "too_small" && minimum !== undefined) return `至少 ${minimum}${unit}`;
  if (/ undefined$/.test(message)) return "还没有填写";
  if (code === "invalid_value" || code === "invalid_union") return "没有这个选项";
  if (code === "invalid_format") return "格式不正确";
  if (code === "unrecognized_keys") return "有不认识的内容";
  return KINDS[expected] ?? REFUSALS.invalid_input.message;
}

/** @returns whether these are zod's words rather than the contract's */
export const isGeneric = (message: string): boolean => GENERIC.test(message);
const GENERIC = /^(?:无效|数值过[大小]|出现未知的键)|键\(key\)无效|无效值\(value\)$/;
