import { COMMISSION_STATES, POSITIONS, SHARE_KINDS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { fen, id, instant, page, pageQuery } from "./shape.ts";

/** Order number, line, position and kind: the business key of a share, as one text. */
export const commissionKey = z
  .string({ error: "佣金编号不正确" })
  .regex(/^D[0-9A-Z]{15,31}-[1-9][0-9]{0,3}-(?:self|1|2|3)-(?:self|referral|team)$/, "佣金编号不正确");

export const commissionRow = z.object({
  key: commissionKey,
  product_name: z.string(),
  spec: z.array(z.string()),
  picture: z.string(),
  quantity: z.number().int(),
  /** Masked. */
  buyer_name: z.string(),
  position: z.enum(POSITIONS),
  kind: z.enum(SHARE_KINDS),
  base_fen: fen,
  /** After the cap, before refunds. */
  fen,
  /** What refunds leave of it. */
  kept_fen: fen,
  state: z.enum(COMMISSION_STATES),
  /** The state in Chinese, with what happens next: "预估 · 12月8日 结算". */
  state_text: z.string(),
  /** When the order was paid. */
  event_at: instant,
  settle_due_at: instant.nullable(),
  settled_at: instant.nullable(),
});
export type CommissionRow = z.infer<typeof commissionRow>;

/** One figure of 怎么算的, in the order in which it is computed. */
export const explanationStep = z.object({
  /** Word of the figure: price, coupon, net, self_discount, base, rule, seen, gross, limit, cap, fen, refunded, kept. */
  kind: z.string(),
  title: z.string(),
  /** The formula with its figures: "¥92.00 × 10% = ¥9.20". */
  formula: z.string(),
  amount_fen: fen.nullable(),
});

export const commissionExplanation = z.object({
  commission: commissionRow,
  order_no: z.string(),
  /** Why this person stands where they stand: "您分享,顾客购买", "您邀请的伙伴分享,顾客购买". */
  position_text: z.string(),
  tier_name: z.string(),
  plan: z.object({ version: z.number().int(), name: z.string() }),
  /** The rule as a sentence, or null for a team bonus. */
  rule_text: z.string().nullable(),
  steps: z.array(explanationStep),
  /** What the engine computes again from the snapshot; equal to the commission, or the page says so. */
  recomputed_fen: fen,
  /** What happened to the money, oldest first. */
  transfers: z.array(z.object({ title: z.string(), amount_fen: fen, at: instant })),
  hold_reason: z.string(),
});
export type CommissionExplanation = z.infer<typeof commissionExplanation>;

export const COMMISSION_TABS = ["all", ...COMMISSION_STATES] as const;

export const commission = {
  list: oc
    .route({ method: "GET", path: "/promoter/commissions", summary: "佣金明细" })
    .input(z.object({ ...pageQuery, state: z.enum(COMMISSION_TABS).default("all") }))
    .output(page(commissionRow)),
  get: oc
    .route({ method: "GET", path: "/promoter/commissions/{key}", summary: "佣金怎么算的" })
    .input(z.object({ key: commissionKey }))
    .output(commissionExplanation),
};

/** Console's rows name the people. */
export const consoleCommissionRow = commissionRow.extend({
  order_no: z.string(),
  line_no: z.number().int(),
  promoter: z.object({ id, nickname: z.string() }),
  buyer: z.object({ id, nickname: z.string() }),
  plan_version: z.number().int(),
  gross_fen: fen,
});
export type ConsoleCommissionRow = z.infer<typeof consoleCommissionRow>;
