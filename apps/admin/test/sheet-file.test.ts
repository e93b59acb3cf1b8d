/** Sheets as spreadsheet programs really write them: what is read, and what is refused by line because nobody typed it so. */
import { readProducts, type SheetProduct, withMerged } from "@banyan/domain";
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { expect, test } from "vitest";
import { cellsOf, contentOf } from "../src/list/sheet-file.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PLACES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** Formats of cells: 0 general, 1 a date, 2 five digits, 3 money. */
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="00000"/></numFmts>
  <cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>
  <cellXfs count="4"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/><xf numFmtId="176" xfId="0"/><xf numFmtId="4" xfId="0"/></cellXfs></styleSheet>`;

/** A workbook as Excel packs it; the sheet that stands first is the second file. */
async function workbook(sheetData: string, after = ""): Promise<File> {
  const sheet = (rows: string, more = "") =>
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${more}</worksheet>`;
  const parts: Record<string, string> = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${PLACES}"><sheets><sheet name="商品" sheetId="4" r:id="rId2"/><sheet name="旧价" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="${PLACES}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${PLACES}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${PLACES}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": STYLES,
    "xl/worksheets/sheet1.xml": sheet(`<row r="1">${text("A1", "商品编码")}</row>`),
    "xl/worksheets/sheet2.xml": sheet(sheetData, after),
  };
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(parts)) await writer.add(name, new TextReader(content));
  return new File([await writer.close()], "商品.xlsx");
}

const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
const HEAD = ["商品编码", "商品名称", "售价", "规格1名", "规格1值", "库存"]
  .map((title, at) => text(`${"ABCDEF"[at]}2`, title))
  .join("");
const row = (at: number, cells: string) => `<row r="${at}" spans="1:6">${cells}</row>`;
/** A line above the titles, as people write it, merged over all columns. */
const ABOVE = `${row(1, text("A1", "十二月新品"))}${row(2, HEAD)}`;

async function productsIn(file: File): Promise<SheetProduct[]> {
  const { rows, merged } = await contentOf(file);
  const reading = readProducts(withMerged(rows, merged));
  if (reading.refusal !== null) throw new Error(JSON.stringify(reading));
  return reading.products;
}
const faultsOf = (products: readonly SheetProduct[]) =>
  products.flatMap(({ faults }) => faults.map((one) => Object.values(one).join("|")));

test("merged cells stand for all their rows, formulas for what they came to; empty rows and further sheets are not read", async () => {
  const file = await workbook(
    ABOVE +
      row(
        3,
        `<c r="A3" s="2"><v>42</v></c>${text("B3", "古树生茶")}<c r="C3"><f>C9*1.1</f><v>13.530000000000001</v></c>${text("D3", "年份")}<c r="E3"><v>2024</v></c><c r="F3"><v>7</v></c>`,
      ) +
      row(
        4,
        `<c r="A4"/><c r="B4"/><c r="C4" t="str"><f>TEXT(12,"0.00")</f><v>12.00</v></c><c r="E4"><v>2025</v></c><c r="F4"><v>0</v></c>`,
      ) +
      row(5, `${text("A5", "00107")}${text("B5", "小壶")}<c r="C5" s="3"><v>399</v></c>`) +
      `${row(6, '<c r="A6" s="2"/>')}<row r="9" ht="20"/><row r="1000"><c r="B1000" s="1"/></row>`,
    '<mergeCells count="4"><mergeCell ref="A1:F1"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/><mergeCell ref="D3:D4"/></mergeCells>',
  );
  const products = await productsIn(file);
  expect(faultsOf(products)).toEqual([]);
  expect(products.map(({ code, name, line }) => [code, name, line])).toEqual([
    ["00042", "古树生茶", 3],
    ["00107", "小壶", 5],
  ]);
  expect(
    products[0]?.skus.map(({ line, price_fen, spec, stock }) => [line, price_fen, spec[0]?.value, stock]),
  ).toEqual([
    [3, 1353, "2024", 7],
    [4, 1200, "2025", 0],
  ]);
  expect(products[1]?.skus).toMatchObject([{ price_fen: 39900, spec: [] }]);
});

test("what a spreadsheet made of a cell is refused at its line: dates, lost digits, broken formulas, one stock for many rows", async () => {
  const good = (at: number, code: string) => `${text(`A${at}`, code)}${text(`B${at}`, "茶")}`;
  const file = await workbook(
    ABOVE +
      row(3, `<c r="A3" s="1"><v>45659</v></c>${text("B3", "编码成了日期")}<c r="C3"><v>1</v></c>`) +
      row(4, `<c r="A4"><v>1.2345678901234501E+17</v></c>${text("B4", "编码太长")}<c r="C4"><v>1</v></c>`) +
      row(5, `${good(5, "K5")}<c r="C5" t="e"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c>`) +
      row(6, `${good(6, "K6")}<c r="C6"><f>10/3</f><v>3.3333333333333335</v></c>`) +
      row(
        7,
        `${good(7, "K7")}<c r="C7"><v>1</v></c>${text("D7", "年份")}<c r="E7"><v>1</v></c><c r="F7"><v>9</v></c>`,
      ) +
      row(8, `${good(8, "K7")}<c r="C8"><v>1</v></c>${text("D8", "年份")}<c r="E8"><v>2</v></c>`) +
      row(9, `<c r="C9"><v>1</v></c>${text("D9", "年份")}<c r="E9"><v>3</v></c>`),
    '<mergeCells count="1"><mergeCell ref="F7:F8"/></mergeCells>',
  );
  const products = await productsIn(file);
  expect(faultsOf(products)).toEqual([
    "3|商品编码|「2025-01-02」是日期，请把这一格改成文本格式再填",
    "4|商品编码|数字超过 15 位，后面几位已经不准，请把这一格改成文本格式再填",
    "5|售价|「#N/A」是公式算错了",
    "6|售价|「3.33333333333」最多两位小数",
    "9||没有填商品编号或商品编码，同一商品的每一行都要填",
    "8|库存|「合并的单元格」应为不小于 0 的整数",
  ]);
  // The row without a code keeps the whole product above it from being taken.
  expect(products.at(-1)).toMatchObject({ code: "K7", skus: [{ line: 7 }, { line: 8 }, { line: 9 }] });
});

test("a .csv that a Chinese Windows wrote; a file that is none", async () => {
  const bytes =
    "c9ccc6b7b1e0c2eb2cc9ccc6b7c3fbb3c62ccadbbcdb0d0a3030372c22b1f9b5bab9c5caf7a3acd0a1b7bdd7a9222c3132380d0a";
  const file = new File([Buffer.from(bytes, "hex")], "商品.csv");
  expect(await cellsOf(file)).toEqual([
    ["商品编码", "商品名称", "售价"],
    ["007", "冰岛古树，小方砖", "128"],
  ]);
  const [product] = await productsIn(file);
  expect(product).toMatchObject({ code: "007", faults: [], skus: [{ price_fen: 12800 }] });
  const none = new File(["PK not a workbook"], "a.xlsx");
  await expect(cellsOf(none)).rejects.toThrow("这个文件读不出来，请用 .xlsx 或 .csv 文件");
});
