import { FULFILMENTS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { detailBlock, fen, id, instant, optionalText, page, pageQuery, video } from "./shape.ts";

/** discount: the price is lower at once (自购省). rebate: comes back as commission (自购返). */
export const SELF_KINDS = ["none", "rebate", "discount"] as const;
/** From the SKU that it is least of to the one that it is most of. */
const fenRange = z.object({ least_fen: fen, most_fen: fen });

/** What one piece of a SKU is worth to this active promoter at today's price, before coupons. */
export const skuWorth = z.object({
  /** What the promoter pays: the price after 自购省. */
  own_price_fen: fen,
  /** 自购省 or 自购返. */
  self_fen: fen,
  /** 分享赚: a customer buys one with no coupon. */
  share_fen: fen,
});
export type SkuWorth = z.infer<typeof skuWorth>;

/** The same of a product in a list: from SKU to SKU. */
export const cardWorth = z.object({
  self_kind: z.enum(SELF_KINDS),
  /** The least that any SKU costs this promoter, and what that SKU costs everybody else. */
  own_price_fen: fen,
  full_price_fen: fen,
  /** Whether SKUs differ in own price. */
  own_price_from: z.boolean(),
  self: fenRange,
  /** null where the operator shows 分享赚 in the share sheet only. */
  share: fenRange.nullable(),
});
export type CardWorth = z.infer<typeof cardWorth>;

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
  /** For an active promoter of this tier; null for everybody else. */
  worth: cardWorth.nullable(),
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
  /** For an active promoter of this tier; null for everybody else. */
  worth: skuWorth.nullable(),
});

export const productDetail = z.object({
  id,
  name: z.string(),
  subtitle: z.string(),
  fulfilment: z.enum(FULFILMENTS),
  origin: z.string(),
  gallery: z.array(z.string()),
  /** Stands before the pictures. */
  video: video.nullable(),
  /** Not on the shelf yet, but its page can be looked at: when it goes on sale. null: on sale. */
  on_sale_at: instant.nullable(),
  promises: z.array(z.string()),
  tags: z.array(z.string()),
  specs: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  skus: z.array(sku),
  detail: z.array(detailBlock),
  category: z.object({ id, name: z.string() }),
  cases: z.array(z.object({ title: z.string(), story: z.string(), pictures: z.array(z.string()) })),
  /** How the figures of the SKUs are to be read, for an active promoter; show_share: 分享赚 stands on the page too. */
  promoting: z.object({ self_kind: z.enum(SELF_KINDS), show_share: z.boolean() }).nullable(),
  /** Reviews that are shown, up to half a minute ago: so much room their section takes before it has come. */
  review_count: z.number().int(),
});
export type ProductDetail = z.infer<typeof productDetail>;

/** The small live call beside the cached page: stock, sales and what concerns this person. */
export const productLive = z.object({
  sales: z.number().int(),
  skus: z.array(z.object({ id, available: z.number().int() })),
});
export type ProductLive = z.infer<typeof productLive>;

export const SORTS = ["recommended", "sales", "price_up", "price_down", "newest"] as const;

const price = z.coerce
  .number({ error: "请填写价格" })
  .int("价格必须是整数分")
  .min(0, "价格不能是负数")
  .max(10_000_000_000, "价格太大了");
/** What a list of products can be narrowed down by. A product's price is the least of its SKUs'. */
export const listFilter = {
  /** Main or display category; those below it are included. */
  category: id.optional(),
  /** Both included. */
  least_fen: price.optional(),
  most_fen: price.optional(),
  in_stock: z.boolean().optional(),
  fulfilment: z.enum(FULFILMENTS, { error: "履约方式不支持" }).optional(),
  tag: optionalText("标签", 8).optional(),
};

export const catalog = {
  categories: oc
    .route({ method: "GET", path: "/categories", summary: "分类" })
    .output(z.object({ categories: z.array(categoryNode) })),
  list: oc
    .route({ method: "GET", path: "/products", summary: "商品列表与搜索" })
    .input(
      z.object({
        ...pageQuery,
        ...listFilter,
        /** Words, parts, pinyin, first letters or codes, as people type them. */
        q: optionalText("搜索词", 40).optional(),
        sort: z.enum(SORTS, { error: "排序方式不支持" }).default("recommended"),
      }),
    )
    .output(
      page(productCard).extend({
        /** How many there are in all. */
        total: z.number().int(),
        /** Nothing is called so: these are what may have been meant. */
        near: z.boolean(),
      }),
    ),
  get: oc
    .route({ method: "GET", path: "/products/{product_id}", summary: "商品详情" })
    .input(z.object({ product_id: id }))
    .output(productDetail),
  live: oc
    .route({ method: "GET", path: "/products/{product_id}/live", summary: "实时库存与销量" })
    .input(z.object({ product_id: id }))
    .output(productLive),
};
