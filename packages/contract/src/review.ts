import { REVIEW_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import {
  count,
  empty,
  id,
  instant,
  number,
  optionalText,
  page,
  pageQuery,
  pictureUrl,
  requestKey,
  text,
} from "./shape.ts";

/** good: 4 and 5 stars; middle: 3; bad: 1 and 2. */
export const REVIEW_FILTERS = ["all", "pictures", "good", "middle", "bad", "appended"] as const;
/** Days after receipt within which goods may be reviewed, and days after the review within which it may be added to. */
export const REVIEW_DAYS = 90;
export const APPEND_DAYS = 180;
export const MAX_REVIEW_LETTERS = 500;
export const MAX_REVIEW_PICTURES = 9;

/** Why a review is hidden. That somebody was not content is none of them (电子商务法 17, 39). */
export const HIDE_REASONS = ["广告引流", "辱骂攻击", "违法违规", "泄露隐私", "与商品无关"] as const;

const appended = z.object({
  text: z.string(),
  pictures: z.array(z.string()),
  /** Whole days after the review; 0: on the same day. */
  days_after: z.number().int(),
});
export const reviewCard = z.object({
  id: number,
  rating: z.number().int(),
  /** May be empty: nobody's words are invented. */
  text: z.string(),
  pictures: z.array(z.string()),
  spec: z.array(z.string()),
  /** As the person chose to be shown. */
  author: z.object({ name: z.string(), avatar: z.string().nullable() }),
  created_at: instant,
  appended: appended.nullable(),
  /** The shop's answer. */
  reply: z.object({ text: z.string(), at: instant }).nullable(),
});
export type ReviewCard = z.infer<typeof reviewCard>;

/** What people say of a product in figures: of what is shown only. */
export const reviewSummary = z.object({
  count: z.number().int(),
  /** Whole percent, rounded down; null without reviews. */
  good_percent: z.number().int().nullable(),
  pictures: z.number().int(),
  good: z.number().int(),
  middle: z.number().int(),
  bad: z.number().int(),
  appended: z.number().int(),
});
export type ReviewSummary = z.infer<typeof reviewSummary>;

export const ownReview = reviewCard.extend({
  anonymous: z.boolean(),
  state: z.enum(REVIEW_STATES),
  state_text: z.string(),
  /** One of HIDE_REASONS, with the shop's note; null unless hidden. */
  hidden_reason: z.string().nullable(),
  hidden_note: z.string(),
  order_no: number,
  line_no: z.number().int(),
  product: z.object({ id, name: z.string(), picture: z.string() }),
  can_append: z.boolean(),
  /** The same as elsewhere, and where it stands itself. */
  appended: appended.extend({ state: z.enum(REVIEW_STATES), state_text: z.string() }).nullable(),
});
export type OwnReview = z.infer<typeof ownReview>;

/** Goods received that wait for a word. */
export const dueReview = z.object({
  order_no: number,
  line_no: z.number().int(),
  product_id: id,
  name: z.string(),
  spec: z.array(z.string()),
  picture: z.string(),
  received_at: instant,
  until: instant,
});
export type DueReview = z.infer<typeof dueReview>;

export const reviewable = z.object({
  order_no: number,
  /** Whether at least one line may be reviewed. */
  allowed: z.boolean(),
  /** Why not, when not allowed. */
  reason: z.string().nullable(),
  lines: z.array(
    z.object({
      line_no: z.number().int(),
      product_id: id,
      name: z.string(),
      spec: z.array(z.string()),
      picture: z.string(),
      /** May be reviewed now; false also where it has been, or was given back whole. */
      open: z.boolean(),
      /** The person's own, unless removed. */
      review: ownReview.nullable(),
    }),
  ),
});
export type Reviewable = z.infer<typeof reviewable>;

const pictures = z
  .array(pictureUrl, { error: "图片不正确" })
  .max(MAX_REVIEW_PICTURES, `最多 ${MAX_REVIEW_PICTURES} 张图片`)
  .refine((urls) => new Set(urls).size === urls.length, "同一张图片重复了")
  .default([]);
export const reviewLineInput = z.object({
  line_no: count("行号", 1, 200),
  rating: count("评分", 1, 5),
  text: optionalText("评价", MAX_REVIEW_LETTERS).default(""),
  pictures,
  anonymous: z.boolean({ error: "请选择是否匿名" }).default(false),
});
export type ReviewLineInput = z.infer<typeof reviewLineInput>;

export const reviewRoutes = {
  list: oc
    .route({ method: "GET", path: "/products/{product_id}/reviews", summary: "商品评价" })
    .input(
      z.object({
        ...pageQuery,
        product_id: id,
        filter: z.enum(REVIEW_FILTERS, { error: "没有这个筛选" }).default("all"),
      }),
    )
    .output(page(reviewCard).extend({ summary: reviewSummary })),
  mine: oc
    .route({ method: "GET", path: "/reviews", summary: "我的评价" })
    .input(z.object(pageQuery))
    .output(page(ownReview)),
  due: oc
    .route({ method: "GET", path: "/reviews/due", summary: "待评价商品" })
    .input(z.object(pageQuery))
    .output(page(dueReview)),
  lines: oc
    .route({ method: "GET", path: "/orders/{no}/reviewable", summary: "订单里的评价" })
    .input(z.object({ no: number }))
    .output(reviewable),
  create: oc
    .route({ method: "POST", path: "/reviews", summary: "发表评价" })
    .input(
      z.object({
        request_key: requestKey,
        order_no: number,
        reviews: z
          .array(reviewLineInput, { error: "请至少评价一件商品" })
          .min(1, "请至少评价一件商品")
          .max(20, "一次最多评价 20 件商品")
          .refine((rows) => new Set(rows.map((row) => row.line_no)).size === rows.length, "同一商品重复了"),
      }),
    )
    .output(z.object({ reviews: z.array(ownReview) })),
  append: oc
    .route({ method: "POST", path: "/reviews/{review_id}/append", summary: "追加评价" })
    .input(
      z.object({
        request_key: requestKey,
        review_id: number,
        text: text("追评", MAX_REVIEW_LETTERS),
        pictures,
      }),
    )
    .output(ownReview),
  /** Gone for everybody, for good: the goods cannot be reviewed anew. A second time changes nothing. */
  remove: oc
    .route({ method: "POST", path: "/reviews/{review_id}/remove", summary: "删除评价" })
    .input(z.object({ review_id: number }))
    .output(empty),
};
