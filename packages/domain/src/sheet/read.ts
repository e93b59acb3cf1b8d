/** A sheet of products: its rows as products with their SKUs, every bad cell with its line, its column and the reason. */
import { isBlank, quoted, type SheetCell, textOf, word } from "./cell.ts";
import { KEEP, type ProductKey, titleOf } from "./columns.ts";
import { headOf } from "./head.ts";
import { fenOf, isFault, listOf, type Read, unfitReason, wholeOf } from "./values.ts";

export interface SheetFault {
  /** From 1, as the spreadsheet counts. */
  line: number;
  /** Title of the column; empty: the row. */
  column: string;
  reason: string;
}

/** undefined: the sheet leaves it as it is. */
export interface SheetSku {
  line: number;
  id: string | null;
  spec: readonly { name: string; value: string }[];
  code: string | undefined;
  price_fen: number | null | undefined;
  market_price_fen: number | null | undefined;
  cost_fen: number | null | undefined;
  weight_g: number | null | undefined;
  picture: string | undefined;
  stock: number | null | undefined;
}

export interface SheetProduct {
  id: string | null;
  code: string;
  line: number;
  name: string | undefined;
  subtitle: string | undefined;
  category: string | undefined;
  shelves: string[] | undefined;
  fulfilment: "parcel" | "service" | undefined;
  /** Name of a template; "" is the default one. */
  freight: string | undefined;
  listed: boolean | undefined;
  origin: string | undefined;
  tags: string[] | undefined;
  promises: string[] | undefined;
  gallery: string[] | undefined;
  detail: string[] | undefined;
  skus: SheetSku[];
  faults: SheetFault[];
  rows: { line: number; cells: readonly SheetCell[] }[];
}

/** Named refusals: `empty`; `header` where a column that is needed has no title. */
export type SheetRefusal = { refusal: "empty" } | { refusal: "header"; missing: string[] };
export type ProductReading =
  | SheetRefusal
  | { refusal: null; titles: string[]; products: SheetProduct[]; rows: number };

/** Rows of one product, not yet read: see productOf. */
export interface ProductRows {
  rows: readonly Row[];
  /** Place of a fourth spec's column, which no product may have; -1: there is none. */
  fourth: number;
}

interface Row {
  line: number;
  cells: readonly SheetCell[];
  /** undefined: no such column, the cell says to leave it, or it is no cell to go by. */
  text: (key: ProductKey) => string | undefined;
  /** Cells whose value is not what somebody typed, with the reason. */
  unfit: readonly { key: ProductKey; reason: string }[];
}

/** All at once: ten thousand rows take a tenth of a second. A server takes groupRows and reads product by product. */
export function readProducts(sheet: readonly (readonly SheetCell[])[]): ProductReading {
  const grouped = groupRows(sheet);
  if (grouped.refusal !== null) return grouped;
  const { titles, rows, groups } = grouped;
  return { refusal: null, titles, rows, products: groups.map(productOf) };
}

/**
 * Titles stand in any order. Rows of one product need not stand together; a row that says neither which product it is nor a name belongs to
 * the one above it, and keeps that from being taken.
 */
export function groupRows(
  sheet: readonly (readonly SheetCell[])[],
): SheetRefusal | { refusal: null; titles: string[]; groups: ProductRows[]; rows: number } {
  const { at: head, titles, places, missing } = headOf(sheet);
  if (head < 0) return { refusal: "empty" };
  if (missing.length > 0) return { refusal: "header", missing };
  const fourth = titles.findIndex((title) => /^规格[4-9][名值]$/.test(word(textOf(title))));
  const groups = new Map<string, Row[]>();
  let rows = 0;
  let above = "";
  for (const [index, cells] of sheet.entries()) {
    if (index <= head || isBlank(cells)) continue;
    rows += 1;
    const row = rowOf(index + 1, cells, places);
    const own = row.text("id") || row.text("code") || (row.text("name") ? "" : above) || `第 ${row.line} 行`;
    const group = groups.get(own);
    if (group) group.push(row);
    else groups.set(own, [row]);
    above = own;
  }
  if (rows === 0) return { refusal: "empty" };
  const all = [...groups.values()].map((group) => ({ rows: group, fourth }));
  return { refusal: null, titles: titles.map(textOf), groups: all, rows };
}

/** Every name of a picture in the sheet, for whoever takes them out of an archive; addresses of the shop are left out. */
export function picturesNamed(sheet: readonly (readonly SheetCell[])[]): string[] {
  const reading = readProducts(sheet);
  if (reading.refusal !== null) return [];
  const named = reading.products.flatMap(({ gallery = [], detail = [], skus }) => [
    ...gallery,
    ...detail,
    ...skus.flatMap(({ picture }) => (picture ? [picture] : [])),
  ]);
  return [...new Set(named)].filter((name) => !name.startsWith("/media/"));
}

function rowOf(line: number, cells: readonly SheetCell[], places: ReadonlyMap<ProductKey, number>): Row {
  const unfit: { key: ProductKey; reason: string }[] = [];
  const texts: Partial<Record<ProductKey, string>> = {};
  for (const [key, place] of places) {
    const cell = cells[place] ?? null;
    const reason = unfitReason(cell);
    const text = textOf(cell);
    if (reason !== null) unfit.push({ key, reason });
    else if (text !== KEEP) texts[key] = text;
  }
  return { line, cells, unfit, text: (key) => texts[key] };
}

const FULFILMENT: Readonly<Record<string, "parcel" | "service">> = {
  快递: "parcel",
  服务核销: "service",
  服务: "service",
};
const STATES: Readonly<Record<string, boolean>> = { 上架: true, 在售: true, 下架: false, 已下架: false };
const MOST_SKUS = 100;

/** Reads the cells of one product. */
export function productOf({ rows, fourth }: ProductRows): SheetProduct {
  const faults: SheetFault[] = [];
  const first = rows[0] as Row;
  const fault = (line: number, key: ProductKey | null, reason: string) =>
    faults.push({ line, column: key === null ? "" : titleOf(key), reason });
  for (const { line, unfit } of rows) for (const { key, reason } of unfit) fault(line, key, reason);
  const one = (key: ProductKey) => sameText(rows, key, fault);
  const list = (key: ProductKey) => taken(one(key), listOf, (reason) => fault(first.line, key, reason));
  const id = first.text("id") || null;
  if (id !== null && !/^[1-9][0-9]{0,17}$/.test(id)) fault(first.line, "id", `${quoted(id)}不是商品编号`);
  const code = one("code") ?? "";
  for (const row of rows)
    if (!row.text("id") && !row.text("code") && !row.unfit.some(({ key }) => key === "id" || key === "code"))
      fault(row.line, null, "没有填商品编号或商品编码，同一商品的每一行都要填");
  if (code.length > 40) fault(first.line, "code", "商品编码最多 40 个字");
  if (rows.length > MOST_SKUS)
    fault(first.line, null, `一个商品最多 ${MOST_SKUS} 个规格，这里有 ${rows.length} 行`);
  const choice = <T>(key: ProductKey, words: Readonly<Record<string, T>>): T | undefined => {
    const text = one(key);
    if (!text) return undefined;
    const found = words[word(text)];
    if (found === undefined) fault(first.line, key, `${quoted(text)}应为${Object.keys(words).join("、")}`);
    return found;
  };
  for (const row of rows)
    if (fourth >= 0 && textOf(row.cells[fourth] ?? null) !== "") fault(row.line, null, "最多 3 个规格名");
  return {
    id,
    code,
    line: first.line,
    name: one("name"),
    subtitle: one("subtitle"),
    category: one("category"),
    shelves: list("shelves"),
    fulfilment: choice("fulfilment", FULFILMENT),
    freight: one("freight"),
    listed: choice("state", STATES),
    origin: one("origin"),
    tags: list("tags"),
    promises: list("promises"),
    gallery: list("gallery"),
    detail: list("detail"),
    skus: rows.slice(0, MOST_SKUS).map((row) => skuOf(row, fault)),
    faults,
    rows: rows.map(({ line, cells }) => ({ line, cells })),
  };
}

const LISTS: ReadonlySet<ProductKey> = new Set(["shelves", "tags", "promises", "gallery", "detail"]);

type Fault = (line: number, key: ProductKey | null, reason: string) => unknown;

/** What a product says once: later rows repeat it or stay empty. */
function sameText(rows: readonly Row[], key: ProductKey, fault: Fault): string | undefined {
  const first = rows[0]?.text(key);
  for (const row of rows) {
    const text = row.text(key);
    if (text !== undefined && text !== "" && text !== first)
      fault(row.line, key, `与第 ${rows[0]?.line} 行不同，同一商品的${titleOf(key)}要相同或留空`);
  }
  if (first !== undefined && !LISTS.has(key) && /[\r\n]/.test(first))
    fault(rows[0]?.line ?? 0, key, `${titleOf(key)}里有换行，请删掉`);
  return first;
}

function taken<T>(
  text: string | undefined,
  read: (text: string) => Read<T>,
  fault: (reason: string) => unknown,
) {
  if (text === undefined) return undefined;
  const value = read(text);
  if (!isFault(value)) return value;
  fault(value.reason);
  return undefined;
}

function skuOf(row: Row, fault: Fault): SheetSku {
  const read = <T>(key: ProductKey, how: (text: string) => Read<T>) =>
    taken(row.text(key), how, (reason) => fault(row.line, key, reason));
  const id = row.text("skuId") || null;
  if (id !== null && !/^[1-9][0-9]{0,17}$/.test(id)) fault(row.line, "skuId", `${quoted(id)}不是规格编号`);
  for (const key of ["skuCode", "value1", "value2", "value3", "picture"] as const)
    if (/[\r\n]/.test(row.text(key) ?? "")) fault(row.line, key, `${titleOf(key)}里有换行，请删掉`);
  return {
    line: row.line,
    id,
    spec: specOf(row, fault),
    code: row.text("skuCode"),
    price_fen: read("price", fenOf),
    market_price_fen: read("market", fenOf),
    cost_fen: read("cost", fenOf),
    weight_g: read("weight", wholeOf),
    picture: row.text("picture"),
    stock: read("stock", wholeOf),
  };
}

const SPECS = [
  ["spec1", "value1"],
  ["spec2", "value2"],
  ["spec3", "value3"],
] as const;

function specOf(row: Row, fault: Fault): { name: string; value: string }[] {
  const spec: { name: string; value: string }[] = [];
  for (const [nameKey, valueKey] of SPECS) {
    const [name, value] = [row.text(nameKey) ?? "", row.text(valueKey) ?? ""];
    if (name === "" && value === "") continue;
    if (name === "") fault(row.line, nameKey, "填了规格值，没有填规格名");
    else if (value === "") fault(row.line, valueKey, `没有填“${name}”的规格值`);
    else spec.push({ name, value });
  }
  return spec;
}
