/** A statement on paper: A4, Chinese set in Noto Sans of which only the glyphs that occur are embedded. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { yuan } from "@banyan/kernel";
import PDFDocument from "pdfkit";
import type { Cell, StatementContent, Table } from "./content.ts";

/** Newest first; `total` may be more than there are here. */
export interface PaperLines {
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
  total: number;
}

type Doc = InstanceType<typeof PDFDocument>;
interface Column {
  x: number;
  width: number;
  right: boolean;
}

const [WIDTH, HEIGHT, MARGIN] = [595.28, 841.89, 42];
const INNER = WIDTH - 2 * MARGIN;
const BOTTOM = HEIGHT - MARGIN - 24;
const ROW = 18;
const INK = "#1D2129";
const SOFT = "#6B7785";
const GREEN = "#0E7C5A";
const RED = "#C22F1C";
const LINE = "#ECEEEA";

const fontOf = (weight: string) =>
  readFileSync(
    fileURLToPath(new URL(`../fonts/NotoSansHans-${weight}.otf`, import.meta.resolve("@embedpdf/fonts-sc"))),
  );

/** Draws all pages. Half a second of work for a full one, so it belongs into a thread of its own. */
export function drawStatement(content: StatementContent, lines: PaperLines): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    bufferPages: true,
    info: { Title: content.title, Author: content.shop },
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve) => doc.on("end", () => resolve(Buffer.concat(chunks))));
  doc.registerFont("plain", fontOf("Regular"));
  doc.registerFont("strong", fontOf("Medium"));
  let y = drawHead(doc, content);
  for (const table of content.tables) y = drawTable(doc, y, table, evenly(table.head.length));
  y = drawCheck(doc, y, content);
  drawLines(doc, y, lines);
  drawFeet(doc, content);
  doc.end();
  return done;
}

function drawHead(doc: Doc, { shop, title, facts }: StatementContent): number {
  doc.rect(0, 0, WIDTH, 6).fill(GREEN);
  write(doc, shop, { x: MARGIN, y: 30, width: INNER, size: 10, color: SOFT });
  write(doc, title, { x: MARGIN, y: 46, width: INNER, size: 20, font: "strong" });
  let y = 82;
  for (const [label, text] of facts) {
    write(doc, label, { x: MARGIN, y, width: 120, size: 9, color: SOFT });
    write(doc, text, { x: MARGIN + 120, y, width: INNER - 120, size: 9 });
    y += 15;
  }
  return y + 10;
}

/** The first column of a table of sums takes what the numbers leave. */
function evenly(count: number): Column[] {
  const width = (INNER - 120) / (count - 1);
  return Array.from({ length: count }, (_, index) => ({
    x: MARGIN + (index === 0 ? 0 : 120 + width * (index - 1)),
    width: index === 0 ? 120 : width,
    right: false,
  }));
}

function drawTable(doc: Doc, top: number, { title, head, rows }: Table, columns: readonly Column[]): number {
  let y = room(doc, top, ROW * 3);
  write(doc, title, { x: MARGIN, y, width: INNER, size: 11, font: "strong", color: GREEN });
  y = drawRow(doc, y + ROW, head, numbered(columns, rows[0]), true);
  for (const row of rows) y = drawRow(doc, room(doc, y, ROW), row, numbered(columns, row), false);
  if (rows.length === 0) {
    write(doc, "没有变动", { x: MARGIN + 4, y: y + 4, width: INNER, size: 9, color: SOFT });
    y += ROW;
  }
  return y + 12;
}

/** Numbers and what stands above them end at the right. */
const numbered = (columns: readonly Column[], row: readonly Cell[] | undefined) =>
  columns.map((column, index) => ({ ...column, right: row !== undefined && typeof row[index] !== "string" }));

function drawRow(
  doc: Doc,
  y: number,
  cells: readonly Cell[],
  columns: readonly Column[],
  head: boolean,
): number {
  if (head) doc.rect(MARGIN, y, INNER, ROW).fill("#F5F6F4");
  for (const [index, cell] of cells.entries()) {
    const column = columns[index];
    if (column === undefined) continue;
    write(doc, textOf(cell), {
      x: column.x + 4,
      y: y + 4,
      width: column.width - 8,
      size: 8,
      color: head ? SOFT : INK,
      right: column.right,
    });
  }
  doc
    .moveTo(MARGIN, y + ROW)
    .lineTo(MARGIN + INNER, y + ROW)
    .lineWidth(0.5)
    .stroke(LINE);
  return y + ROW;
}

function drawCheck(doc: Doc, top: number, { check, note }: StatementContent): number {
  const y = room(doc, top, 40);
  const right = check.startsWith("期初");
  write(doc, `${right ? "✓" : "!"} ${check}`, {
    x: MARGIN,
    y,
    width: INNER,
    size: 9,
    color: right ? GREEN : RED,
  });
  write(doc, note, { x: MARGIN, y: y + 15, width: INNER, size: 8, color: SOFT });
  return y + 40;
}

/** x and width in points: time, item, what, number, from, to, amount. */
const WIDTHS = [76, 46, 114, 112, 50, 50, INNER - 448];
function drawLines(doc: Doc, top: number, { head, rows, total }: PaperLines): void {
  let x = MARGIN;
  const columns = WIDTHS.map((width, index) => {
    const column = { x, width, right: index === WIDTHS.length - 1 };
    x += width;
    return column;
  });
  let y = room(doc, top, ROW * 4);
  const shown = rows.length < total ? `，列出最近 ${rows.length} 笔，全部请下载表格` : "";
  const title = `明细（共 ${total} 笔${shown}）`;
  write(doc, title, { x: MARGIN, y, width: INNER, size: 11, font: "strong", color: GREEN });
  y = drawRow(doc, y + ROW, head, columns, true);
  for (const row of rows) {
    const at = room(doc, y, ROW);
    y = at === y ? y : drawRow(doc, at, head, columns, true);
    y = drawRow(doc, y, row, columns, false);
  }
}

/** A new page where what comes does not fit. */
function room(doc: Doc, y: number, height: number): number {
  if (y + height <= BOTTOM) return y;
  doc.addPage();
  return MARGIN;
}

function drawFeet(doc: Doc, { shop, title }: StatementContent): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    const y = HEIGHT - MARGIN - 8;
    write(doc, `${shop} · ${title}`, { x: MARGIN, y, width: INNER, size: 8, color: SOFT });
    const place = `第 ${page + 1} / ${count} 页`;
    write(doc, place, { x: MARGIN, y, width: INNER, size: 8, color: SOFT, right: true });
  }
}

const textOf = (cell: Cell) =>
  typeof cell === "string" ? cell : "fen" in cell ? grouped(yuan(BigInt(cell.fen))) : String(cell.count);
const grouped = (amount: string) => amount.replace(/\B(?=(\d{3})+\.)/g, ",").replace(/^-/, "−");

interface Writing {
  x: number;
  y: number;
  width: number;
  size: number;
  font?: "plain" | "strong";
  color?: string;
  right?: boolean;
}
/** One line that ends with … where it does not fit. */
function write(doc: Doc, text: string, at: Writing): void {
  doc
    .font(at.font ?? "plain")
    .fontSize(at.size)
    .fillColor(at.color ?? INK);
  const shown = fitting(doc, text.replace(/\s+/g, " "), at.width);
  const x = at.right ? at.x + at.width - doc.widthOfString(shown) : at.x;
  doc.text(shown, x, at.y, { lineBreak: false });
}

function fitting(doc: Doc, text: string, width: number): string {
  if (doc.widthOfString(text) <= width) return text;
  const signs = [...text];
  let [least, most] = [0, signs.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (doc.widthOfString(`${signs.slice(0, middle).join("")}…`) <= width) least = middle;
    else most = middle - 1;
  }
  return `${signs.slice(0, least).join("")}…`;
}
