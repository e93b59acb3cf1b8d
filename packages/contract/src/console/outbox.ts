import { oc } from "@orpc/contract";
import { z } from "zod";
import { id, instant, optionalText, page, pageQuery } from "../shape.ts";
import { may } from "./staff.ts";

export const OUTBOX_CONSUMERS = ["stock", "notice", "statistics", "coupon", "posting"] as const;

/** A task that failed ten times and waits for a person (搁置). */
export const failedTask = z.object({
  /** Whose row it is, and its id: together its key. */
  owner_id: id,
  id,
  consumer: z.enum(OUTBOX_CONSUMERS),
  consumer_text: z.string(),
  topic: z.string(),
  topic_text: z.string(),
  /** The order it is about, where it is about one. */
  order_no: z.string().nullable(),
  ref: z.string(),
  /** What went wrong in words, and as the program said it. */
  reason_text: z.string(),
  reason: z.string(),
  tries: z.number().int(),
  failed_at: instant,
  event_at: instant,
  /** How many later tasks of the same order wait behind it. */
  behind: z.number().int(),
  /** The alarm that is open for it. */
  alarm_id: id.nullable(),
});
export type FailedTask = z.infer<typeof failedTask>;

export const consoleOutboxRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/outbox", summary: "搁置的后台任务" })
    .meta(may("outbox.read"))
    .input(
      z.object({
        ...pageQuery,
        consumer: z.enum(OUTBOX_CONSUMERS).optional(),
        q: optionalText("单号", 40).optional(),
      }),
    )
    .output(page(failedTask)),
  counts: oc
    .route({ method: "GET", path: "/console/outbox/counts", summary: "搁置任务数" })
    .meta(may("outbox.read"))
    .output(z.object({ failed: z.number().int(), behind: z.number().int() })),
  /** Their cause is gone, or they fail and are set aside once more. When one works its alarm is resolved. */
  retry: oc
    .route({ method: "POST", path: "/console/outbox/retry", summary: "重试搁置的任务" })
    .meta(may("outbox.retry"))
    .input(
      z.object({
        tasks: z
          .array(z.object({ owner_id: id, id }))
          .min(1, "请选择要重试的任务")
          .max(200, "一次最多 200 个"),
      }),
    )
    .output(z.object({ retried: z.number().int() })),
};
