/** Products put straight into the tables, for tests that are not about making them. */
import type { Shop } from "./open-shop.ts";

export interface GoodsPlan {
  name: string;
  subtitle?: string;
  origin?: string;
  tags?: string[];
  state?: "listed" | "unlisted" | "recycled";
  category?: bigint;
  weight?: number;
  fulfilment?: "parcel" | "service";
  skus?: {
    spec?: string[];
    price: number;
    market?: number;
    stock?: number;
    sold?: number;
    retired?: boolean;
  }[];
}

export interface Goods {
  productId: bigint;
  skuIds: bigint[];
}

export async function addCategory(
  shop: Shop,
  name: string,
  parent: bigint | null = null,
  sort = 0,
): Promise<bigint> {
  const [row] = await shop.sql<{ id: string }>(
    "INSERT INTO category (name, parent_id, sort) VALUES ($1, $2, $3) RETURNING id",
    [name, parent, sort],
  );
  return BigInt(row?.id ?? 0);
}

export async function addGoods(shop: Shop, plan: GoodsPlan): Promise<Goods> {
  const category = plan.category ?? (await addCategory(shop, `分类 ${plan.name}`));
  const [product] = await shop.sql<{ id: string }>(
    `INSERT INTO product (category_id, state, fulfilment, name, subtitle, origin, tags, weight, gallery)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      category,
      plan.state ?? "listed",
      plan.fulfilment ?? "parcel",
      plan.name,
      plan.subtitle ?? "",
      plan.origin ?? "",
      JSON.stringify(plan.tags ?? []),
      plan.weight ?? 0,
      JSON.stringify([`/media/${"a".repeat(64)}.webp`]),
    ],
  );
  const productId = BigInt(product?.id ?? 0);
  const skuIds: bigint[] = [];
  for (const [position, sku] of (plan.skus ?? [{ price: 1000 }]).entries()) {
    const [row] = await shop.sql<{ id: string }>(
      `INSERT INTO sku (product_id, spec, price_fen, market_price_fen, position, retired)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [
        productId,
        JSON.stringify(sku.spec ?? []),
        sku.price,
        sku.market ?? null,
        position,
        sku.retired ?? false,
      ],
    );
    await shop.sql("INSERT INTO sku_stock (sku_id, on_hand) VALUES ($1, $2)", [row?.id, sku.stock ?? 10]);
    if (sku.sold) await shop.sql("INSERT INTO sku_sales (sku_id, sold) VALUES ($1, $2)", [row?.id, sku.sold]);
    skuIds.push(BigInt(row?.id ?? 0));
  }
  return { productId, skuIds };
}
