/**
 * A spreadsheet (.xlsx) written row by row: a workbook of a million rows takes no more memory than one of ten. Cells are inline text or
 * numbers, so no cell can hold a formula.
 */
import { yuan } from "@banyan/kernel";
import { type Cell, harmless } from "./content.ts";
import { type Sink, zipInto } from "./zip.ts";

export interface Row {
  cells: readonly Cell[];
  /** Set bold: titles and heads. */
  strong?: boolean;
}
export interface Sheet {
  name: string;
  /** In characters, column by column. */
  widths: readonly number[];
  rows: AsyncIterable<Row> | Iterable<Row>;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
/** Cell formats of STYLES below. */
const [PLAIN, STRONG, MONEY, COUNT] = [0, 1, 2, 3];
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Microsoft YaHei"/></font><font><b/><sz val="11"/><name val="Microsoft YaHei"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Writes a workbook into an empty file, which stays open. */
export async function writeXlsx(file: Sink, sheets: readonly Sheet[]): Promise<void> {
  const zip = zipInto(file);
  const each = (make: (at: number, sheet: Sheet) => string) =>
    sheets.map((sheet, index) => make(index + 1, sheet)).join("");
  await zip.add("[Content_Types].xml", [
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${each((at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
  ]);
  await zip.add("_rels/.rels", [
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ]);
  await zip.add("xl/workbook.xml", [
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets>${each((at, { name }) => `<sheet name="${escaped(name)}" sheetId="${at}" r:id="rId${at}"/>`)}</sheets></workbook>`,
  ]);
  await zip.add("xl/_rels/workbook.xml.rels", [
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each((at) => `<Relationship Id="rId${at}" Type="${RELATION}/worksheet" Target="worksheets/sheet${at}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
  ]);
  await zip.add("xl/styles.xml", [STYLES]);
  for (const [index, sheet] of sheets.entries()) {
    await zip.add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet));
  }
  await zip.finish();
}

async function* sheetXml({ widths, rows }: Sheet): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${XML}<worksheet xmlns="${MAIN}"><cols>${columns.join("")}</cols><sheetData>`;
  let ready = "";
  let at = 0;
  for await (const { cells, strong } of rows) {
    at += 1;
    const xml = cells.map((cell, index) => cellXml(cell, `${letterOf(index)}${at}`, strong === true));
    ready += `<row r="${at}">${xml.join("")}</row>`;
    if (ready.length < 64 * 1024) continue;
    yield ready;
    ready = "";
  }
  yield `${ready}</sheetData></worksheet>`;
}

/** A … Z, AA … ZZ. */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

function cellXml(cell: Cell, place: string, strong: boolean): string {
  if (typeof cell !== "string") {
    return "fen" in cell
      ? `<c r="${place}" s="${MONEY}"><v>${yuan(BigInt(cell.fen))}</v></c>`
      : `<c r="${place}" s="${COUNT}"><v>${cell.count}</v></c>`;
  }
  if (cell === "") return "";
  const text = `<is><t xml:space="preserve">${escaped(harmless(cell))}</t></is>`;
  return `<c r="${place}" s="${strong ? STRONG : PLAIN}" t="inlineStr">${text}</c>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** XML knows no control characters and no halves of characters. */
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
const escaped = (text: string) =>
  text.replace(UNSPEAKABLE, "").replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
