import { WITHDRAWAL_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { fen, inputFen, instant, number, page, pageQuery, requestKey, timelineEvent } from "./shape.ts";

/** What may be withdrawn now, and by which rules; the form shows them before anything is typed. */
export const withdrawalRules = z.object({
  available_fen: fen,
  debt_fen: fen,
  withdrawing_fen: fen,
  min_fen: fen,
  /** The most that one withdrawal may be. */
  max_fen: fen,
  /** What the tier allows a day and leaves of today; null where it sets no limit of a day. */
  tier_day: z.object({ max_fen: fen, left_fen: fen }).nullable(),
  fee_bps: z.number().int(),
  per_day: z.number().int(),
  used_today: z.number().int(),
  /** Up to this amount nobody has to review. */
  automatic_fen: fen,
  /** A refusal that stands in the way now, with its sentence. */
  blocked: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type WithdrawalRules = z.infer<typeof withdrawalRules>;

export const withdrawalRow = z.object({
  no: number,
  state: z.enum(WITHDRAWAL_STATES),
  state_text: z.string(),
  amount_fen: fen,
  fee_fen: fen,
  net_fen: fen,
  requested_at: instant,
  finished_at: instant.nullable(),
});
export type WithdrawalRow = z.infer<typeof withdrawalRow>;

export const withdrawalDetail = withdrawalRow.extend({
  /** Where the money is and what happens next, with a date: one sentence, never "处理中" alone. */
  next_text: z.string(),
  fail_text: z.string(),
  decision_note: z.string(),
  /** Until when the person has to confirm. */
  confirm_until: instant.nullable(),
  /** What wx.requestMerchantTransfer takes; there while WeChat waits for the person, and readable again until the end (B18). */
  confirm: z.object({ mchId: z.string(), appId: z.string(), package: z.string() }).nullable(),
  may_cancel: z.boolean(),
  timeline: z.array(timelineEvent),
});
export type WithdrawalDetail = z.infer<typeof withdrawalDetail>;

export const withdrawal = {
  rules: oc
    .route({ method: "GET", path: "/promoter/withdrawals/rules", summary: "提现规则与可提现" })
    .output(withdrawalRules),
  /** `net_fen` is what the person saw would arrive; when the fee has changed since, nothing happens (amount_mismatch). */
  request: oc
    .route({ method: "POST", path: "/promoter/withdrawals", summary: "申请提现" })
    .input(
      z.object({
        request_key: requestKey,
        amount_fen: inputFen("提现金额", 1),
        net_fen: inputFen("到账金额").optional(),
      }),
    )
    .output(withdrawalDetail),
  list: oc
    .route({ method: "GET", path: "/promoter/withdrawals", summary: "提现记录" })
    .input(z.object(pageQuery))
    .output(page(withdrawalRow)),
  get: oc
    .route({ method: "GET", path: "/promoter/withdrawals/{no}", summary: "提现详情" })
    .input(z.object({ no: number }))
    .output(withdrawalDetail),
  cancel: oc
    .route({ method: "POST", path: "/promoter/withdrawals/{no}/cancel", summary: "取消提现" })
    .input(z.object({ no: number }))
    .output(withdrawalDetail),
  /** Asks WeChat what became of it. The client's word never marks anything paid. */
  check: oc
    .route({ method: "POST", path: "/promoter/withdrawals/{no}/check", summary: "查询到账" })
    .input(z.object({ no: number }))
    .output(withdrawalDetail),
};
