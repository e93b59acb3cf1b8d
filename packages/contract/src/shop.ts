import { oc } from "@orpc/contract";
import { z } from "zod";

export const shopInfo = z.object({
  name: z.string(),
  slogan: z.string(),
  service_phone: z.string(),
  about: z.string(),
  licence: z.string(),
  demo: z.boolean(),
  /** Where the demo's WeChat pages stand ("/__wechat"); null outside demo mode. */
  wechat_bridge: z.string().nullable(),
  privacy_version: z.number().int(),
  privacy_text: z.string(),
  agreement_text: z.string(),
  aftersale_days: z.number().int(),
  unpaid_minutes: z.number().int(),
  /** What the shop's service promises mean, by name. */
  promises: z.array(z.object({ name: z.string(), note: z.string() })),
  message_templates: z.array(z.object({ topic: z.string(), template_id: z.string() })),
  minimum_client: z.string(),
});
export type ShopInfo = z.infer<typeof shopInfo>;

export const region = z.object({
  code: z.string(),
  name: z.string(),
  children: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      children: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
});

export const shop = {
  info: oc.route({ method: "GET", path: "/shop", summary: "店铺信息" }).output(shopInfo),
  /** Province → city → district, codes of GB/T 2260. */
  regions: oc
    .route({ method: "GET", path: "/regions", summary: "省市区" })
    .output(z.object({ regions: z.array(region) })),
};
