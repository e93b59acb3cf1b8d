import { oc } from "@orpc/contract";
import { z } from "zod";
import { count, day, id, instant, optionalText, page, pageQuery, requestKey } from "../shape.ts";
import { PRODUCT_STATES } from "./catalog.ts";
import { may } from "./staff.ts";

/** What a person may move stock for. */
export const STOCK_REASONS = ["purchase", "count", "damage", "return", "other"] as const;
/** All that moves stock. */
export const STOCK_LOG_REASONS = ["opening", ...STOCK_REASONS, "sold", "refund"] as const;

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

/** The same of any product. */
export const stockMove = stockLogRow.extend({
  product_id: id,
  product: z.string(),
  code: z.string(),
  /** The order that was sold or refunded. */
  order_no: z.string().nullable(),
});
export type StockMove = z.infer<typeof stockMove>;

export const skuStock = z.object({
  sku_id: id,
  product_id: id,
  product: z.string(),
  picture: z.string(),
  spec: z.array(z.string()),
  code: z.string(),
  state: z.enum(PRODUCT_STATES),
  on_hand: z.number().int(),
  held: z.number().int(),
  available: z.number().int(),
  sold: z.number().int(),
});
export type SkuStock = z.infer<typeof skuStock>;

/** unpaid: an order that waits for its payment, or is being closed. paid: sold in a moment. ordering: its order is being written. */
export const HOLD_STATES = ["unpaid", "closing", "paid", "ordering"] as const;
export const stockHold = z.object({
  sku_id: id,
  product_id: id,
  product: z.string(),
  spec: z.array(z.string()),
  order_no: z.string(),
  quantity: z.number().int(),
  since: instant,
  /** When it is given back if nothing happens; null where nothing is waited for. */
  until: instant.nullable(),
  state: z.enum(HOLD_STATES),
  state_text: z.string(),
});
export type StockHold = z.infer<typeof stockHold>;

/** Named by id, or by code as it stands on a counting sheet. */
const counted = z.object({
  sku_id: id.optional(),
  code: optionalText("规格编码", 40).optional(),
  counted: count("盘点数", 0, 100_000_000),
});
export const STOCK_COUNT_REFUSALS = ["not_found", "ambiguous", "twice", "stock_below_zero"] as const;
export const stockCountRow = z.object({
  sku_id: id.nullable(),
  product: z.string(),
  spec: z.array(z.string()),
  code: z.string(),
  before: z.number().int(),
  held: z.number().int(),
  after: z.number().int(),
  delta: z.number().int(),
  /** Why this line cannot be posted. */
  refusal: z.object({ code: z.enum(STOCK_COUNT_REFUSALS), message: z.string() }).nullable(),
});
export type StockCountRow = z.infer<typeof stockCountRow>;
const MAX_COUNTED = 500;

export const consoleStock = {
  list: oc
    .route({ method: "GET", path: "/console/stock", summary: "库存" })
    .meta(may("catalog.read"))
    .input(
      z.object({
        ...pageQuery,
        q: optionalText("搜索词", 60).optional(),
        /** low: at most as much available as the shop's threshold. out: nothing. held: something is held. */
        stock: z.enum(["low", "out", "held"]).optional(),
        state: z.enum(["listed", "unlisted"]).optional(),
        product_id: id.optional(),
      }),
    )
    .output(page(skuStock)),
  summary: oc
    .route({ method: "GET", path: "/console/stock/summary", summary: "库存概况" })
    .meta(may("catalog.read"))
    .output(
      z.object({
        low_stock: z.number().int(),
        low: z.number().int(),
        out: z.number().int(),
        held: z.number().int(),
      }),
    ),
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
  /** What a count would change, line by line; writes nothing. */
  preview: oc
    .route({ method: "POST", path: "/console/stock/count/preview", summary: "预览盘点" })
    .meta(may("stock.write"))
    .input(z.object({ lines: z.array(counted).min(1, "请填写盘点数").max(MAX_COUNTED, "一次最多 500 行") }))
    .output(z.object({ lines: z.array(stockCountRow), moves: z.number().int(), refused: z.number().int() })),
  /** Sets the counted numbers and posts the differences, all or none. `before` is what the preview showed: what moved since is refused. */
  count: oc
    .route({ method: "POST", path: "/console/stock/count", summary: "盘点" })
    .meta(may("stock.write"))
    .input(
      z.object({
        request_key: requestKey,
        note: optionalText("备注", 100).default(""),
        lines: z
          .array(
            z.object({
              sku_id: id,
              counted: count("盘点数", 0, 100_000_000),
              before: count("预览时的库存", 0, 100_000_000),
            }),
          )
          .min(1, "请填写盘点数")
          .max(MAX_COUNTED, "一次最多 500 行"),
      }),
    )
    .output(z.object({ moved: z.number().int() })),
  log: oc
    .route({ method: "GET", path: "/console/products/{product_id}/stock-log", summary: "商品的库存流水" })
    .meta(may("catalog.read"))
    .input(z.object({ ...pageQuery, product_id: id, sku_id: id.optional() }))
    .output(page(stockLogRow)),
  /** Of the whole shop, newest first. */
  moves: oc
    .route({ method: "GET", path: "/console/stock-log", summary: "库存流水" })
    .meta(may("catalog.read"))
    .input(
      z.object({
        ...pageQuery,
        reason: z.enum(STOCK_LOG_REASONS).optional(),
        from: day.optional(),
        to: day.optional(),
        staff_id: id.optional(),
        sku_id: id.optional(),
        /** A whole order number. */
        order_no: optionalText("订单号", 40).optional(),
      }),
    )
    .output(page(stockMove)),
  /** What is held now, newest first. */
  holds: oc
    .route({ method: "GET", path: "/console/stock-holds", summary: "库存占用" })
    .meta(may("catalog.read"))
    .input(z.object({ ...pageQuery, sku_id: id.optional(), order_no: optionalText("订单号", 40).optional() }))
    .output(page(stockHold)),
};
