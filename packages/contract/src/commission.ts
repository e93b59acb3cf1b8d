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

/** The figures behind the steps, for whoever computes them again. Money in fen, rates in basis points. */
export const explanationFigures = z.object({
  /** Of one unit. */
  price_fen: fen,
  quantity: z.number().int(),
  /** price × quantity */
  amount_fen: fen,
  /** The line's part of coupons. */
  coupon_fen: fen,
  /** amount − coupon */
  net_fen: fen,
  /** D: 自购省. */
  self_discount_fen: fen,
  /** B = net − D. */
  base_fen: fen,
  /** One of the three says where the gross comes from. */
  rate_bps: z.number().int().nullable(),
  fixed_fen: fen.nullable(),
  team: z.object({ own_bps: z.number().int(), seen_bps: z.number().int() }).nullable(),
  gross_fen: fen,
  cap_bps: z.number().int(),
  /** L = floor(net × cap) */
  limit_fen: fen,
  /** L − D: what all shares of the line together may take. */
  room_fen: fen,
  /** Sum of the gross of all shares of the line. */
  claimed_fen: fen,
  /** gross − fen */
  cut_fen: fen,
  fen,
  /** R */
  refunded_fen: fen,
  /** keep(R) */
  kept_fen: fen,
});

/** What comes next: each word has its sentence, and a time where one is known. */
export const NEXT_CHANGES = [
  "awaits_receipt",
  "awaits_aftersale",
  "settles",
  "held",
  "settled",
  "repays_debt",
  "gone",
  "nothing",
] as const;

export const commissionExplanation = z.object({
  commission: commissionRow,
  /** Of another person's order its last four characters: enough to talk about it. */
  order_no: z.string(),
  /** How this person comes to it: "您推荐，顾客购买", "您邀请的伙伴推荐，顾客购买". */
  position_text: z.string(),
  /** Why this person stands where they stand. */
  position_reason: z.string(),
  /** The tier that counts: then. */
  tier_name: z.string(),
  /** Where it is another one by now. */
  tier_now: z.string().nullable(),
  plan: z.object({
    version: z.number().int(),
    name: z.string(),
    /** When orders were submitted under it; `in_force_until` is null while they still are. */
    in_force_from: instant.nullable(),
    in_force_until: instant.nullable(),
  }),
  /** The rule, or the difference of a team bonus, as a sentence; null where the share does not come out again. */
  rule_text: z.string().nullable(),
  figures: explanationFigures.nullable(),
  steps: z.array(explanationStep),
  /** What the engine computes again from the snapshot; equal to the commission, or the page says so. */
  recomputed_fen: fen,
  next: z.object({ kind: z.enum(NEXT_CHANGES), text: z.string(), at: instant.nullable() }),
  /** What happened to the money, oldest first; the accounts are in Chinese. */
  transfers: z.array(
    z.object({
      title: z.string(),
      amount_fen: fen,
      at: instant,
      debit_text: z.string(),
      credit_text: z.string(),
    }),
  ),
  hold_reason: z.string(),
});
export type CommissionExplanation = z.infer<typeof commissionExplanation>;

const worthPart = z.object({
  amount_fen: fen,
  rule_text: z.string(),
  steps: z.array(explanationStep),
});

/** What one piece of a SKU would bring whoever asks, at today's price and plan, without coupon. */
export const worthExplanation = z.object({
  product_name: z.string(),
  spec: z.array(z.string()),
  picture: z.string(),
  plan: z.object({ version: z.number().int(), name: z.string() }),
  tier_name: z.string(),
  /** 分享赚; null where it brings nothing. */
  share: worthPart.nullable(),
  /** 自购省 or 自购返. */
  self: worthPart.extend({ kind: z.enum(["discount", "rebate"]) }).nullable(),
});
export type WorthExplanation = z.infer<typeof worthExplanation>;

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
  worth: oc
    .route({ method: "GET", path: "/promoter/worth/{sku_id}", summary: "分享赚怎么算的" })
    .input(z.object({ sku_id: id }))
    .output(worthExplanation),
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
