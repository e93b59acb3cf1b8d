import { type ConsoleProduct, type DetailBlock, productInput } from "@banyan/contract";
import type { Fulfilment } from "@banyan/kernel";
import { parseYuan, yuanInput } from "../design/money.tsx";

/** One SKU while it is being edited: numbers stay as typed until they are read. */
export interface SkuDraft {
  id?: string;
  spec: string[];
  price: string;
  market: string;
  cost: string;
  code: string;
  weight: string;
  picture: string | null;
  /** Opening stock; only new SKUs have one. */
  stock: string;
}

export interface SpecDraft {
  name: string;
  values: string[];
}

/** A detail block with a key that survives sorting. */
export interface BlockDraft {
  key: string;
  block: DetailBlock;
}

export interface Draft {
  name: string;
  subtitle: string;
  fulfilment: Fulfilment;
  category_id: string;
  origin: string;
  gallery: string[];
  promises: string[];
  tags: string[];
  specs: SpecDraft[];
  skus: SkuDraft[];
  detail: BlockDraft[];
}

let lastKey = 0;
/** A key for a row that has no id yet, unique in this page. */
export function freshKey(): string {
  lastKey += 1;
  return `new-${lastKey}`;
}

export function emptySku(spec: string[]): SkuDraft {
  return { spec, price: "", market: "", cost: "0", code: "", weight: "0", picture: null, stock: "0" };
}

export function emptyDraft(): Draft {
  return {
    name: "",
    subtitle: "",
    fulfilment: "parcel",
    category_id: "",
    origin: "",
    gallery: [],
    promises: [],
    tags: [],
    specs: [],
    skus: [emptySku([])],
    detail: [],
  };
}

export function draftOf(product: ConsoleProduct): Draft {
  return {
    name: product.name,
    subtitle: product.subtitle,
    fulfilment: product.fulfilment,
    category_id: product.category_id,
    origin: product.origin,
    gallery: [...product.gallery],
    promises: [...product.promises],
    tags: [...product.tags],
    specs: product.specs.map((spec) => ({ name: spec.name, values: [...spec.values] })),
    skus: product.skus.map((sku) => ({
      id: sku.id,
      spec: [...sku.spec],
      price: yuanInput(sku.price_fen),
      market: sku.market_price_fen === null ? "" : yuanInput(sku.market_price_fen),
      cost: yuanInput(sku.cost_fen),
      code: sku.code,
      weight: String(sku.weight_g),
      picture: sku.picture,
      stock: "0",
    })),
    detail: product.detail.map((block) => ({ key: freshKey(), block })),
  };
}

/** Typed text as a whole number; NaN where it is none, which the contract refuses with its own sentence. */
function whole(typed: string): number {
  return /^[0-9]{1,9}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
}

function fenOf(typed: string): number {
  return parseYuan(typed) ?? Number.NaN;
}

/** The draft as the body of a request, before it is checked. */
function bodyOf(draft: Draft): unknown {
  return {
    name: draft.name,
    subtitle: draft.subtitle,
    fulfilment: draft.fulfilment,
    category_id: draft.category_id,
    origin: draft.origin,
    gallery: draft.gallery,
    promises: draft.promises,
    tags: draft.tags,
    specs: draft.specs,
    skus: draft.skus.map((sku) => ({
      ...(sku.id ? { id: sku.id } : {}),
      spec: sku.spec,
      price_fen: fenOf(sku.price),
      market_price_fen: sku.market.trim() === "" ? null : fenOf(sku.market),
      cost_fen: fenOf(sku.cost),
      code: sku.code,
      weight_g: whole(sku.weight),
      picture: sku.picture,
      stock: sku.id ? 0 : whole(sku.stock),
    })),
    detail: draft.detail.map(({ block }) => block),
  };
}

export type ProductBody = ReturnType<typeof productInput.parse>;
/** Path of a field ("skus.0.price_fen") → what is wrong with it. */
export type FieldErrors = ReadonlyMap<string, string>;

/** Checks the draft by the contract's own rules, so that the page says exactly what the server would. */
export function checkDraft(
  draft: Draft,
): { body: ProductBody; errors: null } | { body: null; errors: FieldErrors } {
  const checked = productInput.safeParse(bodyOf(draft));
  if (checked.success) return { body: checked.data, errors: null };
  const errors = new Map<string, string>();
  for (const issue of checked.error.issues) {
    const path = issue.path.join(".");
    if (!errors.has(path)) errors.set(path, path === "category_id" ? "请选择分类" : issue.message);
  }
  return { body: null, errors };
}
