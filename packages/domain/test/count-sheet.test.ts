import { COUNT_SHEET_ROWS, readCountSheet } from "@banyan/domain";
import { expect, test } from "vitest";

// text | what comes out: "code counted" of good lines, "line message" of bad ones
const cases: [string, string[], string[]][] = [
  ["", [], []],
  ["PE-357\t12", ["PE-357 12"], []],
  ["PE-357,12\r\nPE-100，0\n\n", ["PE-357 12", "PE-100 0"], []],
  ["规格编码\t盘点数\nPE-357\t12", ["PE-357 12"], []],
  ["  PE 357 \t 007 ", ["PE 357 7"], []],
  ["\t12", [], ["1 没有规格编码"]],
  ["PE-357", [], ["1 没有盘点数"]],
  ["PE-357\t", [], ["1 没有盘点数"]],
  ["PE-357\t-1", [], ["1 盘点数应为不小于 0 的整数"]],
  ["PE-357\t1.5", [], ["1 盘点数应为不小于 0 的整数"]],
  ["PE-357\t1e9", [], ["1 盘点数应为不小于 0 的整数"]],
  ["PE-357\t100000001", [], ["1 盘点数太大了"]],
  ["PE-357\t9999999999999999", [], ["1 盘点数应为不小于 0 的整数"]],
  ["PE-357\t1\t三饼", [], ["1 应为两列：规格编码、盘点数"]],
  ["PE-357\t1\nPE-357\t2", ["PE-357 1"], ["2 和第 1 行是同一个编码"]],
  [`${"长".repeat(41)}\t1`, [], ["1 规格编码最多 40 个字"]],
];

test.each(cases)("%j", (text, lines, bad) => {
  const sheet = readCountSheet(text);
  expect(sheet.lines.map((row) => `${row.code} ${row.counted}`)).toEqual(lines);
  expect(sheet.bad.map((row) => `${row.line} ${row.message}`)).toEqual(bad);
});

test("what is too long is named line by line", () => {
  const rows = Array.from({ length: COUNT_SHEET_ROWS + 2 }, (_, at) => `C${at}\t1`).join("\n");
  const { lines, bad } = readCountSheet(rows);
  expect(lines).toHaveLength(COUNT_SHEET_ROWS);
  expect(bad.map((row) => row.line)).toEqual([COUNT_SHEET_ROWS + 1, COUNT_SHEET_ROWS + 2]);
});
