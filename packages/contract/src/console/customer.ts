import { oc } from "@orpc/contract";
import { z } from "zod";
import { fen, id, instant, optionalText, page, pageQuery, text } from "../shape.ts";
import { may } from "./staff.ts";

export const consoleCustomerRow = z.object({
  id,
  nickname: z.string(),
  avatar: z.string().nullable(),
  order_count: z.number().int(),
  paid_fen: fen,
  refunded_fen: fen,
  last_order_at: instant.nullable(),
  created_at: instant,
  /** null while the account stands. */
  closed_at: instant.nullable(),
});
export type ConsoleCustomerRow = z.infer<typeof consoleCustomerRow>;

export const consoleCustomerRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/customers", summary: "顾客" })
    .meta(may("customer.read"))
    .input(
      z.object({
        ...pageQuery,
        q: optionalText("搜索词", 40).optional(),
        state: z.enum(["open", "closed"], { error: "状态不支持" }).optional(),
      }),
    )
    .output(page(consoleCustomerRow)),
  get: oc
    .route({ method: "GET", path: "/console/customers/{customer_id}", summary: "顾客详情" })
    .meta(may("customer.read"))
    .input(z.object({ customer_id: id }))
    .output(
      consoleCustomerRow.extend({
        regions: z.array(z.string()),
        coupons_usable: z.number().int(),
        privacy_version: z.number().int().nullable(),
        /** Masked; `reveal` shows it in full and is audited. */
        phone: z.string().nullable(),
        consents: z.array(
          z.object({ version: z.number().int(), kind: z.enum(["agreed", "withdrawn"]), at: instant }),
        ),
      }),
    ),
  /** Shows the phone number in full; who, when and why go to the audit log. */
  reveal: oc
    .route({ method: "POST", path: "/console/customers/{customer_id}/reveal", summary: "查看手机号" })
    .meta(may("customer.reveal"))
    .input(z.object({ customer_id: id, reason: text("查看原因", 60) }))
    .output(z.object({ phone: z.string() })),
};
