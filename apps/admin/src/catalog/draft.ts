import type { CaseInput, ConsoleProduct, DetailBlock, Video } from "@banyan/contract";
import type { Fulfilment } from "@banyan/kernel";
import { yuanInput } from "../design/money.tsx";

/** One SKU while it is being edited: numbers stay as typed until they are read. */
export interface SkuDraft {
  id?: string;
  /** Keys of its values, one of each spec that has any. */
  cells: string[];
  price: string;
  market: string;
  cost: string;
  code: string;
  weight: string;
  picture: string | null;
  /** Opening stock; only new SKUs have one. */
  stock: string;
  /** A combination that is not sold. */
  off: boolean;
}

/** A value keeps its key while it is renamed and moved, and with it what was typed in its rows. */
export interface ValueDraft {
  key: string;
  text: string;
}

export interface SpecDraft {
  key: string;
  name: string;
  values: ValueDraft[];
}

/** A detail block with a key that survives sorting. */
export interface BlockDraft {
  key: string;
  block: DetailBlock;
}

export interface CaseDraft extends CaseInput {
  key: string;
}

export interface Draft {
  name: string;
  /** The operator's own key of the product. */
  code: string;
  subtitle: string;
  fulfilment: Fulfilment;
  category_id: string;
  shelf_ids: string[];
  /** null: the default one. */
  freight_template_id: string | null;
  origin: string;
  gallery: string[];
  video: Video | null;
  promises: string[];
  tags: string[];
  specs: SpecDraft[];
  skus: SkuDraft[];
  detail: BlockDraft[];
  cases: CaseDraft[];
}

/** A key for a row that has no id yet; unique also among those of a draft that was kept from another day. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36)).join("");
}

export function emptySku(cells: string[]): SkuDraft {
  return {
    cells,
    price: "",
    market: "",
    cost: "0",
    code: "",
    weight: "0",
    picture: null,
    stock: "0",
    off: false,
  };
}

export function emptyDraft(): Draft {
  return {
    name: "",
    code: "",
    subtitle: "",
    fulfilment: "parcel",
    category_id: "",
    shelf_ids: [],
    freight_template_id: null,
    origin: "",
    gallery: [],
    video: null,
    promises: [],
    tags: [],
    specs: [],
    skus: [emptySku([])],
    detail: [],
    cases: [],
  };
}

export function draftOf(product: ConsoleProduct): Draft {
  const specs = product.specs.map((spec) => ({
    key: freshKey(),
    name: spec.name,
    values: spec.values.map((text) => ({ key: freshKey(), text })),
  }));
  const sold = product.skus.map(
    (sku): SkuDraft => ({
      id: sku.id,
      cells: sku.spec.map(
        (text, at) => specs[at]?.values.find((value) => value.text === text)?.key ?? freshKey(),
      ),
      price: yuanInput(sku.price_fen),
      market: sku.market_price_fen === null ? "" : yuanInput(sku.market_price_fen),
      cost: yuanInput(sku.cost_fen),
      code: sku.code,
      weight: String(sku.weight_g),
      picture: sku.picture,
      stock: "0",
      off: false,
    }),
  );
  return {
    name: product.name,
    code: product.code,
    subtitle: product.subtitle,
    fulfilment: product.fulfilment,
    category_id: product.category_id,
    shelf_ids: [...product.shelf_ids],
    freight_template_id: product.freight_template_id,
    origin: product.origin,
    gallery: [...product.gallery],
    video: product.video,
    promises: [...product.promises],
    tags: [...product.tags],
    specs,
    skus: withUnsold(specs, sold),
    detail: product.detail.map((block) => ({ key: freshKey(), block })),
    cases: product.cases.map((one) => ({ ...one, pictures: [...one.pictures], key: freshKey() })),
  };
}

/** All combinations in order; those that the product does not sell stand switched off. */
function withUnsold(specs: readonly SpecDraft[], sold: readonly SkuDraft[]): SkuDraft[] {
  const names = (cells: readonly string[]) => cells.join("\n");
  const known = new Map(sold.map((sku) => [names(sku.cells), sku]));
  const every = specs.reduce<string[][]>(
    (rows, spec) => rows.flatMap((row) => spec.values.map(({ key }) => [...row, key])),
    [[]],
  );
  return every.map((cells) => known.get(names(cells)) ?? { ...emptySku(cells), off: true });
}

/** The same product once more: everything but what is the first one's own. */
export function copyOf(product: ConsoleProduct): Draft {
  const draft = draftOf(product);
  return {
    ...draft,
    name: `${product.name.slice(0, 56)}（副本）`,
    code: "",
    skus: draft.skus.map(({ id: _id, ...sku }) => ({ ...sku, code: "" })),
  };
}
