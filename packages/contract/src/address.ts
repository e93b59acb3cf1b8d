import { oc } from "@orpc/contract";
import { z } from "zod";
import { empty, id, linesText, phone, requestKey, text } from "./shape.ts";

export const addressInput = z.object({
  recipient: text("收件人", 20),
  phone,
  region_code: z.string({ error: "请选择地区" }).regex(/^[0-9]{6}$/, "请选择地区"),
  detail: text("详细地址", 80),
  is_default: z.boolean({ error: "请选择是否设为默认地址" }).default(false),
});
export const addressBody = z.object({
  id,
  recipient: z.string(),
  phone: z.string(),
  region_code: z.string(),
  /** 省 市 区 names. */
  region: z.array(z.string()),
  detail: z.string(),
  is_default: z.boolean(),
});
export type Address = z.infer<typeof addressBody>;

export const address = {
  list: oc
    .route({ method: "GET", path: "/addresses", summary: "收货地址" })
    .output(z.object({ addresses: z.array(addressBody) })),
  create: oc
    .route({ method: "POST", path: "/addresses", summary: "新增地址" })
    .input(addressInput.extend({ request_key: requestKey }))
    .output(addressBody),
  update: oc
    .route({ method: "PUT", path: "/addresses/{address_id}", summary: "修改地址" })
    .input(addressInput.extend({ address_id: id }))
    .output(addressBody),
  remove: oc
    .route({ method: "DELETE", path: "/addresses/{address_id}", summary: "删除地址" })
    .input(z.object({ address_id: id }))
    .output(empty),
  /** Reads a pasted text; nothing is kept of it. What was not found is "" or null: the person fills it in. */
  parse: oc
    .route({ method: "POST", path: "/addresses/parse", summary: "识别地址" })
    .input(z.object({ text: linesText("要识别的内容", 500) }))
    .output(
      z.object({
        recipient: z.string(),
        phone: z.string(),
        /** null where no district was named, or more than one is meant. */
        region_code: z.string().nullable(),
        /** As far as it is sure: [省], [省, 市] or [省, 市, 区]. */
        region: z.array(z.string()),
        detail: z.string(),
      }),
    ),
};
