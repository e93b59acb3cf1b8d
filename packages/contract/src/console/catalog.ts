import { FULFILMENTS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { categoryNode } from "../catalog.ts";
import {
  count,
  detailBlock,
  fen,
  id,
  inputFen,
  inputInstant,
  instant,
  optionalText,
  page,
  pageQuery,
  pictureUrl,
  requestKey,
  text,
  video,
} from "../shape.ts";
import { may } from "./staff.ts";

export const PRODUCT_STATES = ["listed", "unlisted", "recycled"] as const;

export const skuInput = z.object({
  /** Absent for a new one. */
  id: id.optional(),
  spec: z.array(text("规格值", 20)).max(3, "最多 3 个规格"),
  price_fen: inputFen("售价", 1),
  market_price_fen: inputFen("划线价", 1).nullable(),
  cost_fen: inputFen("成本价"),
  code: optionalText("规格编码", 40),
  weight_g: count("重量", 0, 1_000_000),
  picture: pictureUrl.nullable(),
  /** Opening stock of a new SKU; ignored for one that exists (stock moves by adjustments only). */
  stock: count("库存", 0, 1_000_000).default(0),
});
/** What somebody had made of it: a story with pictures, on the page of a service or of something big. */
export const caseInput = z.object({
  title: text("案例标题", 30),
  story: text("案例故事", 500),
  pictures: z.array(pictureUrl).max(9, "一个案例最多 9 张图片"),
});
export type CaseInput = z.infer<typeof caseInput>;
export const productInput = z.object({
  name: text("商品名称", 60),
  subtitle: optionalText("副标题", 80),
  fulfilment: z.enum(FULFILMENTS, { error: "请选择履约方式" }),
  category_id: id,
  origin: optionalText("产地", 40),
  gallery: z.array(pictureUrl).min(1, "请至少上传一张主图").max(9, "最多 9 张主图"),
  promises: z.array(text("服务承诺", 20)).max(6, "最多 6 条承诺"),
  tags: z.array(text("标签", 8)).max(3, "最多 3 个标签"),
  specs: z
    .array(
      z.object({
        name: text("规格名", 10),
        values: z.array(text("规格值", 20)).min(1, "请填写规格值").max(30, "最多 30 个规格值"),
      }),
    )
    .max(3, "最多 3 个规格"),
  skus: z.array(skuInput).min(1, "至少一个规格").max(100, "最多 100 个规格"),
  detail: z.array(detailBlock).max(60, "详情最多 60 段"),
  // What an older console does not send stays as it is.
  /** The operator's own key, which sheets go by; no two products have the same. Empty: none. */
  code: optionalText("商品编码", 40).optional(),
  video: video.nullable().optional(),
  cases: z.array(caseInput).max(12, "最多 12 个案例").optional(),
  /** Further shelves beside the main category. */
  shelf_ids: z.array(id).max(10, "最多 10 个展示分类").optional(),
  /** null: the shop's default template. */
  freight_template_id: id.nullable().optional(),
});
/** When it goes on the shelf and off it by itself; null: not at all. */
export const scheduleInput = {
  list_at: inputInstant("上架时间").nullable(),
  unlist_at: inputInstant("下架时间").nullable(),
};
export const consoleSku = z.object({
  id,
  spec: z.array(z.string()),
  price_fen: fen,
  market_price_fen: fen.nullable(),
  cost_fen: fen,
  code: z.string(),
  weight_g: z.number().int(),
  picture: z.string().nullable(),
  on_hand: z.number().int(),
  held: z.number().int(),
  sold: z.number().int(),
});
/** Who moved it into the recycle bin and when; until when it can come back. */
export const recycled = z.object({ by: z.string().nullable(), at: instant, until: instant });
export const consoleProduct = z.object({
  id,
  version: z.number().int(),
  state: z.enum(PRODUCT_STATES),
  /** The operator's own key; "" where there is none. */
  code: z.string(),
  name: z.string(),
  subtitle: z.string(),
  fulfilment: z.enum(FULFILMENTS),
  category_id: id,
  origin: z.string(),
  gallery: z.array(z.string()),
  promises: z.array(z.string()),
  tags: z.array(z.string()),
  specs: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  skus: z.array(consoleSku),
  detail: z.array(detailBlock),
  video: video.nullable(),
  cases: z.array(z.object({ title: z.string(), story: z.string(), pictures: z.array(z.string()) })),
  shelf_ids: z.array(id),
  freight_template_id: id.nullable(),
  list_at: instant.nullable(),
  unlist_at: instant.nullable(),
  /** Only of what lies in the recycle bin. */
  recycled: recycled.nullable(),
  created_at: instant,
  updated_at: instant,
});
export type ConsoleProduct = z.infer<typeof consoleProduct>;
export const consoleProductRow = z.object({
  id,
  state: z.enum(PRODUCT_STATES),
  code: z.string(),
  name: z.string(),
  picture: z.string(),
  category: z.string(),
  price_min_fen: fen,
  price_max_fen: fen,
  sku_count: z.number().int(),
  on_hand: z.number().int(),
  available: z.number().int(),
  sold: z.number().int(),
  list_at: instant.nullable(),
  unlist_at: instant.nullable(),
  recycled: recycled.nullable(),
  updated_at: instant,
});
export type ConsoleProductRow = z.infer<typeof consoleProductRow>;

/** A category with how many products stand in it, on the shelf or off, as their main category or a further one. */
export const consoleCategory = categoryNode.extend({
  products: z.number().int(),
  children: z.array(
    z.object({ id, name: z.string(), icon: z.string().nullable(), products: z.number().int() }),
  ),
});
export type ConsoleCategory = z.infer<typeof consoleCategory>;

export const consoleCatalog = {
  categories: oc
    .route({ method: "GET", path: "/console/categories", summary: "分类" })
    .meta(may("catalog.read"))
    .output(z.object({ categories: z.array(consoleCategory) })),
  saveCategory: oc
    .route({ method: "POST", path: "/console/categories", summary: "新增或修改分类" })
    .meta(may("catalog.write"))
    .input(
      z.object({
        id: id.optional(),
        parent_id: id.nullable(),
        name: text("分类名称", 12),
        icon: pictureUrl.nullable(),
        sort: count("排序", 0, 9999),
      }),
    )
    .output(z.object({ id })),
  list: oc
    .route({ method: "GET", path: "/console/products", summary: "商品" })
    .meta(may("catalog.read"))
    .input(
      z.object({
        ...pageQuery,
        q: optionalText("搜索词", 60).optional(),
        state: z.enum(PRODUCT_STATES).optional(),
        category: id.optional(),
        stock: z.enum(["low", "out"]).optional(),
        /** on: waits to go on the shelf. off: waits to be taken off. */
        scheduled: z.enum(["on", "off"]).optional(),
      }),
    )
    .output(page(consoleProductRow)),
  get: oc
    .route({ method: "GET", path: "/console/products/{product_id}", summary: "商品详情" })
    .meta(may("catalog.read"))
    .input(z.object({ product_id: id }))
    .output(consoleProduct),
  create: oc
    .route({ method: "POST", path: "/console/products", summary: "新建商品" })
    .meta(may("catalog.write"))
    .input(
      productInput.extend({
        request_key: requestKey,
        listed: z.boolean().default(false),
        list_at: scheduleInput.list_at.optional(),
      }),
    )
    .output(consoleProduct),
  update: oc
    .route({ method: "PUT", path: "/console/products/{product_id}", summary: "修改商品" })
    .meta(may("catalog.write"))
    .input(productInput.extend({ product_id: id, version: z.number().int() }))
    .output(consoleProduct),
  /** Puts products on or off the shelf, into the recycle bin or back out of it (as unlisted). */
  setState: oc
    .route({ method: "POST", path: "/console/products/state", summary: "上架、下架、回收" })
    .meta(may("catalog.write"))
    .input(
      z.object({ product_ids: z.array(id).min(1, "请选择商品").max(100), state: z.enum(PRODUCT_STATES) }),
    )
    .output(z.object({ changed: z.number().int() })),
  /** 定时上下架. Sets both times of all named products; listing at a time takes a product off the shelf until then. */
  schedule: oc
    .route({ method: "POST", path: "/console/products/schedule", summary: "定时上下架" })
    .meta(may("catalog.write"))
    .input(z.object({ product_ids: z.array(id).min(1, "请选择商品").max(100), ...scheduleInput }))
    .output(z.object({ changed: z.number().int() })),
  /** main: moves to that main category. add, remove: puts on that shelf beside it, or takes off. */
  setCategory: oc
    .route({ method: "POST", path: "/console/products/category", summary: "批量改分类" })
    .meta(may("catalog.write"))
    .input(
      z.object({
        product_ids: z.array(id).min(1, "请选择商品").max(100),
        category_id: id,
        how: z.enum(["main", "add", "remove"], { error: "请选择怎么改" }),
      }),
    )
    .output(z.object({ changed: z.number().int() })),
  /** All categories of one level in their new order. */
  orderCategories: oc
    .route({ method: "POST", path: "/console/categories/order", summary: "分类排序" })
    .meta(may("catalog.write"))
    .input(z.object({ parent_id: id.nullable(), ids: z.array(id).min(1, "请选择分类").max(200) }))
    .output(z.object({ changed: z.number().int() })),
  removeCategory: oc
    .route({ method: "POST", path: "/console/categories/{category_id}/remove", summary: "删除分类" })
    .meta(may("catalog.write"))
    .input(z.object({ category_id: id }))
    .output(z.object({ id })),
};
