import { ADJUSTMENT_KINDS, ADJUSTMENT_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { adjustmentRow } from "../adjustment.ts";
import {
  day,
  fen,
  id,
  inputFen,
  instant,
  linesText,
  number,
  optionalText,
  page,
  pageQuery,
  requestKey,
  text,
} from "../shape.ts";
import { may } from "./staff.ts";

const person = z.object({ id, nickname: z.string(), avatar: z.string().nullable() });

/** What an adjustment moves: the account as it is, and as it would be. Debt is paid off by what comes in. */
const moved = z.object({ available_fen: fen, debt_fen: fen });

export const consoleAdjustmentRow = adjustmentRow.extend({
  state: z.enum(ADJUSTMENT_STATES),
  state_text: z.string(),
  promoter: person,
  /** Whose sheet it came with; its rows are decided together. */
  batch: z.object({ id, rows: z.number().int(), total_fen: fen, reason: z.string() }).nullable(),
  requested_by: z.string(),
  requested_at: instant,
  /** Who approved or refused it; null while it waits and where its requester took it back. */
  decided_by: z.string().nullable(),
  decision_note: z.string(),
});
export type ConsoleAdjustmentRow = z.infer<typeof consoleAdjustmentRow>;

export const consoleAdjustment = consoleAdjustmentRow.extend({
  balances: moved,
  /** As far as it still waits; null when it cannot be done as things stand. */
  after: moved.nullable(),
  /** What this staff member may do now. */
  actions: z.array(z.enum(["approve", "refuse", "cancel"])),
  /** Why approving is not possible for this person, if so. */
  approve_blocked: z.string(),
});
export type ConsoleAdjustment = z.infer<typeof consoleAdjustment>;

/** What is typed in the form, before it is asked for: who, what they have, and what they would have. */
export const adjustmentPreview = z.object({
  promoter: person,
  state: z.enum(["active", "outdated", "frozen", "closed"]),
  balances: moved,
  after: moved.nullable(),
  /** A refusal that stands in the way, with its sentence. */
  blocked: z.object({ code: z.string(), message: z.string() }).nullable(),
  limits: z.object({ max_fen: fen, day_fen: fen, today_fen: fen }),
});
export type AdjustmentPreview = z.infer<typeof adjustmentPreview>;

const kind = z.enum(ADJUSTMENT_KINDS, { error: "请选择类型" });
const reason = text("原因", 100);
/** An order's number, or the key of a commission. */
const ref = z
  .string({ error: "关联单号不正确" })
  .trim()
  .regex(
    /^$|^[0-9A-Z]{16,32}(-[1-9][0-9]{0,3}-(self|[123])-(self|referral|team))?$/,
    "请填写订单号或佣金编号",
  );

/** As many as one person can look over before approving. */
export const SHEET_ROWS = 500;
const sheetRow = z.object({
  line: z.number().int(),
  promoter: person,
  amount_fen: fen,
  reason: z.string(),
});
export const rewardSheet = z.object({
  rows: z.array(sheetRow),
  bad: z.array(z.object({ line: z.number().int(), text: z.string(), message: z.string() })),
  total_fen: fen,
  limits: z.object({ max_fen: fen, day_fen: fen, today_fen: fen }),
});
export type RewardSheet = z.infer<typeof rewardSheet>;

export const consoleAdjustmentRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/adjustments", summary: "调整单" })
    .meta(may("adjustment.read"))
    .input(
      z.object({
        ...pageQuery,
        state: z.enum(ADJUSTMENT_STATES).optional(),
        kind: z.enum(ADJUSTMENT_KINDS).optional(),
        promoter_id: id.optional(),
        batch_id: id.optional(),
        q: optionalText("搜索词", 60).optional(),
        from: day.optional(),
        to: day.optional(),
      }),
    )
    .output(page(consoleAdjustmentRow)),
  counts: oc
    .route({ method: "GET", path: "/console/adjustments/counts", summary: "等待审批的调整单" })
    .meta(may("adjustment.read"))
    .output(z.object({ requested: z.number().int(), requested_fen: fen, today_fen: fen, day_fen: fen })),
  preview: oc
    .route({ method: "GET", path: "/console/promoters/{promoter_id}/adjustment", summary: "调整前后的余额" })
    .meta(may("adjustment.request"))
    .input(
      z.object({
        promoter_id: id,
        kind: kind.default("reward"),
        amount_fen: z.coerce
          .number({ error: "金额不正确" })
          .int("金额必须是整数分")
          .min(0, "金额不能是负数")
          .max(10_000_000_000, "金额太大了")
          .default(0),
      }),
    )
    .output(adjustmentPreview),
  get: oc
    .route({ method: "GET", path: "/console/adjustments/{no}", summary: "调整单详情" })
    .meta(may("adjustment.read"))
    .input(z.object({ no: number }))
    .output(consoleAdjustment),
  /** Nothing moves until a second person approves. */
  request: oc
    .route({ method: "POST", path: "/console/adjustments", summary: "申请调整" })
    .meta(may("adjustment.request"))
    .input(
      z.object({
        request_key: requestKey,
        promoter_id: id,
        kind,
        amount_fen: inputFen("金额", 1),
        confirm_fen: inputFen("确认金额", 1),
        reason,
        ref: ref.default(""),
      }),
    )
    .output(consoleAdjustment),
  /** A sheet of rewards, read and looked up, nothing written. */
  readSheet: oc
    .route({ method: "POST", path: "/console/adjustments/sheet", summary: "检查批量奖励表" })
    .meta(may("adjustment.request"))
    .input(
      z.object({
        text: linesText("奖励表", 40_000),
        reason: optionalText("原因", 100).default(""),
      }),
    )
    .output(rewardSheet),
  /** The whole sheet or nothing: a bad row refuses it. */
  requestSheet: oc
    .route({ method: "POST", path: "/console/adjustments/batches", summary: "申请批量奖励" })
    .meta(may("adjustment.request"))
    .input(
      z.object({
        request_key: requestKey,
        text: linesText("奖励表", 40_000),
        reason,
        confirm_fen: inputFen("合计金额", 1),
      }),
    )
    .output(z.object({ batch_id: id, rows: z.number().int(), total_fen: fen })),
  /** By a second person; with a sheet's row the whole sheet, and `confirm_fen` is its total. */
  approve: oc
    .route({ method: "POST", path: "/console/adjustments/{no}/approve", summary: "通过调整" })
    .meta(may("adjustment.decide"))
    .input(
      z.object({
        no: number,
        confirm_fen: inputFen("确认金额", 1),
        note: optionalText("说明", 100).default(""),
      }),
    )
    .output(consoleAdjustment),
  refuse: oc
    .route({ method: "POST", path: "/console/adjustments/{no}/refuse", summary: "拒绝调整" })
    .meta(may("adjustment.decide"))
    .input(z.object({ no: number, note: text("拒绝原因", 100) }))
    .output(consoleAdjustment),
  /** By whoever asked for it. */
  cancel: oc
    .route({ method: "POST", path: "/console/adjustments/{no}/cancel", summary: "撤回调整" })
    .meta(may("adjustment.request"))
    .input(z.object({ no: number }))
    .output(consoleAdjustment),
};
