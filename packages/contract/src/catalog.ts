import { FULFILMENTS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { detailBlock, fen, id, optionalText, page, pageQuery } from "./shape.ts";

/** What a product looks like in any list of the shop. */
export const productCard = z.object({
  id,
  name: z.string(),
  subtitle: z.string(),
  picture: z.string(),
  price_fen: fen,
  /** Whether SKUs differ in price ("¥58 起"). */
  price_from: z.boolean(),
  market_price_fen: fen.nullable(),
  sales: z.number().int(),
  sold_out: z.boolean(),
  tags: z.array(z.string()),
  fulfilment: z.enum(FULFILMENTS),
});
export type ProductCard = z.infer<typeof productCard>;

export const categoryNode = z.object({
  id,
  name: z.string(),
  icon: z.string().nullable(),
  children: z.array(z.object({ id, name: z.string(), icon: z.string().nullable() })),
});
export type CategoryNode = z.infer<typeof categoryNode>;

export const sku = z.object({
  id,
  /** One value per spec of the product, in the product's order. */
  spec: z.array(z.string()),
  price_fen: fen,
  market_price_fen: fen.nullable(),
  picture: z.string().nullable(),
  code: z.string(),
});

export const productDetail = z.object({
  id,
  name: z.string(),
  subtitle: z.string(),
  fulfilment: z.enum(FULFILMENTS),
  origin: z.string(),
  gallery: z.array(z.string()),
  promises: z.array(z.string()),
  tags: z.array(z.string()),
  specs: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  skus: z.array(sku),
  detail: z.array(detailBlock),
  category: z.object({ id, name: z.string() }),
  cases: z.array(z.object({ title: z.string(), story: z.string(), pictures: z.array(z.string()) })),
});
export type ProductDetail = z.infer<typeof productDetail>;

/** The small live call beside the cached page: stock, sales and what concerns this person. */
export const productLive = z.object({
  sales: z.number().int(),
  skus: z.array(z.object({ id, available: z.number().int() })),
});
export type ProductLive = z.infer<typeof productLive>;

export const SORTS = ["recommended", "sales", "price_up", "price_down", "newest"] as const;

export const catalog = {
  categories: oc
    .route({ method: "GET", path: "/categories", summary: "分类" })
    .output(z.object({ categories: z.array(categoryNode) })),
  list: oc
    .route({ method: "GET", path: "/products", summary: "商品列表与搜索" })
    .input(
      z.object({
        ...pageQuery,
        category: id.optional(),
        q: optionalText("搜索词", 40).optional(),
        sort: z.enum(SORTS, { error: "排序方式不支持" }).default("recommended"),
      }),
    )
    .output(page(productCard)),
  get: oc
    .route({ method: "GET", path: "/products/{product_id}", summary: "商品详情" })
    .input(z.object({ product_id: id }))
    .output(productDetail),
  live: oc
    .route({ method: "GET", path: "/products/{product_id}/live", summary: "实时库存与销量" })
    .input(z.object({ product_id: id }))
    .output(productLive),
};
