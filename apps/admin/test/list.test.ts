import { describe, expect, it } from "vitest";
import { oneOf } from "../src/list/choice.ts";
import { csvCell, csvOf } from "../src/list/csv.ts";
import { queryKeysOf } from "../src/list/definition.ts";

describe("exported files", () => {
  it.each([
    ["阿禾", '"阿禾"'],
    ['说"好"', '"说""好"""'],
    ["两行\n文字", '"两行\n文字"'],
    // A spreadsheet must never take a nickname for a formula.
    ["=HYPERLINK(1)", '"\'=HYPERLINK(1)"'],
    ["+8613800000000", '"\'+8613800000000"'],
    ["@import", '"\'@import"'],
    ["-cmd", '"\'-cmd"'],
    // Negative amounts stay numbers.
    ["-12.00", '"-12.00"'],
  ])("writes %j", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it("begins with the mark that spreadsheets need for Chinese, and leaves out columns without text", () => {
    const columns = [
      { key: "a", title: "甲", width: 1, render: () => null, csv: (row: { a: string }) => row.a },
      { key: "b", title: "", width: 1, render: () => null, csv: null },
    ];
    expect(csvOf(columns, [{ a: "1" }, { a: "2" }])).toBe('\uFEFF"甲"\r\n"1"\r\n"2"');
  });
});

describe("the question in the address", () => {
  it("knows every key that belongs to a list", () => {
    const keys = queryKeysOf({
      filters: [
        { kind: "days", from: "from", to: "to", label: "日期" },
        { kind: "given", key: "buyer_id", label: "顾客" },
      ],
      searchPlaceholder: "搜索",
      tabs: { key: "tab", items: [] },
    });
    expect(keys).toEqual(["from", "to", "buyer_id", "q", "tab"]);
  });

  it("ignores words that are none of the allowed ones", () => {
    expect(oneOf(["low", "out"], "out")).toBe("out");
    expect(oneOf(["low", "out"], "drop table")).toBeUndefined();
    expect(oneOf(["low", "out"], undefined)).toBeUndefined();
  });
});
