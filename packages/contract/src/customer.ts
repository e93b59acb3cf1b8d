import { PROMOTER_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { empty, id, pictureUrl, text } from "./shape.ts";

export const customerProfile = z.object({
  id,
  nickname: z.string(),
  avatar: z.string().nullable(),
  privacy_version: z.number().int().nullable(),
  order_counts: z.object({
    awaiting_payment: z.number().int(),
    awaiting_shipment: z.number().int(),
    awaiting_receipt: z.number().int(),
    aftersale: z.number().int(),
  }),
  coupon_count: z.number().int(),
  unread_notices: z.number().int(),
  cart_count: z.number().int(),
  /** Where the person stands on the way to becoming a promoter. */
  promoter_state: z.enum(["none", "applied", "refused", ...PROMOTER_STATES]),
});
export type CustomerProfile = z.infer<typeof customerProfile>;

export const customer = {
  me: oc.route({ method: "GET", path: "/me", summary: "我的" }).output(customerProfile),
  update: oc
    .route({ method: "PUT", path: "/me", summary: "修改头像昵称" })
    .input(z.object({ nickname: text("昵称", 20), avatar: pictureUrl.nullable() }))
    .output(customerProfile),
  agree: oc
    .route({ method: "POST", path: "/me/privacy", summary: "同意隐私政策" })
    .input(z.object({ version: z.number().int().min(1).max(10_000) }))
    .output(empty),
};
