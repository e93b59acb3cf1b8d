import { PAYOUT_STATES, WITHDRAWAL_STATES } from "@banyan/kernel";
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
    })
    .nullable(),
  /** Balances before this withdrawal is decided, for whoever decides. */
  balances: z.object({ available_fen: fen, withdrawing_fen: fen, held_fen: fen, debt_fen: fen }),
  timeline: z.array(timelineEvent),
  /** What this staff member may do now. */
  actions: z.array(z.enum(["check", "approve", "refuse", "cancel", "ask"])),
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
  /** Asks WeChat now instead of at the next look. */
  ask: oc
    .route({ method: "POST", path: "/console/withdrawals/{no}/ask", summary: "向微信查询" })
    .meta(may("withdrawal.decide"))
    .input(z.object({ no: number }))
    .output(consoleWithdrawal),
};
