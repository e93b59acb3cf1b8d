import { APPLICATION_STATES, PROMOTER_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { promoterBalances, tierBody } from "../promoter.ts";
import { fen, id, inputInstant, instant, optionalText, page, pageQuery, requestKey, text } from "../shape.ts";
import { may } from "./staff.ts";

const person = z.object({ id, nickname: z.string(), avatar: z.string().nullable() });

export const consoleApplication = z.object({
  id,
  customer: person,
  state: z.enum(APPLICATION_STATES),
  inviter: person.nullable(),
  /** Who would be the inviter by the customer's standing relation, when no invite card was used. */
  bound_to: person.nullable(),
  /** The tier of somebody who was a promoter: approval brings back account, inviter and tier. */
  former_tier: z.string().nullable(),
  reason: z.string(),
  agreement_version: z.number().int(),
  order_count: z.number().int(),
  paid_fen: fen,
  decided_by: z.string().nullable(),
  decision_note: z.string(),
  created_at: instant,
  decided_at: instant.nullable(),
});
export type ConsoleApplication = z.infer<typeof consoleApplication>;

export const consolePromoterRow = z.object({
  customer: person,
  state: z.enum(PROMOTER_STATES),
  tier: tierBody,
  inviter: person.nullable(),
  agreement_current: z.boolean(),
  customer_count: z.number().int(),
  partner_count: z.number().int(),
  balances: promoterBalances,
  approved_at: instant,
});
export type ConsolePromoterRow = z.infer<typeof consolePromoterRow>;

export const consolePromoter = consolePromoterRow.extend({
  /** Inviter first, up to the top. */
  path: z.array(person),
  approved_by: z.string().nullable(),
  agreement_version: z.number().int(),
  agreed_at: instant,
  frozen_reason: z.string(),
  /** When, why and by whom it was closed; by null: they left. */
  closed: z.object({ at: instant, reason: z.string(), by: z.string().nullable() }).nullable(),
  order_count: z.number().int(),
  sales_fen: fen,
});
export type ConsolePromoter = z.infer<typeof consolePromoter>;

/** One relation of a customer, standing or ended. */
export const bindingRow = z.object({
  id,
  promoter: person,
  share_code: z.string().nullable(),
  bound_at: instant,
  expires_at: instant,
  ended_at: instant.nullable(),
  end_reason: z.string().nullable(),
  by_staff: z.string().nullable(),
});

export const consolePromoterRoutes = {
  applications: oc
    .route({ method: "GET", path: "/console/promoter-applications", summary: "分销员申请" })
    .meta(may("promoter.read"))
    .input(
      z.object({
        ...pageQuery,
        state: z.enum(APPLICATION_STATES).optional(),
        q: optionalText("搜索词", 40).optional(),
      }),
    )
    .output(page(consoleApplication)),
  decide: oc
    .route({
      method: "POST",
      path: "/console/promoter-applications/{customer_id}/{application_id}/decide",
      summary: "审核分销员申请",
    })
    .meta(may("promoter.decide"))
    .input(
      z.object({
        customer_id: id,
        application_id: id,
        approve: z.boolean({ error: "请选择通过或拒绝" }),
        /** Tier to start with; the lowest when absent. */
        tier_id: id.optional(),
        /** A refusal needs one; the person reads it. */
        note: optionalText("说明", 100).default(""),
      }),
    )
    .output(consoleApplication),
  list: oc
    .route({ method: "GET", path: "/console/promoters", summary: "分销员" })
    .meta(may("promoter.read"))
    .input(
      z.object({
        ...pageQuery,
        q: optionalText("搜索词", 40).optional(),
        state: z.enum(PROMOTER_STATES).optional(),
        tier_id: id.optional(),
        inviter_id: id.optional(),
        /** The one promoter that this customer is, or none. */
        customer_id: id.optional(),
      }),
    )
    .output(page(consolePromoterRow)),
  get: oc
    .route({ method: "GET", path: "/console/promoters/{customer_id}", summary: "分销员详情" })
    .meta(may("promoter.read"))
    .input(z.object({ customer_id: id }))
    .output(consolePromoter),
  tiers: oc
    .route({ method: "GET", path: "/console/tiers", summary: "等级" })
    .meta(may("promoter.read"))
    .output(z.object({ tiers: z.array(tierBody) })),
  /** Freezes or lifts it. A frozen promoter earns nothing new; what is estimated settles into 冻结. */
  freeze: oc
    .route({ method: "POST", path: "/console/promoters/{customer_id}/freeze", summary: "冻结分销员" })
    .meta(may("promoter.write"))
    .input(z.object({ customer_id: id, frozen: z.boolean(), reason: text("原因", 100) }))
    .output(consolePromoter),
  /** The way back is a new application. `confirm`: the promoter's number, typed. */
  close: oc
    .route({ method: "POST", path: "/console/promoters/{customer_id}/close", summary: "关闭推广资格" })
    .meta(may("promoter.write"))
    .input(z.object({ customer_id: id, reason: text("原因", 100), confirm: text("编号", 20) }))
    .output(consolePromoter),
  setTier: oc
    .route({ method: "POST", path: "/console/promoters/{customer_id}/tier", summary: "调整等级" })
    .meta(may("promoter.write"))
    .input(
      z.object({
        customer_id: id,
        tier_id: id,
        reason: text("原因", 100),
        /** No rule changes it before; without it the rules go on from now. */
        pinned_until: inputInstant("锁定到").optional(),
      }),
    )
    .output(consolePromoter),
};

export const consoleReferralRoutes = {
  history: oc
    .route({ method: "GET", path: "/console/customers/{customer_id}/bindings", summary: "客户关系记录" })
    .meta(may("promoter.read"))
    .input(z.object({ customer_id: id }))
    .output(z.object({ bindings: z.array(bindingRow) })),
  customers: oc
    .route({ method: "GET", path: "/console/promoters/{customer_id}/customers", summary: "分销员的顾客" })
    .meta(may("promoter.read"))
    .input(z.object({ ...pageQuery, customer_id: id }))
    .output(
      page(
        z.object({
          customer: person,
          bound_at: instant,
          expires_at: instant,
          expired: z.boolean(),
          order_count: z.number().int(),
          sales_fen: fen,
        }),
      ),
    ),
  /** Moves a customer to another promoter, or to none; the reason goes to the audit log. Orders that stand keep theirs. */
  move: oc
    .route({ method: "POST", path: "/console/customers/{customer_id}/bindings", summary: "调整客户关系" })
    .meta(may("promoter.write"))
    .input(
      z.object({
        customer_id: id,
        request_key: requestKey,
        promoter_id: id.nullable(),
        reason: text("原因", 100),
      }),
    )
    .output(z.object({ bindings: z.array(bindingRow) })),
};
