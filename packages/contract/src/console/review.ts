import { REVIEW_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { HIDE_REASONS, REVIEW_FILTERS } from "../review.ts";
import { count, day, id, instant, number, optionalText, page, pageQuery, requestKey } from "../shape.ts";
import { may } from "./staff.ts";

/**
 * What the check of words said. none: there were no words; asked: WeChat has not answered yet; words: one of the shop's own words is in it;
 * review and risky: WeChat's; failed: it could not be checked. All but none and passed wait for a person.
 */
export const REVIEW_CHECKS = ["none", "asked", "passed", "words", "review", "risky", "failed"] as const;
/** Most reviews that one act shows. */
export const MAX_SHOWN_AT_ONCE = 100;

const checked = {
  state: z.enum(REVIEW_STATES),
  state_text: z.string(),
  check: z.enum(REVIEW_CHECKS),
  /** Why it waits for a person, in a few words; null where the check has nothing to say. */
  check_text: z.string().nullable(),
};
export const consoleReview = z.object({
  id: number,
  order_no: number,
  line_no: z.number().int(),
  product: z.object({ id, name: z.string(), picture: z.string() }),
  spec: z.array(z.string()),
  customer: z.object({ id, nickname: z.string() }),
  rating: z.number().int(),
  text: z.string(),
  pictures: z.array(z.string()),
  anonymous: z.boolean(),
  ...checked,
  hidden_reason: z.string().nullable(),
  hidden_note: z.string(),
  appended: z.object({ text: z.string(), pictures: z.array(z.string()), at: instant, ...checked }).nullable(),
  reply: z.object({ text: z.string(), at: instant, staff: z.string() }).nullable(),
  created_at: instant,
  /** Raised by every change; sent back with the next. */
  revision: z.number().int(),
});
export type ConsoleReview = z.infer<typeof consoleReview>;

export const REVIEW_TABS = ["all", ...REVIEW_STATES] as const;
const search = {
  /** waiting: also what was added to a review that is shown. */
  state: z.enum(REVIEW_TABS, { error: "没有这个状态" }).default("all"),
  filter: z.enum(REVIEW_FILTERS, { error: "没有这个筛选" }).default("all"),
  /** no: those that the shop has not answered. */
  replied: z.enum(["yes", "no"]).optional(),
  product_id: id.optional(),
  /** Words of the review, name of the product, order number or nickname. */
  q: optionalText("搜索词", 60).optional(),
  from: day.optional(),
  to: day.optional(),
};
const revision = count("版本", 1, 1_000_000);
const target = { review_id: number, revision, request_key: requestKey };

export const consoleReviewRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/reviews", summary: "评价" })
    .meta(may("review.read"))
    .input(z.object({ ...pageQuery, ...search }))
    .output(page(consoleReview)),
  counts: oc
    .route({ method: "GET", path: "/console/reviews/counts", summary: "待审核评价数" })
    .meta(may("review.read"))
    .output(z.object({ waiting: z.number().int() })),
  get: oc
    .route({ method: "GET", path: "/console/reviews/{review_id}", summary: "评价详情" })
    .meta(may("review.read"))
    .input(z.object({ review_id: number }))
    .output(consoleReview),
  /** Shows it with what was added to it. */
  show: oc
    .route({ method: "POST", path: "/console/reviews/{review_id}/show", summary: "展示评价" })
    .meta(may("review.write"))
    .input(z.object(target))
    .output(consoleReview),
  showMany: oc
    .route({ method: "POST", path: "/console/reviews/show", summary: "批量展示评价" })
    .meta(may("review.write"))
    .input(
      z.object({
        request_key: requestKey,
        reviews: z
          .array(z.object({ review_id: number, revision }))
          .min(1, "请选择评价")
          .max(MAX_SHOWN_AT_ONCE, `一次最多 ${MAX_SHOWN_AT_ONCE} 条`)
          .refine(
            (rows) => new Set(rows.map((row) => row.review_id)).size === rows.length,
            "同一条评价重复了",
          ),
      }),
    )
    /** Those that somebody changed in the meantime stay as they are. */
    .output(z.object({ shown: z.number().int(), changed: z.number().int() })),
  hide: oc
    .route({ method: "POST", path: "/console/reviews/{review_id}/hide", summary: "隐藏评价" })
    .meta(may("review.write"))
    .input(
      z.object({
        ...target,
        /** appended: only what was added, the review itself stays. */
        part: z.enum(["whole", "appended"]).default("whole"),
        reason: z.enum(HIDE_REASONS, { error: "请选择隐藏原因" }),
        note: optionalText("说明", 200).default(""),
      }),
    )
    .output(consoleReview),
  reply: oc
    .route({ method: "POST", path: "/console/reviews/{review_id}/reply", summary: "回复评价" })
    .meta(may("review.write"))
    .input(
      z.object({
        ...target,
        /** Empty takes the answer back. */
        text: optionalText("回复", 300),
      }),
    )
    .output(consoleReview),
};
