import { oc } from "@orpc/contract";
import { z } from "zod";
import { fen, number } from "./shape.ts";

/** What wx.requestPayment takes; appId is in the signed text and the H5 cashier needs it too. */
export const payParams = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal("RSA"),
  paySign: z.string(),
});
export type PayParams = z.infer<typeof payParams>;

export const payment = {
  start: oc
    .route({ method: "POST", path: "/orders/{no}/payment", summary: "发起支付" })
    .input(z.object({ no: number }))
    .output(z.object({ amount_fen: fen, params: payParams.nullable(), paid: z.boolean() })),
  /** Asks WeChat what became of it. The client's word never marks anything paid (docs/ARCHITECTURE.md, B23). */
  check: oc
    .route({ method: "POST", path: "/orders/{no}/payment/check", summary: "查询支付结果" })
    .input(z.object({ no: number }))
    .output(z.object({ state: z.enum(["paid", "unpaid", "closed", "unknown"]) })),
};
