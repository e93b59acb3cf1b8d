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
  instant,
  optionalText,
  page,
  pageQuery,
  pictureUrl,
  requestKey,
  text,
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
});
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
export const consoleProduct = z.object({
  id,
  version: z.number().int(),
  state: z.enum(PRODUCT_STATES),
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
  created_at: instant,
  updated_at: instant,
});
export type ConsoleProduct = z.infer<typeof consoleProduct>;
export const consoleProductRow = z.object({
  id,
  state: z.enum(PRODUCT_STATES),
  name: z.string(),
  picture: z.string(),
  category: z.string(),
  price_min_fen: fen,
  price_max_fen: fen,
  sku_count: z.number().int(),
  on_hand: z.number().int(),
  available: z.number().int(),
  sold: z.number().int(),
  updated_at: instant,
});
export type ConsoleProductRow = z.infer<typeof consoleProductRow>;

export const consoleCatalog = {
  categories: oc
    .route({ method: "GET", path: "/console/categories", summary: "分类" })
    .meta(may("catalog.read"))
    .output(z.object({ categories: z.array(categoryNode) })),
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
    .input(productInput.extend({ request_key: requestKey, listed: z.boolean().default(false) }))
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
};

export const STOCK_REASONS = ["purchase", "count", "damage", "return", "other"] as const;
export const stockLogRow = z.object({
  id,
  sku_id: id,
  spec: z.array(z.string()),
  delta: z.number().int(),
  on_hand_after: z.number().int(),
  reason: z.string(),
  reason_text: z.string(),
  ref: z.string(),
  note: z.string(),
  staff: z.string().nullable(),
  created_at: instant,
});
export type StockLogRow = z.infer<typeof stockLogRow>;
export const consoleStock = {
  adjust: oc
    .route({ method: "POST", path: "/console/stock/{sku_id}/adjust", summary: "调整库存" })
    .meta(may("stock.write"))
    .input(
      z.object({
        sku_id: id,
        request_key: requestKey,
        delta: z
          .number({ error: "请填写调整数量" })
          .int("调整数量必须是整数")
          .min(-1_000_000, "调整数量太大")
          .max(1_000_000, "调整数量太大")
          .refine((d) => d !== 0, "调整数量不能是 0"),
        reason: z.enum(STOCK_REASONS, { error: "请选择原因" }),
        note: optionalText("备注", 100).default(""),
      }),
    )
    .output(z.object({ on_hand: z.number().int(), held: z.number().int() })),
  log: oc
    .route({ method: "GET", path: "/console/products/{product_id}/stock-log", summary: "库存流水" })
    .meta(may("catalog.read"))
    .input(z.object({ ...pageQuery, product_id: id, sku_id: id.optional() }))
    .output(page(stockLogRow)),
};
