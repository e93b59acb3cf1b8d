import { oc } from "@orpc/contract";
import { z } from "zod";
import { count, empty, id, inputFen, instant, requestKey, text } from "../shape.ts";
import { may } from "./staff.ts";

export const MAX_FREIGHT_TEMPLATES = 50;

const regions = z
  .array(z.string().regex(/^(?:[0-9]{2}){1,2}$/, "地区不正确"), { error: "请选择地区" })
  .max(400, "地区太多了");

const rule = {
  /** Pieces or grams, by the unit. */
  first: count("首件（首重）", 1, 1_000_000),
  first_fen: inputFen("首费"),
  further: count("续件（续重）", 1, 1_000_000),
  further_fen: inputFen("续费"),
  free_over_fen: inputFen("包邮金额", 1).nullable(),
  free_over_pieces: count("包邮件数", 1, 9999).nullable(),
};
/** A free-over of ¥0 says that nothing is charged; old settings knew it. Read it, but ask for a first fee of 0 instead. */
export const freightRule = z.object({ ...rule, free_over_fen: z.number().int().min(0).nullable() });
export type FreightRuleBody = z.infer<typeof freightRule>;

/** Provinces are two digits, cities four; a province holds its cities. Each stands in one place at most. */
export const freightBody = z.object({
  elsewhere: freightRule,
  groups: z.array(freightRule.extend({ regions: z.array(z.string()) })),
  unserved: z.array(z.string()),
});
export type FreightBody = z.infer<typeof freightBody>;

export const freightUnit = z.enum(["piece", "weight"], { error: "请选择按件还是按重量" });

export const freightTemplate = freightBody.extend({
  id,
  name: z.string(),
  unit: freightUnit,
  is_default: z.boolean(),
  /** Products that name it; for the default one, those that name none. Gone products are not counted. */
  product_count: z.number().int(),
  /** Grows with every change; the form sends back the one it has seen. */
  version: z.number().int(),
  updated_at: instant,
});
export type FreightTemplateBody = z.infer<typeof freightTemplate>;

export const freightInput = z.object({
  name: text("模板名称", 20),
  unit: freightUnit,
  elsewhere: z.object(rule),
  groups: z
    .array(z.object({ ...rule, regions: regions.min(1, "请选择地区") }), { error: "请填写地区运费" })
    .max(40, "最多 40 组地区"),
  unserved: regions,
});
export type FreightInput = z.infer<typeof freightInput>;

const list = z.object({ templates: z.array(freightTemplate) });

export const consoleFreightRoutes = {
  /** The default first, then by name. */
  list: oc
    .route({ method: "GET", path: "/console/freight-templates", summary: "运费模板" })
    .meta(may("catalog.read"))
    .output(list),
  create: oc
    .route({ method: "POST", path: "/console/freight-templates", summary: "新建运费模板" })
    .meta(may("setting.write"))
    .input(freightInput.extend({ request_key: requestKey }))
    .output(freightTemplate),
  update: oc
    .route({ method: "PUT", path: "/console/freight-templates/{template_id}", summary: "修改运费模板" })
    .meta(may("setting.write"))
    .input(freightInput.extend({ template_id: id, version: z.number().int() }))
    .output(freightTemplate),
  /** Products without a template of their own go by the default one. */
  makeDefault: oc
    .route({
      method: "POST",
      path: "/console/freight-templates/{template_id}/default",
      summary: "设为默认运费模板",
    })
    .meta(may("setting.write"))
    .input(z.object({ template_id: id }))
    .output(list),
  remove: oc
    .route({ method: "DELETE", path: "/console/freight-templates/{template_id}", summary: "删除运费模板" })
    .meta(may("setting.write"))
    .input(z.object({ template_id: id }))
    .output(empty),
};
