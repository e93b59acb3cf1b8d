/** The files of this noun: the products written out, the template, what was not taken. A page of products is in memory at a time. */
import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MOST_EXPORTED } from "@banyan/contract";
import { PRODUCT_COLUMNS, type SheetCell, textOf } from "@banyan/domain";
import { wholeProducts } from "../catalog/bulk-read.ts";
import { listCounted } from "../catalog/categories.ts";
import { type ConsoleFilter, consoleProductIds } from "../catalog/console-read.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { BOM, csvRow } from "../statement/csv.ts";
import { type Row, writeXlsx } from "../statement/xlsx.ts";
import { EXAMPLES } from "./examples.ts";
import { categoriesOf, freightsOf } from "./facts.ts";
import { loadImport } from "./read.ts";
import { rowsOf, TITLES, WIDTHS } from "./rows.ts";
import { selectLeft, selectTitles } from "./store.ts";

/** Products that are read at a time: few enough that no shopper waits for them to be turned into rows. */
const PAGE = 100;
/** Letters that are handed on together. */
const PIECE = 64 * 1024;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV = "text/csv; charset=utf-8";
/** So many at once; whoever comes later tries again. */
const AT_ONCE = 2;
let running = 0;

/** @throws Refusal sheet_too_long, busy */
export async function exportFile(
  context: Context,
  { format, ...filter }: ConsoleFilter & { format: "xlsx" | "csv" },
): Promise<File> {
  if (running >= AT_ONCE) refuse("busy");
  running += 1;
  try {
    return await written(context, `products.${format}`, (path) =>
      format === "xlsx"
        ? workbook(path, [{ name: "商品", widths: WIDTHS, rows: titled(productRows(context, filter)) }])
        : text(path, productRows(context, filter)),
    );
  } finally {
    running -= 1;
  }
}

async function* productRows(context: Context, filter: ConsoleFilter): AsyncGenerator<string[]> {
  const { query } = context.services.database;
  const categories = categoriesOf(await listCounted(query));
  const freights = freightsOf(await context.services.freight.current());
  let after: bigint | null = null;
  for (let count = 0; ; ) {
    const ids: bigint[] = await consoleProductIds(context.services, filter, after, PAGE);
    count += ids.length;
    if (count > MOST_EXPORTED)
      refuse("sheet_too_long", { message: `一次最多导出 ${MOST_EXPORTED} 个商品，请缩小筛选范围` });
    for (const product of await wholeProducts(query, ids.map(String)))
      yield* rowsOf(product, categories, freights);
    if (ids.length < PAGE) return;
    after = ids.at(-1) ?? null;
  }
}

async function* titled(rows: AsyncIterable<readonly string[]>, titles = TITLES): AsyncGenerator<Row> {
  yield { cells: titles, strong: true };
  for await (const cells of rows) yield { cells };
}

/** Examples on the first sheet, which is the one that is read in; what each column means on the second. */
export function templateFile(context: Context): Promise<File> {
  return written(context, "product-template.xlsx", (path) =>
    workbook(path, [
      {
        name: "商品",
        widths: WIDTHS,
        rows: [{ cells: TITLES, strong: true }, ...EXAMPLES.map((cells) => ({ cells }))],
      },
      {
        name: "填写说明",
        widths: [14, 90],
        rows: [
          { cells: ["标题", "怎么填"], strong: true },
          ...PRODUCT_COLUMNS.map(({ title, hint }) => ({ cells: [title, hint] })),
          {
            cells: [
              "一般规则",
              "一行是一个规格；同一商品的几行用同一个商品编码。商品的内容写在第一行，后面的行可以留空。",
            ],
          },
          {
            cells: [
              "",
              "表里没有的标题不改；有标题而单元格为空，就是清空；不能没有的（名称、分类、主图）留空就是不改。写“保持不变”的单元格不改。",
            ],
          },
          { cells: ["", "合并的单元格当作每一行都填了同样的内容；库存不能合并，每一行都要填。"] },
          { cells: ["", "编码请用文本格式：日期、超过 15 位的数字会被表格程序改掉，检查时会按行指出。"] },
          { cells: ["", "表里没有的规格不动；要删除规格请到商品页。一次最多 10000 行。"] },
        ],
      },
    ]),
  );
}

/** @throws Refusal not_found, sheet_over (kept no longer) */
export async function resultFile(context: Context, id: bigint): Promise<File> {
  const { query } = context.services.database;
  const { state } = await loadImport(query, id);
  if (state === "expired") refuse("sheet_over", { message: "结果表格只保存 14 天，已经删除" });
  const titles = await selectTitles(query, id);
  const all = [...titles, "行号", "原因"];
  return written(context, `sheet-${id}-rows.xlsx`, (path) =>
    workbook(path, [
      {
        name: "未导入的行",
        widths: [...titles.map(() => 14), 8, 60],
        rows: titled(leftRows(context, id, titles.length), all),
      },
    ]),
  );
}

async function* leftRows(context: Context, id: bigint, width: number): AsyncGenerator<string[]> {
  let after = -1;
  for (;;) {
    const rows = await selectLeft(context.services.database.query, id, after, PAGE);
    for (const { faults, cells } of rows) {
      const said = (line: number) =>
        faults
          .filter((fault) => fault.line === line)
          .map(({ column, reason }) => (column === "" ? reason : `${column}：${reason}`))
          .join("；");
      for (const row of cells) {
        const texts = Array.from({ length: width }, (_, at) => textOf((row.cells[at] ?? null) as SheetCell));
        yield [...texts, String(row.line), said(row.line) || "同一商品的其他行有问题"];
      }
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.ordinal ?? after;
  }
}

/** Through a temporary file, so that neither many rows nor a slow reader hold memory or a connection. */
async function written(
  context: Context,
  name: string,
  write: (path: string) => Promise<void>,
): Promise<File> {
  const folder = await mkdtemp(join(tmpdir(), `banyan-sheet-${process.pid}-`));
  const gone = () => void rm(folder, { recursive: true, force: true });
  context.response.once("close", gone);
  try {
    if (context.response.destroyed) refuse("busy");
    const path = join(folder, "sheet");
    await write(path);
    return new File([await openAsBlob(path)], name, { type: name.endsWith(".csv") ? CSV : XLSX });
  } catch (error) {
    gone();
    if (context.response.destroyed) refuse("busy");
    throw error;
  }
}

async function workbook(path: string, sheets: Parameters<typeof writeXlsx>[1]): Promise<void> {
  const file = await open(path, "w");
  try {
    await writeXlsx(file, sheets);
  } finally {
    await file.close();
  }
}

async function text(path: string, rows: AsyncIterable<string[]>): Promise<void> {
  async function* parts() {
    let ready = BOM + csvRow(TITLES);
    for await (const cells of rows) {
      ready += csvRow(cells);
      if (ready.length < PIECE) continue;
      yield ready;
      ready = "";
    }
    yield ready;
  }
  await pipeline(Readable.from(parts()), createWriteStream(path));
}
