/** Categories, products, SKUs and coupons of the demo shop as rows. */
import type pg from "pg";
import type { DemoCoupon, DemoProduct } from "../catalogue/index.ts";
import { demoCases, demoCategories, demoCoupons, demoProducts } from "../catalogue/index.ts";
import type { Pictures } from "./pictures.ts";
import { freshIds, insertRows, type Row } from "./rows.ts";

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
    demoProducts.map((product, at) => ({
      ...productRow(product, products, categories, pictures, now),
      code: `SP${String(at + 1).padStart(3, "0")}`,
    })),
  );
  const skus = await seedSkus(client, products, categories, pictures);
  const coupons = await seedCoupons(client, categories, now);
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

/** @returns those that the planned past uses: for everybody and the whole shop */
async function seedCoupons(
  client: pg.ClientBase,
  categories: ReadonlyMap<string, bigint>,
  now: Date,
): Promise<SeededCoupon[]> {
  const ids = await freshIds(client, "coupon", demoCoupons.length);
  await insertRows(
    client,
    "coupon",
    demoCoupons.map((coupon, at) => couponRow(coupon, ids[at] as bigint, categories, now)),
  );
  const codes = demoCoupons.flatMap((coupon, at) =>
    coupon.code ? [{ code: coupon.code, coupon_id: ids[at], shared: true }] : [],
  );
  await insertRows(client, "coupon_code", codes);
  return demoCoupons.flatMap((coupon, at) => {
    if (coupon.way || coupon.categories || coupon.new_customer) return [];
    return [
      {
        id: ids[at] as bigint,
        thresholdFen: BigInt(coupon.threshold_fen),
        discountFen: BigInt(coupon.off_fen),
        perCustomer: coupon.per_customer,
        validDays: coupon.valid_days,
      },
    ];
  });
}

function couponRow(coupon: DemoCoupon, id: bigint, categories: ReadonlyMap<string, bigint>, now: Date): Row {
  const scope = (coupon.categories ?? []).map((key) => String(categories.get(key)));
  return {
    id,
    name: coupon.name,
    kind: coupon.percent_off ? "percent" : "threshold",
    threshold_fen: coupon.threshold_fen,
    discount_fen: coupon.off_fen,
    percent_off: coupon.percent_off ?? 0,
    ceiling_fen: coupon.ceiling_fen ?? null,
    scope: coupon.categories ? "categories" : "all",
    scope_ids: scope,
    excluded_ids: [],
    new_customer: coupon.new_customer ?? false,
    stackable: coupon.stackable ?? false,
    way: coupon.way ?? "public",
    gift_from_fen: coupon.gift_from_fen ?? null,
    gift_when: coupon.way === "gift" ? "paid" : null,
    gift_taken_back: coupon.way === "gift",
    returned_days: coupon.returned_days ?? null,
    total: coupon.total,
    per_customer: coupon.per_customer,
    valid_days: coupon.valid_days,
    starts_at: new Date(now.getTime() - 70 * DAY_MS),
    ends_at: new Date(now.getTime() + 60 * DAY_MS),
    stopped: false,
    created_at: new Date(now.getTime() - 70 * DAY_MS),
  };
}
