import { productInput } from "@banyan/contract";
import { parseYuan } from "../design/money.tsx";
import type { Draft, SkuDraft } from "./draft.ts";
import { MOST_SKUS, shownRows, soldRows, valuesOf } from "./sku-matrix.ts";

/** Typed text as a whole number; NaN where it is none, which the contract refuses with its own sentence. */
function whole(typed: string): number {
  return /^[0-9]{1,9}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
}

function fenOf(typed: string): number {
  return parseYuan(typed) ?? Number.NaN;
}

/** Values that are not typed yet stay away, unless a spec has no other. */
function specsOf(draft: Draft) {
  return draft.specs.map(({ name, values }) => {
    const texts = values.map(({ text }) => text.trim());
    const typed = texts.filter((text) => text !== "");
    return { name, values: typed.length > 0 ? typed : texts };
  });
}

/** The draft as the body of a request, before it is checked. */
function bodyOf(draft: Draft): unknown {
  return {
    name: draft.name,
    code: draft.code,
    subtitle: draft.subtitle,
    fulfilment: draft.fulfilment,
    category_id: draft.category_id,
    shelf_ids: draft.shelf_ids.filter((id) => id !== draft.category_id),
    freight_template_id: draft.fulfilment === "parcel" ? draft.freight_template_id : null,
    origin: draft.origin,
    gallery: draft.gallery,
    video: draft.video,
    promises: draft.promises,
    tags: draft.tags,
    specs: specsOf(draft),
    skus: soldRows(draft.specs, draft.skus).map((sku) => ({
      ...(sku.id ? { id: sku.id } : {}),
      spec: valuesOf(draft.specs, sku),
      price_fen: fenOf(sku.price),
      market_price_fen: sku.market.trim() === "" ? null : fenOf(sku.market),
      cost_fen: fenOf(sku.cost),
      code: sku.code,
      weight_g: whole(sku.weight),
      picture: sku.picture,
      stock: sku.id ? 0 : whole(sku.stock),
    })),
    detail: draft.detail.map(({ block }) =>
      block.kind === "list" ? { ...block, items: block.items.filter((item) => item.trim() !== "") } : block,
    ),
    cases: draft.cases.map(({ title, story, pictures }) => ({ title, story, pictures })),
  };
}

/** Where the contract speaks of what is not there yet as of something wrong. */
const WORDS: Record<string, string> = {
  category_id: "请选择分类",
  图片地址不正确: "请上传图片",
  视频地址不正确: "请上传视频",
};

export type ProductBody = ReturnType<typeof productInput.parse>;
/** Path of a field ("skus.0.price_fen") → what is wrong with it. */
export type FieldErrors = ReadonlyMap<string, string>;

/** Checks the draft by the contract's own rules and those of the SKU table, so that the page says exactly what the server would. */
export function checkDraft(
  draft: Draft,
): { body: ProductBody; errors: null } | { body: null; errors: FieldErrors } {
  const checked = productInput.safeParse(bodyOf(draft));
  const errors = new Map<string, string>();
  // The table says more exactly what is wrong with it, so it speaks first.
  for (const [path, message] of tableErrors(draft)) errors.set(path, message);
  for (const issue of checked.error?.issues ?? []) {
    const path = issue.path.join(".");
    if (!errors.has(path)) errors.set(path, WORDS[path] ?? WORDS[issue.message] ?? issue.message);
  }
  if (checked.success && errors.size === 0) return { body: checked.data, errors: null };
  return { body: null, errors };
}

/** What the shape of single fields cannot say: repeated names and codes, values that lead nowhere, too many rows. */
function tableErrors(draft: Draft): [string, string][] {
  const rows = soldRows(draft.specs, draft.skus);
  return [...specErrors(draft, rows), ...rowErrors(rows)];
}

function specErrors(draft: Draft, rows: readonly SkuDraft[]): [string, string][] {
  const names = draft.specs.map((spec) => spec.name.trim());
  return draft.specs.flatMap((spec, index): [string, string][] => {
    if (names[index] !== "" && names.indexOf(names[index] ?? "") < index)
      return [[`specs.${index}.name`, `规格名“${names[index]}”重复了`]];
    const texts = spec.values.map(({ text }) => text.trim()).filter((text) => text !== "");
    const twice = texts.find((text, at) => texts.indexOf(text) !== at);
    if (twice !== undefined) return [[`specs.${index}.values`, `规格值“${twice}”重复了`]];
    const idle = spec.values.find(
      ({ key, text }) => text.trim() !== "" && !rows.some((row) => row.cells.includes(key)),
    );
    if (!idle || rows.length === 0) return [];
    return [[`specs.${index}.values`, `“${idle.text}”没有一个在卖的组合，请在下面勾上一个，或者删掉它`]];
  });
}

function rowErrors(rows: readonly SkuDraft[]): [string, string][] {
  if (rows.length === 0) return [["skus", "至少要有一个在卖的组合"]];
  if (rows.length > MOST_SKUS)
    return [
      ["skus", `现在是 ${rows.length} 个组合，最多 ${MOST_SKUS} 个，请减少规格值，或去掉不卖的组合的勾`],
    ];
  const codes = rows.map((row) => row.code.trim());
  return rows.flatMap((row, index): [string, string][] => {
    const first = codes.indexOf(codes[index] ?? "");
    if (codes[index] !== "" && first < index)
      return [[`skus.${index}.code`, `编码 ${codes[index]} 和第 ${first + 1} 行重复了`]];
    const warning = marketWarning(row);
    return warning ? [[`skus.${index}.market_price_fen`, warning]] : [];
  });
}

/** Said while typing, before anything is saved. */
export function marketWarning(sku: SkuDraft): string | null {
  const [price, market] = [parseYuan(sku.price), parseYuan(sku.market)];
  return price !== null && market !== null && market < price ? "划线价不能低于售价" : null;
}

/** Place of a shown row among those that go to the server: what its fields are called there. null: it does not go. */
export function sentIndex(draft: Pick<Draft, "specs" | "skus">): Map<SkuDraft, number> {
  const sold = soldRows(draft.specs, draft.skus);
  const places = new Map(sold.map((sku, index) => [sku, index]));
  return new Map(
    shownRows(draft.specs, draft.skus).flatMap((sku) => {
      const place = places.get(sku);
      return place === undefined ? [] : [[sku, place] as const];
    }),
  );
}
