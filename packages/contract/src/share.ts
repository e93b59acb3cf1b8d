import { SHARE_CHANNELS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { shareCode } from "./promoter.ts";
import { fen, id, instant, page, pageQuery } from "./shape.ts";

export const shareBody = z.object({
  code: shareCode,
  channel: z.enum(SHARE_CHANNELS),
  product_id: id.nullable(),
  /** A topic page. */
  page_id: id.nullable(),
  /** Mini program path with the code in it, as a card opens it: "/catalog/product/index?id=12&s=Ab3dE6gH". */
  path: z.string(),
  /** The same place as an H5 address. */
  url: z.string(),
  title: z.string(),
  picture: z.string().nullable(),
  expires_at: instant,
});
export type Share = z.infer<typeof shareBody>;

export const shareRow = shareBody.omit({ url: true }).extend({
  created_at: instant,
  /** Visitor-days, orders that came by it and what they bring this person after refunds. */
  visits: z.number().int(),
  order_count: z.number().int(),
  commission_fen: fen,
});
export type ShareRow = z.infer<typeof shareRow>;

/**
 * What a visit through a share did. bound: a relation begins; kept: one stands already; own: the person's own share; promoter: promoters
 * are nobody's customers; inactive: the sharer earns nothing now; expired, unknown: the code is no good; noted: visitor not signed in yet.
 */
export const TOUCH_RESULTS = [
  "bound",
  "kept",
  "own",
  "promoter",
  "inactive",
  "expired",
  "unknown",
  "noted",
] as const;

export const share = {
  /** The person's share of this place by this channel; made when there is none, the same one afterwards. */
  create: oc
    .route({ method: "POST", path: "/shares", summary: "生成分享" })
    .input(
      z.object({
        channel: z.enum(SHARE_CHANNELS, { error: "分享方式不支持" }),
        /** One place at most: a product, a topic page, or neither. */
        product_id: id.optional(),
        page_id: id.optional(),
      }),
    )
    .output(shareBody),
  list: oc
    .route({ method: "GET", path: "/promoter/shares", summary: "我的分享" })
    .input(z.object(pageQuery))
    .output(page(shareRow)),
  /** The mini program code that opens this share's place: drawn by WeChat once, then kept. */
  code: oc
    .route({ method: "POST", path: "/shares/{code}/picture", summary: "小程序码" })
    .input(z.object({ code: shareCode }))
    .output(z.object({ picture: z.string() })),
  /** Someone opened a share. Called again after sign-in with the same code and visitor key. */
  touch: oc
    .route({ method: "POST", path: "/shares/{code}/touch", summary: "访问分享" })
    .input(
      z.object({
        code: shareCode,
        /** Random id that the client made once for this device. */
        visitor_key: z.string({ error: "访客编号不正确" }).regex(/^[0-9A-Za-z_-]{16,64}$/, "访客编号不正确"),
      }),
    )
    .output(
      z.object({
        result: z.enum(TOUCH_RESULTS),
        /** Who shared, when the code is good. */
        promoter: z.object({ name: z.string(), avatar: z.string().nullable() }).nullable(),
        channel: z.enum(SHARE_CHANNELS).nullable(),
        product_id: id.nullable(),
        page_id: id.nullable(),
      }),
    ),
};
