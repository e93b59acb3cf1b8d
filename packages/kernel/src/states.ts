/** Words of states, once for every room. Their Chinese stands in contract (what a client shows) and nowhere else. */
export const ORDER_STATES = [
  "awaiting_payment",
  "closing",
  "awaiting_shipment",
  "awaiting_receipt",
  "completed",
  "closed",
  "refunded",
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const PAYMENT_STATES = ["created", "open", "paid", "closed", "late"] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export const AFTERSALE_STATES = ["requested", "refunding", "refunded", "rejected", "cancelled"] as const;
export type AftersaleState = (typeof AFTERSALE_STATES)[number];

export const REFUND_STATES = ["created", "processing", "success", "abnormal", "closed"] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** A review: waits for a check or a person; everybody sees it; taken off by a person with a reason. */
export const REVIEW_STATES = ["waiting", "shown", "hidden"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const FULFILMENTS = ["parcel", "service"] as const;
export type Fulfilment = (typeof FULFILMENTS)[number];

export const STAFF_ROLES = ["owner", "operator", "finance", "service"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const PROMOTER_STATES = ["active", "frozen", "closed"] as const;
export type PromoterState = (typeof PROMOTER_STATES)[number];

export const APPLICATION_STATES = ["requested", "approved", "refused", "cancelled"] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export const PLAN_STATES = ["draft", "scheduled", "active", "retired"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

export const SIMULATION_STATES = ["queued", "running", "done", "failed", "cancelled"] as const;
export type SimulationState = (typeof SIMULATION_STATES)[number];

/** How a promoter came to stand in a tier: by rule, by the operator until a date, or as a seed (种子分销员) until a date and then a fall-back. */
export const TIER_MODES = ["rule", "pinned", "seed"] as const;
export type TierMode = (typeof TIER_MODES)[number];
/** Why a tier changed. */
export const TIER_CAUSES = ["upgrade", "not_kept", "manual", "seed", "seed_ended", "retired"] as const;
export type TierCause = (typeof TIER_CAUSES)[number];
/**
 * What a rule of a tier can ask for. own: orders of the promoter's own customers. team: these and those of direct invitees' customers, never
 * deeper. Heads are no measure, by design (docs/WECHAT.md, 7); own purchases are nobody's sales.
 */
export const TIER_MEASURES = ["own_sales", "own_orders", "team_sales", "team_orders"] as const;
export type TierMeasure = (typeof TIER_MEASURES)[number];

/** How a share reaches people: a card in a chat, a copied link, a mini program code, an invite card for new promoters. */
export const SHARE_CHANNELS = ["card", "link", "code", "invite"] as const;
export type ShareChannel = (typeof SHARE_CHANNELS)[number];

/** Where a commission's money stands; `clawed_back` is one of which refunds have left nothing. */
export const COMMISSION_STATES = ["estimated", "held", "settled", "clawed_back"] as const;
export type CommissionState = (typeof COMMISSION_STATES)[number];

/** Position of a share on an order line (docs/COMMISSION.md). */
export const POSITIONS = ["self", "1", "2", "3"] as const;
export type PositionWord = (typeof POSITIONS)[number];
export const SHARE_KINDS = ["self", "referral", "team"] as const;
export type ShareKind = (typeof SHARE_KINDS)[number];

/** A withdrawal as the promoter knows it. paid, refused, cancelled, failed and expired are final. */
export const WITHDRAWAL_STATES = [
  "reviewing",
  "checked",
  "sending",
  "confirming",
  "cancelling",
  "paid",
  "refused",
  "cancelled",
  "failed",
  "expired",
] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

/** A payout as WeChat knows it, plus `created`: its number stands and WeChat has not answered. */
export const PAYOUT_STATES = [
  "created",
  "accepted",
  "processing",
  "confirming",
  "transferring",
  "cancelling",
  "success",
  "fail",
  "cancelled",
] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

/**
 * Money by decision of the shop (调整单). reward and plus add to what is available, minus takes from it, write_off forgives debt.
 */
export const ADJUSTMENT_KINDS = ["reward", "plus", "minus", "write_off"] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

/** One person asks, another decides. All but requested are final. */
export const ADJUSTMENT_STATES = ["requested", "approved", "refused", "cancelled"] as const;
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number];

/** Why a payout can no longer be settled by asking WeChat: its period is over, or it was sent as another merchant. */
export const PAYOUT_TROUBLES = ["lost", "merchant"] as const;
export type PayoutTrouble = (typeof PAYOUT_TROUBLES)[number];

/** What finance found about such a payout: in the fund bill, or proved not paid. */
export const SETTLEMENT_OUTCOMES = ["paid", "returned"] as const;
export type SettlementOutcome = (typeof SETTLEMENT_OUTCOMES)[number];

/** Accounts of one promoter. All are credit-normal except `debt`, which is what the promoter owes the shop. */
export const PROMOTER_ACCOUNTS = ["estimated", "held", "available", "withdrawing", "debt"] as const;
export type PromoterAccount = (typeof PROMOTER_ACCOUNTS)[number];
/** The shop's accounts: never rows, always the roll-up of transfers. */
export const SHOP_ACCOUNTS = [
  "commission_expense",
  "reward_expense",
  "adjustment",
  "payout_clearing",
  "fee_income",
] as const;
export type ShopAccount = (typeof SHOP_ACCOUNTS)[number];
export type AccountName = PromoterAccount | ShopAccount;

export const TRANSFER_KINDS = [
  "accrue",
  "settle",
  "clawback",
  "net",
  "hold",
  "release",
  "reserve",
  "return",
  "payout",
  "fee",
  "reward",
  "adjust",
  "write_off",
] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

export const PAGE_KINDS = ["home", "topic"] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** published: customers see it, or did; scheduled: waits for its time; kept: in the history only; withdrawn: taken back by a person. */
export const EDITION_STATES = ["published", "scheduled", "kept", "withdrawn"] as const;
export type EditionState = (typeof EDITION_STATES)[number];
