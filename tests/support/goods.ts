/** Goods on the shelf, made through the console as an operator would. */

import sharp from "sharp";
import { type Caller, newKey } from "./people.ts";

export interface GoodsPlan {
  name?: string;
  /** Price of the only SKU; `skus` for several. */
  price?: number;
  stock?: number;
  fulfilment?: "parcel" | "service";
  /** Several SKUs of one spec 规格, each with its price and stock. */
  skus?: readonly { price: number; stock: number; cost?: number }[];
  listed?: boolean;
}

export interface Product {
  id: string;
  version: number;
  /** Ids of the SKUs in the order of the plan. */
  skus: string[];
  /** The first SKU. */
  sku: string;
}

/** What goods are made with: somebody who may. */
export interface Keeper {
  owner: Pick<Caller, "api">;
}

interface Shelf {
  category: Promise<string>;
  picture: Promise<string>;
}
const shelves = new WeakMap<Keeper, Shelf>();

/** The category and picture that all test goods of a shop share. */
export function shelfOf(shop: Keeper): Shelf {
  const known = shelves.get(shop);
  if (known) return known;
  const { console } = shop.owner.api;
  const made: Shelf = {
    category: console.catalog
      .saveCategory({ parent_id: null, name: "山货", icon: null, sort: 1 })
      .then((body) => body.id),
    picture: sharp({ create: { width: 64, height: 64, channels: 3, background: "#7a8b5c" } })
      .png()
      .toBuffer()
      .then((bytes) =>
        console.media.upload({ file: new File([new Uint8Array(bytes)], "green.png", { type: "image/png" }) }),
      )
      .then((body) => body.url),
  };
  shelves.set(shop, made);
  return made;
}

export async function makeProduct(shop: Keeper, plan: GoodsPlan): Promise<Product> {
  const shelf = shelfOf(shop);
  const skus = plan.skus ?? [{ price: plan.price ?? 1000, stock: plan.stock ?? 100 }];
  const values = skus.map((_, index) => `第${index + 1}款`);
  const made = await shop.owner.api.console.catalog.create({
    request_key: newKey(),
    listed: plan.listed ?? true,
    name: plan.name ?? "古树红茶",
    subtitle: "",
    fulfilment: plan.fulfilment ?? "parcel",
    category_id: await shelf.category,
    origin: "云南",
    gallery: [await shelf.picture],
    promises: [],
    tags: [],
    specs: skus.length > 1 ? [{ name: "规格", values }] : [],
    skus: skus.map((sku, index) => ({
      spec: skus.length > 1 ? [values[index] ?? ""] : [],
      price_fen: sku.price,
      market_price_fen: null,
      cost_fen: "cost" in sku ? (sku.cost ?? 0) : 0,
      code: "",
      weight_g: 0,
      picture: null,
      stock: sku.stock,
    })),
    detail: [],
  });
  const ids = made.skus.map((sku) => sku.id);
  return { id: made.id, version: made.version, skus: ids, sku: ids[0] ?? "" };
}
