import { ADJUSTMENT_KINDS, type AdjustmentKind } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { fen, instant, number, page, pageQuery } from "./shape.ts";

/** What each kind of adjustment is called, on every page and in every filter. */
export const ADJUSTMENT_TEXT: Readonly<Record<AdjustmentKind, string>> = {
  reward: "奖励",
  plus: "补发",
  minus: "扣减",
  write_off: "核销欠款",
};

export const adjustmentRow = z.object({
  no: number,
  kind: z.enum(ADJUSTMENT_KINDS),
  kind_text: z.string(),
  amount_fen: fen,
  reason: z.string(),
  /** The order or commission it is about; empty where there is none. */
  ref: z.string(),
  decided_at: instant.nullable(),
});

/** One that was approved, as its promoter sees it: with a sentence of what it did. */
export const promoterAdjustment = adjustmentRow.extend({
  /** What came in (above 0) or went out, in fen; 0 for forgiven debt. */
  change_fen: fen,
  /** "商家奖励 ¥5.00，已到可提现" */
  said: z.string(),
});
export type PromoterAdjustment = z.infer<typeof promoterAdjustment>;

export const adjustment = {
  list: oc
    .route({ method: "GET", path: "/promoter/adjustments", summary: "奖励与调整" })
    .input(z.object(pageQuery))
    .output(page(promoterAdjustment)),
};
