import type { DemoProduct, DemoSku, DetailBlock } from "./shapes.ts";

/** Price, market price, cost (fen), stock, weight (g), and optionally the view that shows this SKU. */
export type SkuRow = [
  price_fen: number,
  market_price_fen: number | null,
  cost_fen: number,
  stock: number,
  weight_g: number,
  view?: string,
];

interface ProductDraft extends Pick<DemoProduct, "key" | "name" | "subtitle" | "origin" | "weight" | "tags"> {
  categories: string[];
  fulfilment?: "service";
  promises: string[];
  /** Dimension name to values, in the order shown. */
  specs: Record<string, string[]>;
  /** One row per combination, the last dimension running fastest. */
  rows: SkuRow[];
  /** Views beyond hero, set, close and scene. */
  more?: string[];
  detail: DetailBlock[];
  low_stock?: true;
}

/** The four pictures every product has; a fifth may follow. */
export const VIEWS = ["hero", "set", "close", "scene"];

export const heading = (text: string): DetailBlock => ({ kind: "heading", text });
export const text = (words: string): DetailBlock => ({ kind: "text", text: words });
export const facts = (...rows: [string, string][]): DetailBlock => ({ kind: "facts", rows });

/** A picture of the detail page. A name that begins with "-" is a view of the product itself. */
export function picture(name: string, caption?: string): DetailBlock {
  return caption === undefined
    ? { kind: "picture", picture: name }
    : { kind: "picture", picture: name, caption };
}

/** Spells a draft out into the full shape: the SKU matrix and the picture keys. */
export function product(draft: ProductDraft): DemoProduct {
  const specs = Object.entries(draft.specs).map(([name, values]) => ({ name, values }));
  const combinations = specs.reduce<string[][]>(
    (soFar, { values }) => soFar.flatMap((head) => values.map((value) => [...head, value])),
    [[]],
  );
  if (combinations.length !== draft.rows.length) {
    throw new Error(`${draft.key}: ${combinations.length} combinations, ${draft.rows.length} rows`);
  }
  const skus = combinations.map((spec, at): DemoSku => {
    const row = draft.rows[at];
    if (!row) throw new Error(`${draft.key}: no row for ${spec.join(" ")}`);
    const [price_fen, market_price_fen, cost_fen, stock, weight_g, view] = row;
    const sku: DemoSku = { spec, price_fen, market_price_fen, cost_fen, stock, weight_g };
    return view === undefined ? sku : { ...sku, picture: `${draft.key}-${view}` };
  });
  const own = (name: string): string => (name.startsWith("-") ? `${draft.key}${name}` : name);
  const { key, name, subtitle, categories, origin, promises, weight, tags } = draft;
  const full: DemoProduct = {
    key,
    name,
    subtitle,
    categories,
    fulfilment: draft.fulfilment ?? "parcel",
    origin,
    promises,
    specs,
    skus,
    gallery: [...VIEWS, ...(draft.more ?? [])].map((view) => `${key}-${view}`),
    detail: draft.detail.map((block) =>
      block.kind === "picture" ? { ...block, picture: own(block.picture) } : block,
    ),
    weight,
    tags,
  };
  return draft.low_stock ? { ...full, low_stock: true } : full;
}

/** Promises shared by whole shelves. */
export const FOOD = ["48 小时内发货", "破损补发", "未拆封 7 天可退"];
export const FRESH = ["采后 24 小时内发出", "坏果坏菌包赔", "冷链配送"];
export const CRAFT = ["手工制作", "破损补发", "7 天无理由退换"];
export const SERVICE = ["预约制", "未使用可退", "行前 72 小时可改期"];
export const MADE_TO_ORDER = ["上门量尺", "图纸确认后开工", "两年保修"];

/** Nickname, stars, which SKU of the product, words; then optionally shown views, the shop's reply and what is added later. */
export type ReviewRow = [
  nickname: string,
  stars: 1 | 2 | 3 | 4 | 5,
  sku: number,
  text: string,
  extra?: { views?: string[]; reply?: string; added?: string },
];
