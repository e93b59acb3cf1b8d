import {
  ADJUSTMENT_STATES,
  PAYOUT_STATES,
  PAYOUT_TROUBLES,
  SETTLEMENT_OUTCOMES,
  WITHDRAWAL_STATES,
} from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import {
  day,
  fen,
  id,
  inputFen,
  instant,
  number,
  optionalText,
  page,
  pageQuery,
  requestKey,
  text,
  timelineEvent,
} from "../shape.ts";
import { withdrawalRow } from "../withdrawal.ts";
import { may } from "./staff.ts";

export const consoleWithdrawalRow = withdrawalRow.extend({
  promoter: z.object({ id, nickname: z.string(), avatar: z.string().nullable() }),
  automatic: z.boolean(),
  /** Whether the amount needs two people. */
  two_people: z.boolean(),
  checked_by: z.string().nullable(),
  approved_by: z.string().nullable(),
  /** Who approved it for good or refused it; null while nobody has, and where a rule of the shop did. */
  decided_by: z.string().nullable(),
  decision_note: z.string(),
  fail_text: z.string(),
  decided_at: instant.nullable(),
});
export type ConsoleWithdrawalRow = z.infer<typeof consoleWithdrawalRow>;

/** What one person found about a payout that WeChat no longer tells of, and what a second made of it. */
export const payoutSettlement = z.object({
  id,
  outcome: z.enum(SETTLEMENT_OUTCOMES),
  state: z.enum(ADJUSTMENT_STATES),
  bill_no: z.string(),
  amount_fen: fen,
  reason: z.string(),
  evidence: z.string(),
  requested_by: z.string(),
  requested_at: instant,
  decided_by: z.string().nullable(),
  decided_at: instant.nullable(),
  decision_note: z.string(),
});
export type PayoutSettlement = z.infer<typeof payoutSettlement>;

export const consoleWithdrawal = consoleWithdrawalRow.extend({
  next_text: z.string(),
  payout: z
    .object({
      no: number,
      state: z.enum(PAYOUT_STATES),
      bill_no: z.string().nullable(),
      fail_reason: z.string(),
      tries: z.number().int(),
      last_error: z.string(),
      /** In business time, like every instant here, though the worker keeps this plan by the machine's clock. */
      next_try_at: instant,
      confirm_until: instant.nullable(),
      /** WeChat can no longer be asked: people look it up and settle it, two of them. */
      trouble: z.enum(PAYOUT_TROUBLES).nullable(),
    })
    .nullable(),
  /** Newest first. */
  settlements: z.array(payoutSettlement),
  /** Balances before this withdrawal is decided, for whoever decides. */
  balances: z.object({ available_fen: fen, withdrawing_fen: fen, held_fen: fen, debt_fen: fen }),
  timeline: z.array(timelineEvent),
  /** What this staff member may do now. */
  actions: z.array(
    z.enum(["check", "approve", "refuse", "cancel", "ask", "settle", "settle_decide", "settle_cancel"]),
  ),
  /** Why approving is not possible for this person, if so. */
  approve_blocked: z.string(),
});
export type ConsoleWithdrawal = z.infer<typeof consoleWithdrawal>;

export const consoleWithdrawalRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/withdrawals", summary: "提现" })
    .meta(may("withdrawal.read"))
    .input(
      z.object({
        ...pageQuery,
        /** waiting: what a person of the shop has to look at, for the first or the second time. open: everything that is not final. */
        state: z.enum([...WITHDRAWAL_STATES, "waiting", "open"]).optional(),
        promoter_id: id.optional(),
        q: optionalText("搜索词", 60).optional(),
        from: day.optional(),
        to: day.optional(),
      }),
    )
    .output(page(consoleWithdrawalRow)),
  counts: oc
    .route({ method: "GET", path: "/console/withdrawals/counts", summary: "各状态提现数" })
    .meta(may("withdrawal.read"))
    .output(z.object({ counts: z.record(z.string(), z.number().int()), reviewing_fen: fen })),
  get: oc
    .route({ method: "GET", path: "/console/withdrawals/{no}", summary: "提现详情" })
    .meta(may("withdrawal.read"))
    .input(z.object({ no: number }))
    .output(consoleWithdrawal),
  /** One person is enough below the shop's limit; above it the first approval is the check and a second person approves. */
  approve: oc
    .route({ method: "POST", path: "/console/withdrawals/{no}/approve", summary: "通过提现" })
    .meta(may("withdrawal.decide"))
    .input(
      z.object({
        no: number,
        confirm_fen: inputFen("确认金额", 1),
        note: optionalText("说明", 100).default(""),
      }),
    )
    .output(consoleWithdrawal),
  refuse: oc
    .route({ method: "POST", path: "/console/withdrawals/{no}/refuse", summary: "拒绝提现" })
    .meta(may("withdrawal.decide"))
    .input(z.object({ no: number, note: text("拒绝原因", 100) }))
    .output(consoleWithdrawal),
  /** Takes back a payout that the person has not confirmed. */
  cancel: oc
    .route({ method: "POST", path: "/console/withdrawals/{no}/cancel", summary: "撤销打款" })
    .meta(may("withdrawal.decide"))
    .input(z.object({ no: number, note: text("撤销原因", 100) }))
    .output(consoleWithdrawal),
  /** For a payout that WeChat no longer tells of: what was found. Nothing moves until a second person agrees. */
  settle: oc
    .route({ method: "POST", path: "/console/withdrawals/{no}/settlements", summary: "申请人工核对打款" })
    .meta(may("withdrawal.decide"))
    .input(
      z.object({
        no: number,
        request_key: requestKey,
        outcome: z.enum(SETTLEMENT_OUTCOMES, { error: "请选择核对结果" }),
        bill_no: optionalText("微信单号", 64).default(""),
        amount_fen: inputFen("金额", 1),
        reason: text("原因", 100),
        evidence: text("依据", 500),
      }),
    )
    .output(consoleWithdrawal),
  decideSettlement: oc
    .route({
      method: "POST",
      path: "/console/withdrawals/{no}/settlements/{settlement_id}/decide",
      summary: "复核人工核对",
    })
    .meta(may("withdrawal.decide"))
    .input(
      z.object({
        no: number,
        settlement_id: id,
        approve: z.boolean({ error: "请选择通过或拒绝" }),
        /** Typed again by the second person; of no account where it is refused. */
        confirm_fen: inputFen("确认金额"),
        note: optionalText("说明", 100).default(""),
      }),
    )
    .output(consoleWithdrawal),
  cancelSettlement: oc
    .route({
      method: "POST",
      path: "/console/withdrawals/{no}/settlements/{settlement_id}/cancel",
      summary: "撤回人工核对",
    })
    .meta(may("withdrawal.decide"))
    .input(z.object({ no: number, settlement_id: id }))
    .output(consoleWithdrawal),
  /** Asks WeChat now instead of at the next look. */
  ask: oc
    .route({ method: "POST", path: "/console/withdrawals/{no}/ask", summary: "向微信查询" })
    .meta(may("withdrawal.decide"))
    .input(z.object({ no: number }))
    .output(consoleWithdrawal),
};
