/** A product of a sheet as the form that will be saved: what the shop has, with what the sheet says over it. Pure. */
import { productInput } from "@banyan/contract";
import { type ProductKey, type SheetFault, type SheetProduct, type SheetSku, titleOf } from "@banyan/domain";
import type { WholeProduct } from "../catalog/bulk-store.ts";
import { checkForm, type ProductForm, type SkuForm } from "../catalog/product-form.ts";
import { Refusal } from "../http/refusal.ts";
import type { Categories, Freights } from "./facts.ts";

export interface Facts {
  categories: Categories;
  freights: Freights;
  picture(name: string): string | { reason: string };
}

export interface Formed {
  /** null: something is wrong. */
  form: ProductForm | null;
  faults: SheetFault[];
  notes: string[];
}

/** @param now what the shop has; null: a new product */
export function formOf(sheet: SheetProduct, now: WholeProduct | null, facts: Facts): Formed {
  const faults = [...sheet.faults];
  const notes: string[] = [];
  const fault = (line: number, key: ProductKey | null, reason: string) =>
    faults.push({ line, column: key === null ? "" : titleOf(key), reason });
  const found = <T>(key: ProductKey, line: number, read: T | { reason: string }): T | undefined => {
    if (typeof read !== "object" || read === null || !("reason" in read)) return read as T;
    fault(line, key, (read as { reason: string }).reason);
    return undefined;
  };
  const pictures = (key: "gallery" | "detail") =>
    sheet[key]?.flatMap((name) => found(key, sheet.line, facts.picture(name)) ?? []);
  const category =
    sheet.category === undefined || (sheet.category === "" && now !== null)
      ? now?.category_id
      : found("category", sheet.line, facts.categories.idOf(sheet.category));
  const shelves = sheet.shelves?.flatMap(
    (path) => found("shelves", sheet.line, facts.categories.idOf(path)) ?? [],
  );
  const detail = pictures("detail");
  const gallery = pictures("gallery");
  const skus = skusOf(sheet, now, facts, { fault, found, notes });
  if (now !== null && sheet.listed !== undefined && sheet.listed !== (now.state === "listed"))
    notes.push("状态没有改：上架和下架请在商品列表操作");
  if (now?.state === "recycled") fault(sheet.line, "id", "商品在回收站里，先恢复再导入");
  const fulfilment = sheet.fulfilment ?? now?.fulfilment ?? "parcel";
  const freight = freightOf(sheet, now, fulfilment, facts, found);
  if (faults.length > 0) return { form: null, faults, notes };
  const raw = {
    name: sheet.name || now?.name || "",
    subtitle: sheet.subtitle ?? now?.subtitle ?? "",
    fulfilment,
    freight_template_id: freight,
    category_id: category ?? "",
    origin: sheet.origin ?? now?.origin ?? "",
    gallery: gallery?.length ? gallery : (now?.gallery ?? []),
    promises: sheet.promises ?? now?.promises ?? [],
    tags: sheet.tags ?? now?.tags ?? [],
    specs: specsOf(skus, sheet, now),
    skus: skus.map(({ sku }) => sku),
    detail: detail?.map((picture) => ({ kind: "picture" as const, picture })) ?? now?.detail ?? [],
    shelf_ids: [...new Set(shelves ?? now?.shelf_ids ?? [])].filter((id) => id !== category),
  };
  return { ...checked(raw, sheet, skus), notes };
}

/** A service is sent to nobody: its sheet names no template, and what the shop has of one stays. */
function freightOf(
  { line, freight }: SheetProduct,
  now: WholeProduct | null,
  fulfilment: ProductForm["fulfilment"],
  { freights }: Facts,
  found: Tools["found"],
): string | null | undefined {
  if (freight === undefined || (fulfilment === "service" && freight === ""))
    return now?.freight_template_id ?? null;
  const none = { reason: "服务类商品不收运费，请留空" };
  return found<string | null>("freight", line, fulfilment === "service" ? none : freights.idOf(freight));
}

interface Tools {
  fault: (line: number, key: ProductKey | null, reason: string) => unknown;
  found: <T>(key: ProductKey, line: number, read: T | { reason: string }) => T | undefined;
  notes: string[];
}
interface FormedSku {
  /** null: stands in the shop, not in the sheet. */
  row: SheetSku | null;
  sku: SkuForm;
}

/** Those of the shop stay in their order, whether the sheet names them or not; new ones follow. */
function skusOf(sheet: SheetProduct, now: WholeProduct | null, facts: Facts, tools: Tools): FormedSku[] {
  const rowOf = new Map<string, SheetSku>();
  const fresh: SheetSku[] = [];
  for (const row of sheet.skus) {
    const values = JSON.stringify(row.spec.map(({ value }) => value));
    const known = now?.skus.find((sku) =>
      row.id === null ? JSON.stringify(sku.spec) === values : sku.id === row.id,
    );
    if (row.id !== null && !known) tools.fault(row.line, "skuId", `这个商品没有编号 ${row.id} 的规格`);
    else if (!known) fresh.push(row);
    else if (rowOf.has(known.id))
      tools.fault(row.line, null, `与第 ${rowOf.get(known.id)?.line} 行是同一个规格`);
    else rowOf.set(known.id, row);
  }
  const kept = (now?.skus ?? []).map((sku): FormedSku => {
    const row = rowOf.get(sku.id) ?? null;
    const {
      on_hand,
      held: _held,
      sold: _sold,
      ...fields
    } = sku as typeof sku & { held?: number; sold?: number };
    if (row === null) return { row, sku: { ...fields, stock: 0 } };
    if (typeof row.stock === "number" && row.stock !== on_hand)
      tools.notes.push(`第 ${row.line} 行库存 ${row.stock} 没有采用：现在是 ${on_hand}，请在「库存」里调整`);
    return { row, sku: skuForm(row, { ...fields, stock: 0 }, facts, tools) };
  });
  return [...kept, ...fresh.map((row) => ({ row, sku: skuForm(row, null, facts, tools) }))];
}

function skuForm(row: SheetSku, now: SkuForm | null, facts: Facts, { fault, found }: Tools): SkuForm {
  const picture =
    row.picture === undefined
      ? (now?.picture ?? null)
      : row.picture === ""
        ? null
        : (found("picture", row.line, facts.picture(row.picture)) ?? null);
  const price = row.price_fen === undefined ? (now?.price_fen ?? null) : row.price_fen;
  if (price === null && !isAlreadyBad(row)) fault(row.line, "price", "没有填售价");
  return {
    ...(now?.id === undefined ? {} : { id: now.id }),
    spec: row.spec.map(({ value }) => value),
    price_fen: price ?? 1,
    market_price_fen:
      row.market_price_fen === undefined ? (now?.market_price_fen ?? null) : row.market_price_fen,
    cost_fen: row.cost_fen === undefined ? (now?.cost_fen ?? 0) : (row.cost_fen ?? 0),
    code: row.code ?? now?.code ?? "",
    weight_g: row.weight_g === undefined ? (now?.weight_g ?? 0) : (row.weight_g ?? 0),
    picture,
    stock: now === null ? (row.stock ?? 0) : 0,
  };
}

/** A price that could not be read has its reason already. */
const isAlreadyBad = (row: SheetSku) => row.price_fen === undefined;

/** Names and values that stand there come first, in their order; new ones in the order of the sheet. */
function specsOf(
  skus: readonly FormedSku[],
  sheet: SheetProduct,
  now: WholeProduct | null,
): ProductForm["specs"] {
  const named = sheet.skus.find(({ spec }) => spec.length > 0)?.spec ?? [];
  const names = named.map(({ name }) => name);
  const same = now !== null && JSON.stringify(now.specs.map(({ name }) => name)) === JSON.stringify(names);
  return names.map((name, at) => {
    const known = same ? (now?.specs[at]?.values ?? []) : [];
    return { name, values: [...new Set([...known, ...skus.flatMap(({ sku }) => sku.spec[at] ?? [])])] };
  });
}

const COLUMN_OF: Readonly<Record<string, ProductKey>> = {
  name: "name",
  subtitle: "subtitle",
  category_id: "category",
  fulfilment: "fulfilment",
  freight_template_id: "freight",
  origin: "origin",
  gallery: "gallery",
  promises: "promises",
  tags: "tags",
  detail: "detail",
  shelf_ids: "shelves",
};
const SKU_COLUMN: Readonly<Record<string, ProductKey>> = {
  spec: "value1",
  price_fen: "price",
  market_price_fen: "market",
  cost_fen: "cost",
  code: "skuCode",
  weight_g: "weight",
  picture: "picture",
  stock: "stock",
};

/** The same checks as for a form in the console; where they point is told as line and column. */
function checked(raw: unknown, sheet: SheetProduct, skus: readonly FormedSku[]): Omit<Formed, "notes"> {
  const faultAt = (path: readonly PropertyKey[], reason: string): SheetFault => {
    const [first, second, third] = path.map(String);
    const row = first === "skus" ? skus[Number(second)]?.row : undefined;
    const key = first === "skus" ? SKU_COLUMN[third ?? ""] : COLUMN_OF[first ?? ""];
    const away = first === "skus" && row === null ? "表里没有的规格：" : "";
    return { line: row?.line ?? sheet.line, column: key ? titleOf(key) : "", reason: `${away}${reason}` };
  };
  const names = new Set(sheet.skus.map(({ spec }) => JSON.stringify(spec.map(({ name }) => name))));
  if (names.size > 1)
    return { form: null, faults: [faultAt(["specs"], "同一商品各行的规格名要相同、顺序相同")] };
  const read = productInput.safeParse(raw);
  if (!read.success)
    return { form: null, faults: read.error.issues.map(({ path, message }) => faultAt(path, message)) };
  try {
    checkForm(read.data);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { form: null, faults: [faultAt((error.field ?? "").split("."), error.message)] };
  }
  return { form: read.data, faults: [] };
}
