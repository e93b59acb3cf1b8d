/** Products by sheet: written out, checked, shown, applied. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, instant, optionalText, page, pageQuery, pictureUrl, requestKey, text } from "../shape.ts";
import { PRODUCT_STATES } from "./catalog.ts";
import { may } from "./staff.ts";

/** Rows of a sheet of products, the titles not counted. */
export const MOST_PRODUCT_ROWS = 10_000;
/** Letters of a cell: nine addresses of pictures fit. */
export const MOST_CELL_LETTERS = 2_500;
/** Products that are written out at once. */
export const MOST_EXPORTED = 100_000;

export const SHEET_STATES = ["checking", "ready", "applying", "done", "cancelled", "expired"] as const;
export const SHEET_KINDS = ["fresh", "changed", "same", "bad"] as const;
export const SHEET_OUTCOMES = ["waiting", "applied", "refused", "none"] as const;

const sheetCell = z.union([
  z.string().max(MOST_CELL_LETTERS, `单元格最多 ${MOST_CELL_LETTERS} 个字`),
  z.number(),
  z.boolean(),
  z.null(),
]);

export const sheetImport = z.object({
  id,
  state: z.enum(SHEET_STATES),
  file_name: z.string(),
  /** Who checked it, and whoever sees it may ask them. */
  staff: z.string(),
  rows: z.number().int(),
  /** Products that will be made, changed, that are as the sheet says, and that have a bad row. */
  fresh: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  bad: z.number().int(),
  /** Of fresh and changed: saved so far, and refused while applying. */
  applied: z.number().int(),
  refused: z.number().int(),
  created_at: instant,
  applied_at: instant.nullable(),
  ended_at: instant.nullable(),
  /** Until when its products and the sheet of results are kept. */
  keep_until: instant,
});
export type SheetImport = z.infer<typeof sheetImport>;

export const sheetProduct = z.object({
  ordinal: z.number().int(),
  kind: z.enum(SHEET_KINDS),
  outcome: z.enum(SHEET_OUTCOMES),
  product_id: id.nullable(),
  name: z.string(),
  /** Lines of the sheet, from 1. */
  lines: z.array(z.number().int()),
  changes: z.array(z.object({ what: z.string(), before: z.string(), after: z.string() })),
  /** What is told but stops nothing. */
  notes: z.array(z.string()),
  faults: z.array(z.object({ line: z.number().int(), column: z.string(), reason: z.string() })),
});
export type SheetProductRow = z.infer<typeof sheetProduct>;

const one = { sheet_id: id };

export const consoleSheetRoutes = {
  /** The products of the list's filter, a row for each SKU; can be imported again as it is. Refusal: sheet_too_long */
  export: oc
    .route({ method: "GET", path: "/console/product-sheet", summary: "按筛选导出商品表格" })
    .meta(may("catalog.read"))
    .input(
      z.object({
        format: z.enum(["xlsx", "csv"], { error: "请选择格式" }),
        q: optionalText("搜索词", 60).optional(),
        state: z.enum(PRODUCT_STATES).optional(),
        category: id.optional(),
        stock: z.enum(["low", "out"]).optional(),
        scheduled: z.enum(["on", "off"]).optional(),
      }),
    )
    .output(z.file()),
  /** Titles, examples and what each column means. */
  template: oc
    .route({ method: "GET", path: "/console/product-sheet/template", summary: "下载导入模板" })
    .meta(may("catalog.read"))
    .output(z.file()),
  list: oc
    .route({ method: "GET", path: "/console/sheets", summary: "导入记录" })
    .meta(may("catalog.read"))
    .input(z.object({ ...pageQuery, state: z.enum(SHEET_STATES).optional() }))
    .output(page(sheetImport)),
  /**
   * Checks a sheet against the shop. No product changes. Pictures that its cells name have been uploaded before: `pictures` says where each one
   * is, or why there is none. Refusals: sheet_empty, sheet_header
   */
  check: oc
    .route({ method: "POST", path: "/console/sheets", summary: "检查导入表格" })
    .meta(may("catalog.write"))
    .input(
      z.object({
        request_key: requestKey,
        file_name: text("文件名", 200),
        rows: z
          .array(z.array(sheetCell).max(50, "表格最多 50 列"))
          .max(MOST_PRODUCT_ROWS + 1, `表格最多 ${MOST_PRODUCT_ROWS} 行`),
        pictures: z
          .array(
            z.object({
              name: text("图片名", 300),
              url: pictureUrl.nullable(),
              reason: optionalText("原因", 100),
            }),
          )
          .max(5_000, "一次最多 5000 张图片")
          .default([]),
      }),
    )
    .output(sheetImport),
  get: oc
    .route({ method: "GET", path: "/console/sheets/{sheet_id}", summary: "导入详情" })
    .meta(may("catalog.read"))
    .input(z.object(one))
    .output(sheetImport),
  products: oc
    .route({ method: "GET", path: "/console/sheets/{sheet_id}/products", summary: "导入里的商品" })
    .meta(may("catalog.read"))
    .input(
      z.object({
        ...pageQuery,
        ...one,
        kind: z.enum(SHEET_KINDS).optional(),
        outcome: z.enum(SHEET_OUTCOMES).optional(),
      }),
    )
    .output(page(sheetProduct)),
  /** Hands it to the worker; twice does nothing more. Refusals: not_found, sheet_over, sheet_nothing */
  apply: oc
    .route({ method: "POST", path: "/console/sheets/{sheet_id}/apply", summary: "执行导入" })
    .meta(may("catalog.write"))
    .input(z.object(one))
    .output(sheetImport),
  /** What is saved stays saved; the rest is left out. Refusals: not_found, sheet_over */
  cancel: oc
    .route({ method: "POST", path: "/console/sheets/{sheet_id}/cancel", summary: "停止导入" })
    .meta(may("catalog.write"))
    .input(z.object(one))
    .output(sheetImport),
  /** The rows that were not taken, as they were, each with its reason. Refusals: not_found, sheet_over (kept no longer) */
  result: oc
    .route({ method: "GET", path: "/console/sheets/{sheet_id}/result", summary: "下载未导入的行" })
    .meta(may("catalog.read"))
    .input(z.object(one))
    .output(z.file()),
};
