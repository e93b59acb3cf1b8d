import { oc } from "@orpc/contract";
import { z } from "zod";
import { fen, id } from "../shape.ts";
import { may } from "./staff.ts";

const figures = z.object({
  /** Paid amount, paid orders, refunds that succeeded, new customers, distinct buyers: of one day or one period. */
  paid_fen: fen,
  paid_orders: z.number().int(),
  refunded_fen: fen,
  new_customers: z.number().int(),
  buyers: z.number().int(),
});
export type Figures = z.infer<typeof figures>;

export const cockpit = z.object({
  as_of: z.string(),
  today: figures,
  /** Up to the same time of day. */
  yesterday: figures,
  last_week: figures,
  period: z.object({ days: z.number().int(), now: figures, before: figures }),
  trend: z.array(
    z.object({ date: z.string(), paid_fen: fen, paid_orders: z.number().int(), refunded_fen: fen }),
  ),
  todo: z.object({
    to_ship: z.number().int(),
    aftersales: z.number().int(),
    low_stock: z.number().int(),
    alarms: z.number().int(),
    refunds_abnormal: z.number().int(),
    /** Applications of promoters and withdrawals that wait for a decision. */
    applications: z.number().int(),
    withdrawals: z.number().int(),
    /** Adjustments that wait for a second person; tasks that were set aside. */
    adjustments: z.number().int(),
    set_aside: z.number().int(),
    /** Reviews, and what was added to them, that a person has to look at. */
    reviews: z.number().int(),
  }),
  top_products: z.array(
    z.object({
      product_id: id,
      name: z.string(),
      picture: z.string(),
      quantity: z.number().int(),
      paid_fen: fen,
    }),
  ),
});
export type Cockpit = z.infer<typeof cockpit>;

export const report = {
  cockpit: oc
    .route({ method: "GET", path: "/console/cockpit", summary: "驾驶舱" })
    .meta(may("report.read"))
    .input(
      z.object({
        days: z.coerce
          .number()
          .int()
          .refine((d) => [7, 30, 90].includes(d), "周期不支持")
          .default(30),
      }),
    )
    .output(cockpit),
};
