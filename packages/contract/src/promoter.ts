import { PROMOTER_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { SELF_KINDS } from "./catalog.ts";
import {
  count,
  empty,
  fen,
  id,
  inputInstant,
  instant,
  optionalText,
  page,
  pageQuery,
  requestKey,
} from "./shape.ts";

/** Code of a share or an invite card. */
export const shareCode = z.string({ error: "分享码不正确" }).regex(/^[0-9A-Za-z]{8}$/, "分享码不正确");

export const tierBody = z.object({ id, name: z.string(), rank: z.number().int() });
export type Tier = z.infer<typeof tierBody>;

/** Where a customer stands on the way to becoming a promoter: what the entry, the form and the welcome page show. */
export const promoterEntry = z.object({
  /** none: may apply (unless `open` is false). applied: under review. refused: `note` says why, may apply again. */
  state: z.enum(["none", "applied", "refused", ...PROMOTER_STATES]),
  /** Whether the shop takes applications. */
  open: z.boolean(),
  /** How the shop calls a promoter: 分销员 unless the operator chose another word. */
  shown_name: z.string(),
  partner_name: z.string(),
  /** Whether a rule approves at once. */
  automatic: z.boolean(),
  agreement: z.object({ version: z.number().int(), text: z.string() }),
  /** For a promoter: whether the current agreement was agreed to. Without it nothing new is earned. */
  agreement_current: z.boolean(),
  note: z.string(),
  applied_at: instant.nullable(),
  /** Who would stand as inviter if it were approved now; masked, as every name of another person. */
  inviter_name: z.string().nullable(),
  tier: tierBody.nullable(),
  /** True until the welcome page was seen. */
  welcome: z.boolean(),
  /** For somebody who was a promoter: what is left there can be withdrawn. */
  former: z.object({ closed_at: instant, by_shop: z.boolean() }).nullable(),
});
export type PromoterEntry = z.infer<typeof promoterEntry>;

/** All in fen. settled = all settled so far less later clawbacks; paid_out = withdrawn and arrived, fees included. */
export const promoterBalances = z.object({
  estimated_fen: fen,
  held_fen: fen,
  available_fen: fen,
  withdrawing_fen: fen,
  debt_fen: fen,
  settled_fen: fen,
  paid_out_fen: fen,
  /** Rewards, corrections and forgiven debt so far, in all; part of what is available or owed, and no part of settled. */
  adjusted_fen: fen,
});
export type PromoterBalances = z.infer<typeof promoterBalances>;

export const promoterCenter = z.object({
  nickname: z.string(),
  avatar: z.string().nullable(),
  state: z.enum(PROMOTER_STATES),
  frozen_reason: z.string(),
  shown_name: z.string(),
  partner_name: z.string(),
  tier: tierBody,
  /** Whether the tier has the invite card. */
  may_invite: z.boolean(),
  agreement_current: z.boolean(),
  inviter_name: z.string().nullable(),
  balances: promoterBalances,
  today: z.object({ visitors: z.number().int(), orders: z.number().int(), commission_fen: fen }),
  customer_count: z.number().int(),
  partner_count: z.number().int(),
  /** Withdrawals that wait for this person's confirmation in WeChat. */
  to_confirm: z.number().int(),
  /** When the next estimated commission settles, if one has a date. */
  next_settle_at: instant.nullable(),
});
export type PromoterCenter = z.infer<typeof promoterCenter>;

/** What leaving means for this person, before they do. */
export const promoterExit = z.object({
  /** When they became a promoter: names the membership that is left. */
  joined_at: instant,
  balances: promoterBalances,
  customer_count: z.number().int(),
  partner_count: z.number().int(),
  /** A refusal that stands in the way, with its sentence. */
  blocked: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type PromoterExit = z.infer<typeof promoterExit>;

/** A customer bound to this promoter; the name is masked. */
export const promoterCustomer = z.object({
  name: z.string(),
  avatar: z.string().nullable(),
  bound_at: instant,
  expires_at: instant,
  expired: z.boolean(),
  order_count: z.number().int(),
  /** What this customer's orders on this promoter's recommendation came to, after refunds. */
  sales_fen: fen,
});
export type PromoterCustomer = z.infer<typeof promoterCustomer>;

/** A promoter whom this one invited; the name is masked, and nothing below them is shown. */
export const promoterPartner = z.object({
  name: z.string(),
  avatar: z.string().nullable(),
  tier_name: z.string(),
  joined_at: instant,
  order_count: z.number().int(),
  sales_fen: fen,
});
export type PromoterPartner = z.infer<typeof promoterPartner>;

/** What one unit at today's price would bring this person. share: a friend buys (分享赚). self: own purchase (自购省 or 自购返). */
const earning = { share_fen: fen, self_fen: fen };
export const productEarning = z.object({
  product_id: id,
  /** The most that any SKU brings: "最高赚". */
  ...earning,
  self_kind: z.enum(SELF_KINDS),
  skus: z.array(z.object({ sku_id: id, ...earning })),
});
export type ProductEarning = z.infer<typeof productEarning>;

export const promoter = {
  entry: oc
    .route({ method: "GET", path: "/promoter/entry", summary: "成为分销员：状态与协议" })
    .input(z.object({ invite_code: shareCode.optional() }))
    .output(promoterEntry),
  apply: oc
    .route({ method: "POST", path: "/promoter/applications", summary: "申请成为分销员" })
    .input(
      z.object({
        request_key: requestKey,
        agreement_version: count("协议版本", 1, 10_000),
        invite_code: shareCode.optional(),
        reason: optionalText("申请说明", 100).default(""),
      }),
    )
    .output(promoterEntry),
  withdrawApplication: oc
    .route({ method: "POST", path: "/promoter/applications/cancel", summary: "撤回申请" })
    .output(promoterEntry),
  agree: oc
    .route({ method: "POST", path: "/promoter/agreement", summary: "同意新版推广协议" })
    .input(z.object({ version: count("协议版本", 1, 10_000) }))
    .output(promoterEntry),
  welcomed: oc.route({ method: "POST", path: "/promoter/welcome", summary: "看过欢迎页" }).output(empty),
  exit: oc.route({ method: "GET", path: "/promoter/exit", summary: "退出推广：会怎样" }).output(promoterExit),
  /** Once for a membership: a repeat changes nothing. */
  leave: oc
    .route({ method: "POST", path: "/promoter/exit", summary: "退出推广" })
    .input(
      z.object({
        joined_at: inputInstant("加入时间"),
        confirm: z.literal(true, { error: "请先确认已了解退出的后果" }),
      }),
    )
    .output(promoterEntry),
  center: oc.route({ method: "GET", path: "/promoter/center", summary: "推广中心" }).output(promoterCenter),
  customers: oc
    .route({ method: "GET", path: "/promoter/customers", summary: "我的顾客" })
    .input(z.object(pageQuery))
    .output(page(promoterCustomer)),
  partners: oc
    .route({ method: "GET", path: "/promoter/partners", summary: "我的伙伴" })
    .input(z.object(pageQuery))
    .output(page(promoterPartner)),
  /** Empty for whoever is no active promoter, or when the operator switched it off. */
  earnings: oc
    .route({ method: "GET", path: "/promoter/earnings", summary: "分享赚与自购省" })
    .input(
      z.object({
        /** Comma-separated product ids, at most 100. */
        product_ids: z
          .string({ error: "请选择商品" })
          .regex(/^[1-9][0-9]{0,17}(,[1-9][0-9]{0,17}){0,99}$/, "商品编号不正确"),
      }),
    )
    .output(z.object({ products: z.array(productEarning) })),
};
