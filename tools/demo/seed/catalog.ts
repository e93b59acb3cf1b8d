/** Categories, products, SKUs and coupons of the demo shop as rows. */
import type pg from "pg";
import type { DemoProduct } from "../catalogue/index.ts";
import { demoCases, demoCategories, demoCoupons, demoProducts } from "../catalogue/index.ts";
import type { Pictures } from "./pictures.ts";
import { freshIds, insertRows } from "./rows.ts";

export interface SeededSku {
  id: bigint;
  productId: bigint;
  name: string;
  spec: string[];
  picture: string;
  code: string;
  fulfilment: "parcel" | "service";
  priceFen: bigint;
  costFen: bigint;
  categoryPath: bigint[];
  /** What is to be on the shelf when the shop opens its doors. */
  stock: number;
  /** Popularity. */
  weight: number;
}
export interface SeededCoupon {
  id: bigint;
  thresholdFen: bigint;
  discountFen: bigint;
  perCustomer: number;
  validDays: number;
}
export interface SeededCatalog {
  categories: Map<string, bigint>;
  products: Map<string, bigint>;
  skus: SeededSku[];
  coupons: SeededCoupon[];
}

const DAY_MS = 86_400_000;

export async function seedCatalog(
  client: pg.ClientBase,
  pictures: Pictures,
  now: Date,
): Promise<SeededCatalog> {
  const categories = await seedCategories(client, pictures);
  const ids = await freshIds(client, "product", demoProducts.length);
  const products = new Map(demoProducts.map((product, at) => [product.key, ids[at] as bigint]));
  await insertRows(
    client,
    "product",
    demoProducts.map((product) => productRow(product, products, categories, pictures, now)),
  );
  const skus = await seedSkus(client, products, categories, pictures);
  const coupons = await seedCoupons(client, now);
  return { categories, products, skus, coupons };
}

async function seedCategories(client: pg.ClientBase, pictures: Pictures): Promise<Map<string, bigint>> {
  const ids = await freshIds(client, "category", demoCategories.length);
  const byKey = new Map(demoCategories.map((category, at) => [category.key, ids[at] as bigint]));
  const rows = demoCategories.map((category) => ({
    id: byKey.get(category.key),
    parent_id: category.parent === null ? null : byKey.get(category.parent),
    name: category.name,
    icon: pictures.url(category.icon),
    sort: category.sort,
  }));
  await insertRows(
    client,
    "category",
    rows.filter((row) => row.parent_id === null),
  );
  await insertRows(
    client,
    "category",
    rows.filter((row) => row.parent_id !== null),
  );
  return byKey;
}

function productRow(
  product: DemoProduct,
  products: Map<string, bigint>,
  categories: Map<string, bigint>,
  pictures: Pictures,
  now: Date,
) {
  const cases = demoCases.filter((one) => one.products.includes(product.key));
  return {
    id: products.get(product.key),
    category_id: categories.get(product.categories[0] ?? ""),
    state: "listed",
    fulfilment: product.fulfilment,
    name: product.name,
    subtitle: product.subtitle,
    origin: product.origin,
    gallery: product.gallery.map(pictures.url),
    promises: product.promises,
    tags: product.tags,
    specs: product.specs,
    detail: product.detail.map((block) =>
      block.kind === "picture" ? { ...block, picture: pictures.url(block.picture) } : block,
    ),
    cases: cases.map((one) => ({
      title: one.title,
      story: `${one.customer} · ${one.summary}`,
      pictures: one.pictures.map(pictures.url),
    })),
    weight: product.weight,
    version: 1,
    created_at: new Date(now.getTime() - 90 * DAY_MS),
    updated_at: new Date(now.getTime() - 40 * DAY_MS),
  };
}

async function seedSkus(
  client: pg.ClientBase,
  products: Map<string, bigint>,
  categories: Map<string, bigint>,
  pictures: Pictures,
): Promise<SeededSku[]> {
  const flat = demoProducts.flatMap((product) =>
    product.skus.map((sku, position) => ({ product, sku, position })),
  );
  const ids = await freshIds(client, "sku", flat.length);
  const parents = new Map(demoCategories.map((category) => [category.key, category.parent]));
  const code = (at: number) => `YL${String(at + 1).padStart(4, "0")}`;
  await insertRows(
    client,
    "sku",
    flat.map(({ product, sku, position }, at) => ({
      id: ids[at],
      product_id: products.get(product.key),
      spec: sku.spec,
      price_fen: sku.price_fen,
      market_price_fen: sku.market_price_fen,
      cost_fen: sku.cost_fen,
      code: code(at),
      weight_g: sku.weight_g,
      picture: sku.picture === undefined ? null : pictures.url(sku.picture),
      position,
      retired: false,
    })),
  );
  return flat.map(({ product, sku }, at) => {
    const leaf = product.categories[0] ?? "";
    const root = parents.get(leaf);
    const path = [leaf, ...(root ? [root] : [])].map((key) => categories.get(key) as bigint);
    return {
      id: ids[at] as bigint,
      productId: products.get(product.key) as bigint,
      name: product.name,
      spec: sku.spec,
      picture: pictures.url(sku.picture ?? product.gallery[0] ?? ""),
      code: code(at),
      fulfilment: product.fulfilment,
      priceFen: BigInt(sku.price_fen),
      costFen: BigInt(sku.cost_fen),
      categoryPath: path,
      stock: sku.stock,
      weight: sku.stock === 0 ? 1 : product.weight,
    };
  });
}

/** Only coupons for the whole shop: the first kind there is. */
async function seedCoupons(client: pg.ClientBase, now: Date): Promise<SeededCoupon[]> {
  const wanted = demoCoupons.filter(
    (coupon) => coupon.categories === null && coupon.off_fen < coupon.threshold_fen,
  );
  const ids = await freshIds(client, "coupon", wanted.length);
  await insertRows(
    client,
    "coupon",
    wanted.map((coupon, at) => ({
      id: ids[at],
      name: coupon.name,
      threshold_fen: coupon.threshold_fen,
      discount_fen: coupon.off_fen,
      total: coupon.total,
      per_customer: coupon.per_customer,
      valid_days: coupon.valid_days,
      starts_at: new Date(now.getTime() - 70 * DAY_MS),
      ends_at: new Date(now.getTime() + 60 * DAY_MS),
      stopped: false,
      created_at: new Date(now.getTime() - 70 * DAY_MS),
    })),
  );
  return wanted.map((coupon, at) => ({
    id: ids[at] as bigint,
    thresholdFen: BigInt(coupon.threshold_fen),
    discountFen: BigInt(coupon.off_fen),
    perCustomer: coupon.per_customer,
    validDays: coupon.valid_days,
  }));
}
